//! What changes while somebody looks: hints that make lists live. A hint says that something changed, never what it now is, so a
//! lost or doubled one does no harm.

use futures::stream::BoxStream;
use serde::{Deserialize, Serialize};

use crate::id::{AlertId, ChatId, DocumentId, EvalRunId, SourceId, TenantId};

/// Something that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Change {
    /// A conversation began, went on, was annotated or erased.
    Conversation {
        /// Which.
        id: ChatId,
    },
    /// A document was added, changed its status or was deleted.
    Document {
        /// Which.
        id: DocumentId,
    },
    /// A web source was added or deleted, or a synchronization of it came on.
    Source {
        /// Which.
        id: SourceId,
    },
    /// A run of evaluations was queued, went on or ended.
    Evaluation {
        /// Which.
        id: EvalRunId,
    },
    /// An alert was raised or dismissed.
    Alert {
        /// Which.
        id: AlertId,
    },
    /// Changes came faster than they were read: anything may have changed.
    Missed,
}

/// Where changes are heard of, those of other nodes included.
pub trait Changes: Send + Sync {
    /// The tenant's changes from now on. Never ends.
    fn watch(&self, tenant: TenantId) -> BoxStream<'static, Change>;
}
