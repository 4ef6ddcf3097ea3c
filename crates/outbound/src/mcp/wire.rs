//! What carries the protocol's messages: requests through the guarded client, answers as JSON or as a stream of events.
//!
//! The SDK knows sessions, versions and repetitions; this knows HTTP. What went wrong is kept beside ([`Fault`]), because the SDK
//! reports it as text.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use domain::tool::ToolError;
use futures::stream::{BoxStream, StreamExt, TryStreamExt};
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use rmcp::model::{ClientJsonRpcMessage, ClientRequest, ErrorData, JsonRpcMessage, ServerJsonRpcMessage};
use rmcp::transport::streamable_http_client::{
    SseError, StreamableHttpClient, StreamableHttpError, StreamableHttpPostResponse,
};
use sse_stream::{Sse, SseStream};
use url::Url;

use crate::egress::{Egress, EgressError, EgressRequest, EgressStream};

const JSON: &str = "application/json";
const EVENTS: &str = "text/event-stream";

const SESSION_ID: HeaderName = HeaderName::from_static("mcp-session-id");
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

type Events = BoxStream<'static, Result<Sse, SseError>>;
type WireError = StreamableHttpError<EgressError>;

/// What went wrong last.
#[derive(Clone, Default)]
pub(super) struct Fault(Arc<Mutex<Option<ToolError>>>);

impl Fault {
    fn set(&self, error: ToolError) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }

    /// What went wrong, or `other` when nothing did that is known here.
    pub(super) fn take_or(&self, other: impl FnOnce() -> ToolError) -> ToolError {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_else(other)
    }
}

/// The SDK's way to one server.
#[derive(Clone)]
pub(super) struct Wire {
    egress: Arc<Egress>,
    headers: HeaderMap,
    fault: Fault,
}

impl Wire {
    /// Every request has these headers.
    pub(super) fn new(egress: Arc<Egress>, headers: HeaderMap, fault: Fault) -> Self {
        Self { egress, headers, fault }
    }

    async fn send(
        &self,
        method: Method,
        uri: &str,
        session: Option<&str>,
        more: HashMap<HeaderName, HeaderValue>,
        body: Bytes,
    ) -> Result<EgressStream, WireError> {
        let url = Url::parse(uri).map_err(|error| self.refused(error.to_string()))?;
        let mut headers = self.headers.clone();
        headers.extend(more);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json, text/event-stream"));
        if !body.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        }
        if let Some(session) = session {
            let value = HeaderValue::from_str(session);
            let value = value.map_err(|_| self.refused("its session has an impossible name".to_owned()))?;
            headers.insert(SESSION_ID, value);
        }
        let request = EgressRequest { method, url, headers, body };
        self.egress.open(request).await.map_err(|error| self.lost(error))
    }

    fn lost(&self, error: EgressError) -> WireError {
        self.fault.set(error.clone().into());
        StreamableHttpError::Client(error)
    }

    fn refused(&self, reason: String) -> WireError {
        self.fault.set(ToolError::Refused(reason.clone()));
        StreamableHttpError::UnexpectedServerResponse(reason.into())
    }

    fn events(&self, body: BoxStream<'static, Result<Bytes, EgressError>>) -> Events {
        let fault = self.fault.clone();
        let noted = body.inspect_err(move |error| fault.set(error.clone().into()));
        SseStream::from_bytes_stream(noted).boxed()
    }

    async fn whole(
        &self,
        body: BoxStream<'static, Result<Bytes, EgressError>>,
    ) -> Result<Vec<u8>, WireError> {
        let whole = body.try_fold(Vec::new(), async |mut whole, piece| {
            whole.extend_from_slice(&piece);
            Ok(whole)
        });
        whole.await.map_err(|error| self.lost(error))
    }
}

impl StreamableHttpClient for Wire {
    type Error = EgressError;

