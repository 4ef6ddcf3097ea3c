//! `POST /v1/chat/completions`: a tenant's server asks an agent as it would ask a model of OpenAI.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::chat::run::{BeginRequest, Prompt, Started};
use sha2::{Digest, Sha256};

use super::encode::Chunks;
use super::input::CreateCompletion;
use super::thread::chat_for;
use super::whole::{CompletionBody, collect};
use crate::auth::ServerKey;
use crate::context::Edge;
use crate::error::ApiResult;
use crate::sse::{EventStream, respond};
use crate::wire::JsonBody;

/// Names the conversation in the answer.
static CHAT: HeaderName = HeaderName::from_static("x-parlor-chat");

/// Create a chat completion
///
/// OpenAI's API, with an agent's id as `model`: existing SDKs work with this server's `/v1` as their base URL. Each call is a turn in a
/// chat of the visitor: a conversation that was sent before with its answers goes on in its chat, which `X-Parlor-Chat` names. Errors
/// have OpenAI's shape.
#[utoipa::path(
    post,
    path = "/v1/chat/completions",
    tag = "openai",
    params(crate::chat::ForVisitor),
    request_body = CreateCompletion,
    responses((status = 200, description = "Or a stream of chunks, with `stream`", body = CompletionBody)),
    security(("secretKey" = ["chat"]))
)]
pub async fn create_completion(
    State(edge): State<Edge>,
    key: ServerKey,
    JsonBody(body): JsonBody<CreateCompletion>,
) -> ApiResult<Response> {
    let named = body.user.as_deref().or(body.safety_identifier.as_deref());
    let visitor = key.acting(&edge, body.agent()?, named).await?;
    let (streamed, include_usage, model) =
        (body.stream == Some(true), body.includes_usage(), body.model.clone());
    let conversation = body.conversation(edge.settings.max_message_chars)?;
    let agent = visitor.agent().await?;
    let chat = chat_for(&edge, &visitor, &conversation).await?;
    let request = BeginRequest {
        chat,
        owner: visitor.owner,
        fingerprint: Sha256::digest(&conversation.question).into(),
        prompt: Prompt::Message(conversation.question),
        idempotency_key: None,
    };
    let created = edge.clock.now().as_millis() / 1_000;
    let batches = match edge.engine.start(visitor.tenant, agent, request).await? {
        Started::New { live, driver, .. } => {
            // On its own task: the answer is finished and stored also when the caller hangs up.
            tokio::spawn(driver);
            live.read_from(0)
        }
        Started::Existing { turn, .. } => edge.engine.follow(visitor.tenant, &turn, 0),
    };
    let mut response = if streamed {
        respond(EventStream {
            batches,
            encoder: Box::new(Chunks::new(model, created, include_usage)),
            standing: visitor.standing(edge.gate),
            clock: edge.clock,
            closing: edge.lifecycle.closing,
        })
    } else {
        Json(collect(batches, model, created, chat).await?).into_response()
    };
    if let Ok(id) = HeaderValue::from_str(&chat.to_string()) {
        response.headers_mut().insert(CHAT.clone(), id);
    }
    Ok(response)
}
