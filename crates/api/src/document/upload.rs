//! `POST /api/admin/agents/{id}/documents`: a file, a question with its answer, or a web page becomes part of an agent's knowledge.

use axum::extract::{FromRequest as _, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use domain::document::kind::Refused;
use domain::document::question::Question;
use domain::document::upload::UploadError;
use domain::id::AgentId;
use domain::source::link::{LinkError, link};
use domain::source::scope::Scope;
use domain::source::web::Web;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::DocumentBody;
use super::file;
use crate::auth::{Can, DocumentsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::repeat::{Answer, IdempotencyKey, Repeat};
use crate::source::create::{check_address, refused};
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

/// The address of a web page, which is fetched at once.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkBody {
    /// On the public internet.
    #[schema(max_length = 2048, example = "https://shop.example/returns")]
    url: String,
}

/// What comes as JSON: a question with its answer, or an address.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes what is told apart by `Written` to OpenAPI")]
pub enum WrittenBody {
    Question(QuestionBody),
    Link(LinkBody),
}

/// All that may come as JSON; either an address alone, or the rest.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    question: Option<String>,
    answer: Option<String>,
    url: Option<String>,
}

/// The form.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the multipart form to OpenAPI")]
pub struct UploadForm {
    /// PDF, Word, Excel, PowerPoint, HTML, CSV, Markdown or text; told by its content.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
}

/// Upload a document, write a question with its answer, or give the address of a web page
///
/// A file comes as a form, the others as JSON. What comes is stored, and read in the background; follow `status` on the document. A web page
/// becomes a web source of that one page, which can be synchronized again; it goes when its document is deleted.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/documents",
    tag = "documents",
    params(("id" = String, Path, description = "The agent"), IdempotencyKey),
    request_body(content((UploadForm = "multipart/form-data"), (WrittenBody = "application/json"))),
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
        let JsonBody(body) = JsonBody::<Written>::from_request(request, &()).await?;
        let body = match body.told_apart()? {
            Told::Question(body) => body,
            Told::Link(body) => {
                let scope = format!("document/{id}/{}", can.actor);
                check(&*edge.sites, &body.url).await?;
                let sites = edge.sites.clone();
                let create = async move {
                    let document = link(&uploader, &*sites, store.as_ref(), tenant, id, &body.url).await?;
                    Answer::new(StatusCode::ACCEPTED, &DocumentBody::from(document))
                };
                return repeat.once(&edge, tenant, scope, create).await;
            }
        };
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

/// What the JSON turned out to be.
enum Told {
    Question(QuestionBody),
    Link(LinkBody),
}

impl Written {
    fn told_apart(self) -> ApiResult<Told> {
        let missing = |field: &str| ApiError::invalid(field, "is missing");
        match (self.url, self.question, self.answer) {
            (Some(url), None, None) => Ok(Told::Link(LinkBody { url })),
            (Some(_), ..) => Err(ApiError::invalid("url", "does not go with a question")),
            (None, question, answer) => Ok(Told::Question(QuestionBody {
                question: question.ok_or_else(|| missing("question"))?,
                answer: answer.ok_or_else(|| missing("answer"))?,
            })),
        }
    }
}

/// Whether an address is one that may be fetched.
async fn check(sites: &dyn Web, url: &str) -> ApiResult<()> {
    let scope = Scope::new(url, 1);
    let problems = scope.problems(1);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    check_address(sites, &scope.address).await
}

fn is_json(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/json"))
}

impl From<LinkError> for ApiError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Visit(error) => refused("cannot be read", &error),
            LinkError::Refused(error) => error.into(),
            LinkError::Blob(error) => error.into(),
            LinkError::Storage(error) => error.into(),
        }
    }
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
