//! Entries of the audit log on the wire.

use domain::audit::AuditEntry;
use domain::clock::Timestamp;
use domain::id::AuditId;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A recorded change.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditBody {
    /// Its id.
    #[schema(value_type = String, example = "aud_0198c0de000070008000000000000001")]
    id: AuditId,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who: the id of a member or a key.
    actor: String,
    /// What they were called then.
    actor_name: String,
    /// Noun and verb, such as `agent.publish`.
    action: String,
    /// The id of what was changed.
    subject: String,
    /// How it was; null when it is new or only an event.
    #[schema(value_type = Option<Object>)]
    before: Option<Value>,
    /// How it became; null when it is gone or only an event.
    #[schema(value_type = Option<Object>)]
    after: Option<Value>,
}

impl AuditBody {
    /// The columns of [`AuditBody::cells`].
    pub const COLUMNS: [&str; 8] =
        ["id", "time", "actor", "actor_name", "action", "subject", "before", "after"];

    /// The entry as a line of a table.
    pub fn cells(self) -> [String; 8] {
        let text = |value: Option<Value>| value.map(|value| value.to_string()).unwrap_or_default();
        [
            self.id.to_string(),
            self.at.to_string(),
            self.actor,
            self.actor_name,
            self.action,
            self.subject,
            text(self.before),
            text(self.after),
        ]
    }
}

impl From<AuditEntry> for AuditBody {
    fn from(entry: AuditEntry) -> Self {
        Self {
            id: entry.id,
            at: entry.at,
            actor: entry.actor.to_string(),
            actor_name: entry.actor_name,
            action: entry.action,
            subject: entry.subject,
            before: entry.before,
            after: entry.after,
        }
    }
}
