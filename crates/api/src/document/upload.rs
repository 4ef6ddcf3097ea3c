//! `POST /api/admin/agents/{id}/documents`: a file becomes part of an agent's knowledge.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::document::upload::UploadError;
use domain::id::AgentId;
use utoipa::ToSchema;

use super::body::DocumentBody;
use super::file;
use crate::auth::{Can, DocumentsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::repeat::{Answer, IdempotencyKey, Repeat};
use crate::wire::IdPath;

/// The form.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the multipart form to OpenAPI")]
pub struct UploadForm {
    /// UTF-8 text or Markdown.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
}

/// Upload a document
///
/// The file is stored and read in the background; follow `status` on the document.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/documents",
    tag = "documents",
    params(("id" = String, Path, description = "The agent"), IdempotencyKey),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 202, body = DocumentBody)),
    security(("sessionCookie" = []), ("secretKey" = ["documents:write"]))
)]
pub async fn upload_document(
    State(edge): State<Edge>,
    can: Can<DocumentsWrite>,
    IdPath(id): IdPath<AgentId>,
    repeat: Repeat,
    request: Request,
) -> ApiResult<Response> {
    can.agent(id).await?;
    edge.engine.plan().allows_document(can.store.count_documents().await?)?;
    let file = file::read(request, edge.settings.max_upload_bytes).await?;
    let (uploader, tenant) = (edge.uploader.clone(), can.tenant.id);
    let create = async move {
        let document = uploader.upload(tenant, id, &file.name, file.bytes).await?;
        Answer::new(StatusCode::ACCEPTED, &DocumentBody::from(document))
    };
    repeat.once(&edge, tenant, format!("document/{id}/{}", can.actor), create).await
}

impl From<UploadError> for ApiError {
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::Empty => Self::invalid("file", "must not be empty"),
            UploadError::Unsupported => {
                Self::new(Code::UnsupportedMediaType, "Only UTF-8 text and Markdown files can be read.")
            }
            UploadError::Blob(error) => error.into(),
            UploadError::Storage(error) => error.into(),
        }
    }
}
