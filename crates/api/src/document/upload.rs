//! `POST /api/admin/agents/{id}/documents`: a file becomes part of an agent's knowledge.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use domain::document::upload::{UploadError, Uploader};
use domain::id::AgentId;
use utoipa::ToSchema;

use super::body::DocumentBody;
use super::file;
use crate::auth::{Can, DocumentsWrite};
use crate::error::{ApiError, ApiResult, Code};
use crate::settings::Settings;
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
    params(("id" = String, Path, description = "The agent")),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 202, body = DocumentBody)),
    security(("sessionCookie" = []), ("secretKey" = ["documents:write"]))
)]
pub async fn upload_document(
    State(uploader): State<Arc<Uploader>>,
    State(settings): State<Arc<Settings>>,
    can: Can<DocumentsWrite>,
    IdPath(id): IdPath<AgentId>,
    request: Request,
) -> ApiResult<(StatusCode, Json<DocumentBody>)> {
    can.agent(id).await?;
    let file = file::read(request, settings.max_upload_bytes).await?;
    let document = uploader.upload(can.tenant.id, id, &file.name, file.bytes).await?;
    Ok((StatusCode::ACCEPTED, Json(document.into())))
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
