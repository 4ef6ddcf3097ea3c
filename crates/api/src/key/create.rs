//! `POST /api/admin/keys`: a key is made and shown once.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::id::AgentId;
use domain::key::{ApiKey, KeyKind, KeyText, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{KeyBody, KeyKindBody, ScopeBody};
use crate::auth::{Can, KeysManage, normalise_origin};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, FieldError};
use crate::repeat::{Answer, IdempotencyKey, Repeat};
use crate::wire::JsonBody;

/// Most agents or origins of one key.
const MAX_BOUND: usize = 50;

/// What the key is for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateKey {
    /// What people call it.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// For a page or for a server.
    #[schema(value_type = KeyKindBody)]
    kind: KeyKind,
    /// Agents to bind it to; none: every agent.
    #[schema(value_type = Option<Vec<String>>)]
    agent_ids: Option<Vec<AgentId>>,
    /// Publishable keys: origins it may be used from, e.g. `https://shop.example`; none: any.
    allowed_origins: Option<Vec<String>>,
    /// Secret keys: what it may do; `chat` when left out.
    #[schema(value_type = Option<Vec<ScopeBody>>)]
    scopes: Option<Vec<Scope>>,
}

/// A new key.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreatedKey {
    /// The key itself: shown now and never again.
    #[schema(example = "sk_live_…")]
    key: String,
    /// The rest.
    #[serde(flatten)]
    body: KeyBody,
}

/// Create a key
///
/// With an `Idempotency-Key` a repetition makes no second key. It is answered with 409 that names the key: its secret is kept nowhere and
/// cannot be shown again; revoke the key and create another one.
#[utoipa::path(
    post,
    path = "/api/admin/keys",
    tag = "keys",
    params(IdempotencyKey),
    request_body = CreateKey,
    responses((status = 201, body = CreatedKey)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn create_key(
    State(edge): State<Edge>,
    can: Can<KeysManage>,
    repeat: Repeat,
    JsonBody(body): JsonBody<CreateKey>,
) -> ApiResult<Response> {
    let allowed_origins = body.check()?;
    let mut agent_ids = body.agent_ids.unwrap_or_default();
    agent_ids.sort_unstable();
    agent_ids.dedup();
    for agent in &agent_ids {
        can.agent(*agent).await?;
    }
    let text = KeyText::generate(body.kind, edge.ids.as_ref());
    let mut scopes = match body.kind {
        KeyKind::Secret => body.scopes.unwrap_or_else(|| vec![Scope::Chat]),
        KeyKind::Publishable => Vec::new(),
    };
    scopes.sort_unstable();
    scopes.dedup();
    let key = ApiKey {
        id: edge.ids.next(),
        name: body.name.trim().to_owned(),
        kind: body.kind,
        prefix: text.prefix(),
        agent_ids,
        allowed_origins,
        scopes,
        created_at: edge.clock.now(),
        last_used_at: None,
        revoked_at: None,
    };
    let scope = format!("key/{}", can.actor);
    let create = async move {
        can.store.create_key(&key, &text.hash()).await?;
        let id = key.id.to_string();
        let body = CreatedKey { key: text.reveal().to_owned(), body: key.into() };
        Ok(Answer::new(StatusCode::CREATED, &body)?.shown_once(id))
    };
    repeat.once(&edge, can.tenant.id, scope, create).await
}

impl CreateKey {
    /// Every broken rule, or the origins in the form that browsers send.
    fn check(&self) -> ApiResult<Vec<String>> {
        let mut problems = Vec::new();
        let mut check = |ok: bool, path: String, message: &str| {
            if !ok {
                problems.push(FieldError::new(path, message));
            }
        };
        check(
            (1..=80).contains(&self.name.trim().chars().count()),
            "name".into(),
            "must have 1 to 80 characters",
        );
        let (origins, scopes) = (self.allowed_origins.as_deref(), self.scopes.as_deref());
        match self.kind {
            KeyKind::Publishable => {
                check(scopes.is_none_or(<[_]>::is_empty), "scopes".into(), "are for secret keys")
            }
            KeyKind::Secret => {
                check(
                    origins.is_none_or(<[_]>::is_empty),
                    "allowedOrigins".into(),
                    "are for publishable keys",
                );
                check(scopes.is_none_or(|s| !s.is_empty()), "scopes".into(), "must not be empty");
            }
        }
        check(
            self.agent_ids.as_ref().is_none_or(|a| a.len() <= MAX_BOUND),
            "agentIds".into(),
            "must be at most 50",
        );
        check(origins.is_none_or(|o| o.len() <= MAX_BOUND), "allowedOrigins".into(), "must be at most 50");
        let mut normal = Vec::new();
        for (at, origin) in origins.unwrap_or_default().iter().enumerate() {
            match normalise_origin(origin) {
                Some(origin) => normal.push(origin),
                None => check(
                    false,
                    format!("allowedOrigins[{at}]"),
                    "must be an origin such as https://shop.example",
                ),
            }
        }
        normal.dedup();
        if problems.is_empty() { Ok(normal) } else { Err(ApiError::invalid_fields(problems)) }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn check(body: Value) -> String {
        match serde_json::from_value::<CreateKey>(body) {
            Err(error) => format!("refused: {error}"),
            Ok(body) => match body.check() {
                Ok(origins) => format!("ok {origins:?}"),
                Err(error) => error
                    .fields
                    .iter()
                    .map(|f| format!("{} {}", f.path, f.message))
                    .collect::<Vec<_>>()
                    .join("; "),
            },
        }
    }

    #[test]
    fn each_kind_has_its_own_settings() {
        let cases = [
            json!({"name": "Web", "kind": "publishable", "allowedOrigins": ["https://Shop.example/"]}),
            json!({"name": "Web", "kind": "publishable", "scopes": []}),
            json!({"name": "Server", "kind": "secret", "scopes": ["chat", "agents:read"]}),
            json!({"name": " ", "kind": "publishable", "scopes": ["chat"], "allowedOrigins": ["*", "x"]}),
            json!({"name": "Server", "kind": "secret", "scopes": [], "allowedOrigins": ["https://a.example"]}),
            json!({"name": "Server", "kind": "secret", "scopes": ["root"]}),
            json!({"name": "Server", "kind": "admin"}),
        ];
        let table: Vec<String> = cases.into_iter().map(check).collect();
        insta::assert_snapshot!(table.join("\n"), @r##"
        ok ["https://shop.example"]
        ok []
        ok []
        name must have 1 to 80 characters; scopes are for secret keys; allowedOrigins[0] must be an origin such as https://shop.example; allowedOrigins[1] must be an origin such as https://shop.example
        allowedOrigins are for publishable keys; scopes must not be empty
        refused: unknown variant `root`, expected one of `chat`, `agents:read`, `agents:write`, `documents:read`, `documents:write`, `conversations:read`, `conversations:write`
        refused: unknown variant `admin`, expected `publishable` or `secret`
        "##);
    }
}