    async fn post_message(
        &self,
        uri: Arc<str>,
        message: ClientJsonRpcMessage,
        session: Option<Arc<str>>,
        _auth: Option<String>,
        more: HashMap<HeaderName, HeaderValue>,
    ) -> Result<StreamableHttpPostResponse, WireError> {
        let body = Bytes::from(serde_json::to_vec(&message)?);
        let answer = self.send(Method::POST, &uri, session.as_deref(), more, body).await?;
        if matches!(answer.status, StatusCode::ACCEPTED | StatusCode::NO_CONTENT) {
            return Ok(StreamableHttpPostResponse::Accepted);
        }
        if answer.status == StatusCode::NOT_FOUND && session.is_some() {
            return Err(StreamableHttpError::SessionExpired);
        }
        let id = answer.headers.get(SESSION_ID).and_then(|id| id.to_str().ok()).map(str::to_owned);
        if answer.status.is_success() && is(&answer.headers, EVENTS) {
            return Ok(StreamableHttpPostResponse::Sse(self.events(answer.body), id));
        }
        let body = self.whole(answer.body).await?;
        let said = serde_json::from_slice::<ServerJsonRpcMessage>(&body).ok();
        match said {
            Some(said) if answer.status.is_success() => Ok(StreamableHttpPostResponse::Json(said, id)),
            // Only a request waits for words.
            None if answer.status.is_success() && !matches!(message, JsonRpcMessage::Request(_)) => {
                Ok(StreamableHttpPostResponse::Accepted)
            }
            said => match rejection(&message, answer.status, session.is_some(), said) {
                Some(said) => Ok(StreamableHttpPostResponse::Json(said, id)),
                None => Err(self.refused(format!("status {}", answer.status.as_u16()))),
            },
        }
    }

    async fn delete_session(
        &self,
        uri: Arc<str>,
        session: Arc<str>,
        _auth: Option<String>,
        more: HashMap<HeaderName, HeaderValue>,
    ) -> Result<(), WireError> {
        // Whether it forgets the session is the server's affair.
        self.send(Method::DELETE, &uri, Some(&session), more, Bytes::new()).await.map(|_| ())
    }

    /// A stream is only opened to go on with an answer that broke off: nobody waits for news of a server.
    async fn get_stream(
        &self,
        uri: Arc<str>,
        session: Option<Arc<str>>,
        last_event: Option<String>,
        _auth: Option<String>,
        mut more: HashMap<HeaderName, HeaderValue>,
    ) -> Result<Events, WireError> {
        let Some(last_event) = last_event else { return Err(StreamableHttpError::ServerDoesNotSupportSse) };
        let value = HeaderValue::from_str(&last_event);
        let value = value.map_err(|_| self.refused("its event has an impossible name".to_owned()))?;
        more.insert(LAST_EVENT_ID, value);
        let answer = self.send(Method::GET, &uri, session.as_deref(), more, Bytes::new()).await?;
        if answer.status.is_success() && is(&answer.headers, EVENTS) {
            return Ok(self.events(answer.body));
        }
        Err(StreamableHttpError::ServerDoesNotSupportSse)
    }
}

/// What a refusal says in the protocol's own words. A server of an earlier version of the protocol cannot know the question which
/// versions it speaks; whatever it says to that counts as its answer, so that it is then asked in the way it knows.
fn rejection(
    message: &ClientJsonRpcMessage,
    status: StatusCode,
    in_session: bool,
    said: Option<ServerJsonRpcMessage>,
) -> Option<ServerJsonRpcMessage> {
    if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        return None;
    }
    let error = match said {
        Some(JsonRpcMessage::Error(error)) => Some(error),
        _ => None,
    };
    match message {
        JsonRpcMessage::Request(request)
            if !in_session
                && status.is_client_error()
                && matches!(request.request, ClientRequest::DiscoverRequest(_)) =>
        {
            let unknown = || ErrorData::invalid_request(format!("status {}", status.as_u16()), None);
            let error = error.map_or_else(unknown, |error| error.error);
            Some(ServerJsonRpcMessage::error(error, Some(request.id.clone())))
        }
        _ => error.map(JsonRpcMessage::Error),
    }
}

/// Whether the content is of this type, whatever its parameters.
fn is(headers: &HeaderMap, kind: &str) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(kind)
}
