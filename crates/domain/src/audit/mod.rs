//! The record of every management change: who, when, what, before and after. A change and its entry are stored in one transaction.
//! Secrets never are in it, nor is what visitors said.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use serde_json::Value;

use crate::clock::Timestamp;
use crate::id::{AuditId, Ids, KeyId, MemberId};
use crate::page::{Page, PageRequest};
use crate::storage::StorageResult;

/// Who changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A member.
    Member(MemberId),
    /// A server key.
    Key(KeyId),
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(id) => id.fmt(f),
            Self::Key(id) => id.fmt(f),
        }
    }
}

impl Actor {
    /// The member, when it is one.
    pub const fn member(self) -> Option<MemberId> {
        match self {
            Self::Member(id) => Some(id),
            Self::Key(_) => None,
        }
    }
}

/// When something is recorded, and where the ids of the entries come from.
#[derive(Clone)]
pub struct Stamp {
    /// When.
    pub at: Timestamp,
    /// Ids of the entries.
    pub ids: Arc<dyn Ids>,
}

/// On whose behalf a storage is used: its changes are recorded under this name.
#[derive(Clone)]
pub struct Acting {
    /// Who.
    pub actor: Actor,
    /// What people call them, as of now.
    pub name: String,
    /// When.
    pub stamp: Stamp,
}

/// A recorded change.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    /// Its id.
    pub id: AuditId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What they were called then.
    pub actor_name: String,
    /// Noun and verb, such as `agent.publish`.
    pub action: String,
    /// The id of what was changed, with its prefix.
    pub subject: String,
    /// How it was; `None` when it is new.
    pub before: Option<Value>,
    /// How it became; `None` when it is gone.
    pub after: Option<Value>,
}

/// Which entries are wanted; every condition that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// The noun, such as `agent`, or the whole action.
    pub action: Option<String>,
    /// By this member or key.
    pub actor: Option<Actor>,
    /// About the thing with this id.
    pub subject: Option<String>,
    /// At this time or later.
    pub from: Option<Timestamp>,
    /// Before this time.
    pub until: Option<Timestamp>,
}

/// The record of one tenant.
#[async_trait]
pub trait AuditStore: Send + Sync {
    /// Newest first.
    async fn audit_log(&self, filter: &AuditFilter, page: PageRequest) -> StorageResult<Page<AuditEntry>>;
}
