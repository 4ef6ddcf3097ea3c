//! `POST /api/admin/agents/{id}/documents`: a file, or a question with its answer, becomes part of an agent's
//! knowledge.

use axum::extract::{FromRequest as _, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use domain::document::kind::Refused;
use domain::document::question::Question;
use domain::document::upload::UploadError;
use domain::id::AgentId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::DocumentBody;
use super::file;
use crate::auth::{Can, DocumentsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::repeat::{Answer, IdempotencyKey, Repeat};
use crate::wire::{IdPath, JsonBody};

/// A question with the answer that a person wrote for it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionBody {
    /// As a visitor would ask it.
    #[schema(min_length = 1, max_length = 300, example = "Are you open on Sundays?")]
    question: String,
    /// What is true, in Markdown.
    #[schema(min_length = 1, max_length = 20000, example = "No, only Monday to Saturday.")]
    answer: String,
}

/// The form.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the multipart form to OpenAPI")]
pub struct UploadForm {
    /// PDF, Word, Excel, PowerPoint, HTML, CSV, Markdown or text; told by its content.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
}

/// Upload a document, or write a question with its answer
///
/// A file comes as a form, a question as JSON. Either is stored and read in the background; follow `status` on the document.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/documents",
    tag = "documents",
    params(("id" = String, Path, description = "The agent"), IdempotencyKey),
    request_body(content((UploadForm = "multipart/form-data"), (QuestionBody = "application/json"))),
    responses((status = 202, body = DocumentBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["documents:write"]))
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
    let (uploader, tenant, store) = (edge.uploader.clone(), can.tenant.id, can.store.clone());
    let scope = format!("document/{id}/{}", can.actor);
    if is_json(&request) {
        let JsonBody(body) = JsonBody::<QuestionBody>::from_request(request, &()).await?;
        let question = Question::new(&body.question, &body.answer);
        let problems = question.problems();
        if !problems.is_empty() {
            return Err(problems.into());
        }
        let create = async move {
            let document = uploader.ask(store.as_ref(), tenant, id, &question).await?;
            Answer::new(StatusCode::ACCEPTED, &DocumentBody::from(document))
        };
        return repeat.once(&edge, tenant, scope, create).await;
    }
    let file = file::read(request, edge.settings.max_upload_bytes).await?;
    let create = async move {
        let document = uploader.upload(store.as_ref(), tenant, id, &file.name, file.bytes).await?;
        Answer::new(StatusCode::ACCEPTED, &DocumentBody::from(document))
    };
    repeat.once(&edge, tenant, scope, create).await
}

fn is_json(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/json"))
}

impl From<UploadError> for ApiError {
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::Refused(Refused::Empty) => Self::invalid("file", "must not be empty"),
            UploadError::Refused(reason) => Self::new(Code::UnsupportedMediaType, reason.to_string()),
            UploadError::Blob(error) => error.into(),
            UploadError::Storage(error) => error.into(),
        }
    }
}
