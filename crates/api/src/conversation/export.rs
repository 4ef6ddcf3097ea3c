//! `GET /api/admin/conversations/export`: transcripts as a file. Read and sent page by page, as fast as the client takes them.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::conversation::ConversationFilter;
use domain::page::PageRequest;
use futures::stream;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::filter::FilterQuery;
use super::get::{Transcript, transcript};
use super::table::{heading, rows};
use crate::auth::{Can, ConversationsRead};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{PageQuery, Params, cursor};

/// Conversations that are read at once.
const PAGE: u32 = 20;

/// In which form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// `json` by default.
    #[param(inline)]
    format: Option<Format>,
    /// `nextCursor` of an earlier file.
    cursor: Option<String>,
}

/// A file's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Whole transcripts.
    Json,
    /// One line per message.
    Csv,
}

/// An export as JSON.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConversationExport {
    /// Newest first.
    conversations: Vec<Transcript>,
    /// Pass as `cursor` for the rest; null when this was all.
    next_cursor: Option<String>,
}

/// Export conversations
///
/// The conversations that the list would show, with their messages, as a file: at most 10,000 of them. Cells of the CSV form that a
/// spreadsheet would take for a formula begin with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/admin/conversations/export",
    tag = "conversations",
    params(FilterQuery, ExportQuery),
    responses((status = 200, content((ConversationExport = "application/json"), (String = "text/csv")))),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["conversations:read"]))
)]
pub async fn export_conversations(
    State(edge): State<Edge>,
    can: Can<ConversationsRead>,
    Params(filter): Params<FilterQuery>,
    Params(query): Params<ExportQuery>,
) -> ApiResult<Response> {
    let filter = filter.filter(&can).await?;
    let start = PageQuery { cursor: query.cursor, limit: Some(PAGE) }.request()?;
    let format = query.format.unwrap_or(Format::Json);
    let left = edge.settings.max_export_conversations;
    let export =
        Export { edge, can: Arc::new(can), filter, format, left, started: false, next: Next::Start(start) };
    let body = stream::try_unfold(export, |mut export| async move {
        let piece =
            export.piece().await.inspect_err(|error| tracing::warn!(?error, "an export broke off"))?;
        Ok::<_, ExportBroken>(piece.map(|bytes| (bytes, export)))
    });
    let (kind, disposition) = match format {
        Format::Json => ("application/json", "attachment; filename=\"conversations.json\""),
        Format::Csv => ("text/csv; charset=utf-8", "attachment; filename=\"conversations.csv\""),
    };
    let mut response = Response::new(Body::from_stream(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    Ok(response)
}

/// Storage failed in the middle of a file: the connection is cut, so that nobody takes the file for whole.
#[derive(Debug, thiserror::Error)]
#[error("an export broke off")]
struct ExportBroken;

impl From<ApiError> for ExportBroken {
    fn from(_: ApiError) -> Self {
        Self
    }
}

enum Next {
    Start(PageRequest),
    Page(PageRequest),
    Over,
}

struct Export {
    edge: Edge,
    can: Arc<Can<ConversationsRead>>,
    filter: ConversationFilter,
    format: Format,
    /// How many conversations may still be written.
    left: usize,
    /// Whether a conversation was written.
    started: bool,
    next: Next,
}

impl Export {
    /// The next piece of the file; `None` when it is whole.
    async fn piece(&mut self) -> ApiResult<Option<Bytes>> {
        let (first, request) = match self.next {
            Next::Start(request) => (true, request),
            Next::Page(request) => (false, request),
            Next::Over => return Ok(None),
        };
        let store = self.can.conversations(&self.edge);
        let mut page = store.conversations(&self.filter, request).await?;
        page.items.retain(|one| self.can.reach.covers(one.chat.agent_id));
        let mut transcripts = Vec::with_capacity(page.items.len());
        for one in page.items.into_iter().take(self.left) {
            transcripts.push(transcript(&self.edge, &self.can, one).await?);
        }
        let started = self.started;
        self.started |= !transcripts.is_empty();
        self.left -= transcripts.len();
        let over = page.next.is_none() || self.left == 0;
        self.next = match page.next {
            Some(after) if !over => {
                let limit = PAGE.min(u32::try_from(self.left).unwrap_or(PAGE));
                Next::Page(PageRequest { after: Some(after), limit })
            }
            _ => Next::Over,
        };
        let text = match self.format {
            Format::Csv => csv(&transcripts, first)?,
            Format::Json => json(&transcripts, first, started, over.then(|| cursor(page.next)))?,
        };
        Ok(Some(text.into()))
    }
}

fn csv(transcripts: &[Transcript], first: bool) -> ApiResult<Vec<u8>> {
    let mut text = if first { heading()? } else { Vec::new() };
    for transcript in transcripts {
        text.extend(rows(transcript)?);
    }
    Ok(text)
}

/// `started`: an element stands before. `end` closes the document: with the cursor of the rest, if there is a rest.
fn json(
    transcripts: &[Transcript],
    first: bool,
    mut started: bool,
    end: Option<Option<String>>,
) -> ApiResult<Vec<u8>> {
    let mut text = if first { b"{\"conversations\":[".to_vec() } else { Vec::new() };
    for transcript in transcripts {
        if started {
            text.push(b',');
        }
        started = true;
        serde_json::to_writer(&mut text, transcript).map_err(ApiError::internal)?;
    }
    if let Some(next) = end {
        text.extend(b"],\"nextCursor\":");
        serde_json::to_writer(&mut text, &next).map_err(ApiError::internal)?;
        text.push(b'}');
    }
    Ok(text)
}
