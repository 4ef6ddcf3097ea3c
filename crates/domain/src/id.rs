//! Identifiers: a UUIDv7 inside, `<prefix>_<32 hex digits>` in text. Also the port that makes them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use uuid::Uuid;

use crate::clock::Timestamp;

/// A typed identifier. Implemented by the macro below only.
pub trait Id: Copy + From<Uuid> + Into<Uuid> {
    /// The text prefix without the underscore.
    const PREFIX: &'static str;
}

/// Where identifiers and random bytes come from; passed in so that rules stay repeatable in tests.
pub trait Ids: Send + Sync {
    /// A fresh UUIDv7: later calls sort after earlier ones.
    fn uuid(&self) -> Uuid;
    /// Fills `bytes` from a cryptographically secure source.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Ids + '_ {
    /// A fresh identifier of the wanted type.
    pub fn next<T: Id>(&self) -> T {
        self.uuid().into()
    }

    /// `N` random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

/// The first identifier of a moment: whatever was made before sorts before it (RFC 9562, section 5.7).
pub fn first_at(time: Timestamp) -> Uuid {
    let millis = u128::try_from(time.as_millis().max(0)).unwrap_or(0) & 0xffff_ffff_ffff;
    Uuid::from_u128(millis << 80)
}

/// Text that is not an identifier of the expected type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an id that starts with `{expected}_`")]
pub struct InvalidId {
    /// The prefix that was expected.
    pub expected: &'static str,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl Id for $name {
            const PREFIX: &'static str = $prefix;
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse($prefix, text).map(Self).ok_or(InvalidId { expected: $prefix })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A call of a model beside answers.
    CallId = "cal";
    /// An organization: the unit of isolation.
    TenantId = "org";
    /// A person who can sign in.
    UserId = "usr";
    /// A user's place in one organization.
    MemberId = "mem";
    /// An assistant that a tenant configures.
    AgentId = "agt";
    /// An API key.
    KeyId = "key";
    /// A person on a tenant's page.
    VisitorId = "vis";
    /// One conversation.
    ChatId = "cht";
    /// One message of a conversation.
    MessageId = "msg";
    /// A member's note on a conversation.
    NoteId = "not";
    /// One answer being made: from the visitor's message to the end of the reply.
    TurnId = "trn";
    /// An uploaded document.
    DocumentId = "doc";
    /// A passage of a document.
    ChunkId = "chk";
    /// A web source of an agent.
    SourceId = "src";
    /// An address of a web source.
    PageId = "pag";
    /// What a web source consisted of after a synchronization.
    SnapshotId = "snp";
    /// A tool of an agent.
    ToolId = "tol";
    /// An MCP server of an agent.
    McpServerId = "mcp";
    /// An invitation to join an organization.
    InvitationId = "inv";
    /// An entry of the audit log.
    AuditId = "aud";
    /// A signed-in browser, by a part of its token's hash.
    SessionId = "ses";
    /// A suite of evaluation cases.
    SuiteId = "evs";
    /// A case of a suite.
    CaseId = "evc";
    /// One run of an agent's suites.
    EvalRunId = "evr";
    /// What came of one case in a run.
    EvalResultId = "evx";
    /// An alert about an agent.
    AlertId = "alr";
    /// A piece of background work.
    JobId = "job";
    /// One run of the server process.
    NodeId = "nod";
}

/// Only the canonical form is accepted: lower-case hex, no dashes, so that one id has one spelling.
fn parse(prefix: &str, text: &str) -> Option<Uuid> {
    let hex = text.strip_prefix(prefix)?.strip_prefix('_')?;
    let canonical = hex.len() == 32 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    canonical.then(|| Uuid::try_parse(hex).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_id_of_a_moment_lies_between_those_before_and_after() {
        let at = |millis: u64| {
            Uuid::new_v7(uuid::Timestamp::from_unix(
                uuid::NoContext,
                millis / 1000,
                (millis % 1000) as u32 * 1_000_000,
            ))
        };
        let first = first_at(Timestamp::from_millis(1_795_444_496_007));
        assert!(at(1_795_444_496_006) < first && first < at(1_795_444_496_007));
        assert_eq!(first_at(Timestamp::from_millis(-1)), Uuid::nil());
    }

    #[test]
    fn text_round_trips_and_other_spellings_are_refused() {
        let id = AgentId::from(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_00ff));
        let text = id.to_string();
        assert_eq!(text, "agt_019800000000700080000000000000ff");
        assert_eq!(text.parse(), Ok(id));
        for wrong in [
            "",
            "agt_",
            "cht_019800000000700080000000000000ff",
            "agt_019800000000700080000000000000FF",
            "agt_01980000-0000-7000-8000-0000000000ff",
            "agt_019800000000700080000000000000ff ",
        ] {
            assert_eq!(wrong.parse::<AgentId>(), Err(InvalidId { expected: "agt" }), "{wrong:?}");
        }
    }
}
