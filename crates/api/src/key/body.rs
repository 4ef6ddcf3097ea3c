//! Keys on the wire: never the secret.

use domain::clock::Timestamp;
use domain::id::{AgentId, KeyId};
use domain::key::{ApiKey, KeyKind, Scope};
use serde::Serialize;
use utoipa::ToSchema;

/// A key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeyBody {
    /// Its id.
    #[schema(value_type = String, example = "key_0198c0de000070008000000000000001")]
    id: KeyId,
    /// What people call it.
    name: String,
    /// Who it is for.
    #[schema(value_type = KeyKindBody)]
    kind: KeyKind,
    /// The first characters, to recognise it by.
    #[schema(example = "pk_live_Ab3d")]
    prefix: String,
    /// Agents it is bound to; empty: every agent.
    #[schema(value_type = Vec<String>)]
    agent_ids: Vec<AgentId>,
    /// Origins a publishable key may be used from; empty: any.
    allowed_origins: Vec<String>,
    /// What a secret key may do.
    #[schema(value_type = Vec<ScopeBody>)]
    scopes: Vec<Scope>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Last use, to the minute.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_used_at: Option<Timestamp>,
    /// Refused from this time on.
    #[schema(value_type = Option<String>, format = DateTime)]
    revoked_at: Option<Timestamp>,
}

/// Who a key is for.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum KeyKindBody {
    /// Web pages.
    Publishable,
    /// Servers.
    Secret,
}

/// What a secret key may do.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum ScopeBody {
    #[schema(rename = "chat")]
    Chat,
    #[schema(rename = "agents:read")]
    AgentsRead,
    #[schema(rename = "agents:write")]
    AgentsWrite,
    #[schema(rename = "documents:read")]
    DocumentsRead,
    #[schema(rename = "documents:write")]
    DocumentsWrite,
    #[schema(rename = "conversations:read")]
    ConversationsRead,
    #[schema(rename = "conversations:write")]
    ConversationsWrite,
}

impl From<ApiKey> for KeyBody {
    fn from(key: ApiKey) -> Self {
        Self {
            id: key.id,
            name: key.name,
            kind: key.kind,
            prefix: key.prefix,
            agent_ids: key.agent_ids,
            allowed_origins: key.allowed_origins,
            scopes: key.scopes,
            created_at: key.created_at,
            last_used_at: key.last_used_at,
            revoked_at: key.revoked_at,
        }
    }
}
