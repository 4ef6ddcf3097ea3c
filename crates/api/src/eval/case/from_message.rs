//! `POST /api/admin/evals/suites/{id}/cases/from-message`: a case of an answer that visitors got.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::chat::MessageRole;
use domain::eval::life::{Lived, Origin, free_name, lived};
use domain::eval::{Case, case_name};
use domain::id::{ChatId, MessageId, SuiteId};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::body::{CaseBody, CaseInput, ExpectBody, SaidBody};
use super::create::add;
use crate::auth::{Can, ConversationsRead, EvalsWrite};
use crate::chat::MAX_MESSAGES;
use crate::context::Edge;
use crate::conversation::get::find;
use crate::error::{ApiError, ApiResult, Code, FieldError};
use crate::eval::find_suite;
use crate::wire::{IdPath, JsonBody};

/// Least similarity to the expected answer, when nothing else is asked for.
const ALIKE: f64 = 0.6;

/// An answer, and what would be a good one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseFromMessage {
    /// The conversation, with the agent that the suite tests.
    #[schema(value_type = String)]
    conversation_id: ChatId,
    /// The answer; the last one when left out.
    #[schema(value_type = Option<String>)]
    message_id: Option<MessageId>,
    /// Unique in the suite; made from the question when left out.
    #[schema(min_length = 1, max_length = 120)]
    name: Option<String>,
    /// What a good answer has. When left out: the documents that the answer cites, or that it does not decline when it cites none. Must be given
    /// for an answer that the visitor did not like, as nothing of it is expected.
    expect: Option<ExpectBody>,
    /// Further checks. When left out and `expect` has an answer: that the agent's is similar to it.
    #[schema(value_type = Option<Vec<Object>>)]
    checks: Option<Vec<Value>>,
}

/// Make a case of an answer
///
/// The question becomes its input and what was said before its conversation. Who asked, and what else is known of them, is not taken along. An
/// answer makes one case of a suite: again is 409.
#[utoipa::path(
    post,
    path = "/api/admin/evals/suites/{id}/cases/from-message",
    tag = "evaluations",
    params(("id" = String, Path, description = "The suite")),
    request_body = CaseFromMessage,
    responses((status = 201, body = CaseBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write", "conversations:read"]))
)]
pub async fn case_from_message(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    reading: Can<ConversationsRead>,
    IdPath(id): IdPath<SuiteId>,
    JsonBody(body): JsonBody<CaseFromMessage>,
) -> ApiResult<(StatusCode, Json<CaseBody>)> {
    let suite = find_suite(&can, id).await?;
    let conversation = find(&edge, &reading, body.conversation_id).await?;
    if conversation.chat.agent_id != suite.agent_id {
        return Err(ApiError::invalid("conversationId", "is a conversation with another agent"));
    }
    let messages = edge.hot.tenant(can.tenant.id).messages(body.conversation_id, MAX_MESSAGES).await?;
    let lived = lived(&messages, body.message_id)
        .ok_or_else(|| ApiError::invalid("messageId", "is no answer to a question in this conversation"))?;
    let cases = can.store.cases(id).await?;
    refuse_twice(&cases, lived.answer)?;
    let taken: Vec<&str> = cases.iter().map(|case| case_name(&case.spec)).collect();
    let origin = Origin { chat: Some(body.conversation_id), message: Some(lived.answer) };
    let input = input(lived, body, &taken)?;
    let case = add(&edge, &can, &suite, input, Some(origin)).await?;
    Ok((StatusCode::CREATED, Json(CaseBody::new(case)?)))
}

fn refuse_twice(cases: &[Case], answer: MessageId) -> ApiResult<()> {
    let of_it = |case: &&Case| case.origin.is_some_and(|origin| origin.message == Some(answer));
    let Some(case) = cases.iter().find(of_it) else { return Ok(()) };
    let detail = format!("The answer is already the case “{}” of this suite.", case_name(&case.spec));
    let fields = vec![FieldError::new("messageId", "is already a case of this suite")];
    Err(ApiError { fields, ..ApiError::new(Code::Conflict, detail) })
}

fn input(lived: Lived, body: CaseFromMessage, taken: &[&str]) -> ApiResult<CaseInput> {
    let tags = lived.tags();
    let expect = match body.expect {
        Some(expect) => expect,
        None if lived.disliked && body.checks.is_none() => {
            let asked = "must say what would have been right: the visitor did not like the answer";
            return Err(ApiError::invalid("expect", asked));
        }
        None => ExpectBody {
            refusal: (lived.sources.is_empty() && body.checks.is_none()).then_some(false),
            sources: lived.sources,
            ..ExpectBody::default()
        },
    };
    let similar = || expect.answer.is_some().then(|| json!({"similar": {"atLeast": ALIKE}}));
    let said = |(role, text)| match role {
        MessageRole::User => SaidBody::User(text),
        MessageRole::Assistant => SaidBody::Assistant(text),
    };
    Ok(CaseInput {
        name: body.name.unwrap_or_else(|| free_name(&lived.input, taken)),
        conversation: lived.conversation.into_iter().map(said).collect(),
        input: lived.input,
        checks: body.checks.unwrap_or_else(|| similar().into_iter().collect()),
        expect,
        tool_results: Vec::new(),
        tags,
        weight: None,
        repeat: None,
    })
}
