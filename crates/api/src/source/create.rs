//! `POST /api/admin/agents/{id}/sources`: an agent gets a web source, which is synchronized at once.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::clock::Timestamp;
use domain::id::{AgentId, SourceId};
use domain::job::{Job, JobKind};
use domain::source::link::{SourceRefused, admit};
use domain::source::scope::Scope;
use domain::source::web::{VisitError, Web};
use domain::source::{PageCounts, Schedule, Source, SourceKind};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{ScheduleBody, SourceBody, SourceKindBody};
use crate::auth::{Can, DocumentsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::repeat::{Answer, IdempotencyKey, Repeat};
use crate::wire::{IdPath, JsonBody};

/// Pages of a source for which nothing else is said.
const USUAL_PAGES: u32 = 100;

/// A new web source.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateSource {
    /// Where it begins: a page, a sitemap or the first page of a site, on the public internet.
    #[schema(max_length = 2048, example = "https://shop.example/docs/")]
    url: String,
    /// What the address is; `site` when left out.
    #[schema(value_type = Option<SourceKindBody>)]
    kind: Option<SourceKind>,
    /// Most pages; 100 when left out.
    #[schema(minimum = 1)]
    max_pages: Option<u32>,
    /// Sites: most links from the address to a page; 5 when left out.
    #[schema(minimum = 0, maximum = 20)]
    max_depth: Option<u32>,
    /// Paths that belong to it, with `*` for any characters; none is all.
    #[schema(max_items = 20, example = json!(["/docs/*"]))]
    include: Option<Vec<String>>,
    /// Paths that do not, whatever `include` says.
    #[schema(max_items = 20)]
    exclude: Option<Vec<String>>,
    /// How often it is synchronized by itself; `manual` when left out.
    #[schema(value_type = Option<ScheduleBody>)]
    schedule: Option<Schedule>,
}

/// Add a web source
///
/// Its pages are fetched in the background, as robots.txt allows; each becomes a document. Follow `status` and `pages` on the source.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/sources",
    tag = "sources",
    params(("id" = String, Path, description = "The agent"), IdempotencyKey),
    request_body = CreateSource,
    responses((status = 202, body = SourceBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["documents:write"]))
)]
pub async fn create_source(
    State(edge): State<Edge>,
    can: Can<DocumentsWrite>,
    IdPath(agent): IdPath<AgentId>,
    repeat: Repeat,
    JsonBody(body): JsonBody<CreateSource>,
) -> ApiResult<Response> {
    can.agent(agent).await?;
    edge.engine.plan().allows_document(can.store.count_documents().await?)?;
    let now = edge.clock.now();
    let source =
        body.into_source(edge.ids.next(), agent, edge.settings.max_source_pages.min(USUAL_PAGES), now);
    let problems = source.scope.problems(edge.settings.max_source_pages);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    check_address(&*edge.sites, &source.scope.address).await?;
    let job = Job::due(edge.ids.next(), JobKind::SyncSource { source_id: source.id, sync: source.sync }, now);
    let (scope, store) = (format!("source/{agent}/{}", can.actor), can.store);
    let create = async move {
        admit(&*store, &source).await??;
        store.create_source(&source, &job).await?;
        let revision = source.revision;
        let body = SourceBody::new(source, PageCounts::default());
        Ok(Answer::new(StatusCode::ACCEPTED, &body)?.with_version(revision))
    };
    repeat.once(&edge, can.tenant.id, scope, create).await
}

/// Refuses an address that may not be reached.
pub(crate) async fn check_address(sites: &dyn Web, address: &str) -> ApiResult<()> {
    sites.check(address).await.map_err(|error| refused("is not a usable address", &error))
}

/// Why the address of `url` is of no use.
pub(crate) fn refused(message: &str, error: &VisitError) -> ApiError {
    match error {
        VisitError::Blocked => {
            let message = "is not an address on the public internet";
            ApiError { code: Code::BlockedDestination, ..ApiError::invalid("url", message) }
        }
        error => ApiError::invalid("url", format!("{message}: {error}")),
    }
}

impl From<SourceRefused> for ApiError {
    fn from(refused: SourceRefused) -> Self {
        match refused {
            SourceRefused::TooMany => Self::invalid("", refused.to_string()),
            SourceRefused::Known => Self::new(Code::Conflict, refused.to_string()),
        }
    }
}

impl CreateSource {
    fn into_source(self, id: SourceId, agent: AgentId, usual_pages: u32, now: Timestamp) -> Source {
        let usual = Scope::new(&self.url, usual_pages);
        let scope = Scope {
            max_pages: self.max_pages.unwrap_or(usual.max_pages),
            max_depth: self.max_depth.unwrap_or(usual.max_depth),
            include: self.include.unwrap_or_default(),
            exclude: self.exclude.unwrap_or_default(),
            ..usual
        };
        let (kind, schedule) =
            (self.kind.unwrap_or(SourceKind::Site), self.schedule.unwrap_or(Schedule::Manual));
        Source::new(id, agent, kind, scope, schedule, now)
    }
}
