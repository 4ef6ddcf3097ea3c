//! API keys: `pk_live_` (publishable) and `sk_live_` (secret), 30 random base62 characters and a 6-character checksum, stored as
//! a hash. The checksum lets a mistyped or invented key be refused before any query.

use std::fmt;
use std::str::FromStr;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clock::Timestamp;
use crate::id::{AgentId, Ids, KeyId};
use crate::storage::StorageResult;

/// SHA-256 of a high-entropy secret (key, session token): what is stored in its place.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SecretHash(pub [u8; 32]);

impl SecretHash {
    /// Hashes a secret.
    pub fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(…)")
    }
}

/// Who a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyKind {
    /// Stands in web pages; may only open visitor sessions for its agents from its origins.
    Publishable,
    /// For a tenant's server; may do what its scopes say.
    Secret,
}

impl KeyKind {
    /// The prefix of the key's text.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Publishable => "pk_live_",
            Self::Secret => "sk_live_",
        }
    }

    /// The stored and public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Publishable => "publishable",
            Self::Secret => "secret",
        }
    }
}

/// What a secret key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Scope {
    /// Chat as or for a visitor, and `/v1`.
    #[serde(rename = "chat")]
    Chat,
    /// Read agents, versions and settings.
    #[serde(rename = "agents:read")]
    AgentsRead,
    /// Change, publish and delete agents.
    #[serde(rename = "agents:write")]
    AgentsWrite,
    /// Read documents and chunks, search them.
    #[serde(rename = "documents:read")]
    DocumentsRead,
    /// Upload, reprocess and delete documents.
    #[serde(rename = "documents:write")]
    DocumentsWrite,
    /// Read conversations.
    #[serde(rename = "conversations:read")]
    ConversationsRead,
    /// Label, annotate and erase conversations.
    #[serde(rename = "conversations:write")]
    ConversationsWrite,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 7] = [
        Self::Chat,
        Self::AgentsRead,
        Self::AgentsWrite,
        Self::DocumentsRead,
        Self::DocumentsWrite,
        Self::ConversationsRead,
        Self::ConversationsWrite,
    ];

    /// The stored and public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::AgentsRead => "agents:read",
            Self::AgentsWrite => "agents:write",
            Self::DocumentsRead => "documents:read",
            Self::DocumentsWrite => "documents:write",
            Self::ConversationsRead => "conversations:read",
            Self::ConversationsWrite => "conversations:write",
        }
    }
}

impl FromStr for Scope {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|s| s.as_str() == text).ok_or(())
    }
}

/// A key as stored: everything but the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: KeyId,
    /// What people call it.
    pub name: String,
    /// Publishable or secret.
    pub kind: KeyKind,
    /// The first characters, to recognise it by.
    pub prefix: String,
    /// Agents it is bound to; empty means every agent of the tenant.
    pub agent_ids: Vec<AgentId>,
    /// Origins a publishable key may be used from; empty means any.
    pub allowed_origins: Vec<String>,
    /// What a secret key may do.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Last use, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// Refused from this time on.
    pub revoked_at: Option<Timestamp>,
}

impl ApiKey {
    /// Whether the key may be used for this agent.
    pub fn covers(&self, agent: AgentId) -> bool {
        self.agent_ids.is_empty() || self.agent_ids.contains(&agent)
    }

    /// Whether a page of this origin may use the key.
    pub fn allows_origin(&self, origin: &str) -> bool {
        self.allowed_origins.is_empty() || self.allowed_origins.iter().any(|allowed| allowed == origin)
    }
}

/// The text of a key: shown once, never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyText(String);

impl fmt::Debug for KeyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyText(…)")
    }
}

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM: usize = 30;
const CHECKSUM: usize = 6;

impl KeyText {
    /// A fresh key.
    pub fn generate(kind: KeyKind, ids: &dyn Ids) -> Self {
        let mut text = kind.prefix().to_owned();
        while text.len() < kind.prefix().len() + RANDOM {
            // Bytes of 248 and above are dropped: 248 is the largest multiple of 62 below 256, so every digit is equally likely.
            let bytes: [u8; 32] = ids.random();
            let digits = bytes.iter().filter(|b| **b < 248).map(|b| char::from(BASE62[usize::from(b % 62)]));
            text.extend(digits.take(kind.prefix().len() + RANDOM - text.len()));
        }
        let checksum = checksum(&text);
        text.push_str(&checksum);
        Self(text)
    }

    /// Reads a key: its kind, when prefix, length, alphabet and checksum are right. Costs no query.
    pub fn parse(text: &str) -> Option<(KeyKind, Self)> {
        let kind =
            [KeyKind::Publishable, KeyKind::Secret].into_iter().find(|k| text.starts_with(k.prefix()))?;
        let body = &text[kind.prefix().len()..];
        if body.len() != RANDOM + CHECKSUM || !body.bytes().all(|b| BASE62.contains(&b)) {
            return None;
        }
        let (head, tail) = text.split_at(text.len() - CHECKSUM);
        (checksum(head) == tail).then(|| (kind, Self(text.to_owned())))
    }

    /// The text, to be shown once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored instead.
    pub fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }

    /// The recognisable beginning: the prefix and four characters.
    pub fn prefix(&self) -> String {
        self.0.chars().take(12).collect()
    }
}

fn checksum(text: &str) -> String {
    let mut rest = crc32fast::hash(text.as_bytes());
    let mut digits = [b'0'; CHECKSUM];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62[(rest % 62) as usize];
        rest /= 62;
    }
    digits.iter().map(|b| char::from(*b)).collect()
}

/// Keys of one tenant.
#[async_trait]
pub trait KeyStore: Send + Sync {
    /// Stores a key.
    async fn create_key(&self, key: &ApiKey, hash: &SecretHash) -> StorageResult<()>;
    /// All keys, newest first, revoked ones too.
    async fn keys(&self) -> StorageResult<Vec<ApiKey>>;
    /// Revokes; acts on this node at once and elsewhere within 5 s. `false`: no such key.
    async fn revoke_key(&self, id: KeyId, at: Timestamp) -> StorageResult<bool>;
    /// Records use (callers do so at most once a minute per key).
    async fn touch_key(&self, id: KeyId, at: Timestamp) -> StorageResult<()>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Fixed(u8);
    impl Ids for Fixed {
        fn uuid(&self) -> uuid::Uuid {
            uuid::Uuid::nil()
        }
        fn fill(&self, bytes: &mut [u8]) {
            for (i, b) in bytes.iter_mut().enumerate() {
                *b = self.0.wrapping_add(u8::try_from(i % 251).unwrap_or(0));
            }
        }
    }

    proptest! {
        #[test]
        fn generated_keys_parse_and_any_changed_character_is_noticed(seed: u8, at in 8usize..44, to in 0usize..62) {
            let key = KeyText::generate(KeyKind::Secret, &Fixed(seed));
            prop_assert_eq!(key.reveal().len(), 44);
            prop_assert_eq!(KeyText::parse(key.reveal()).map(|(kind, _)| kind), Some(KeyKind::Secret));
            let mut changed = key.reveal().as_bytes().to_vec();
            prop_assume!(changed[at] != BASE62[to]);
            changed[at] = BASE62[to];
            prop_assert_eq!(KeyText::parse(std::str::from_utf8(&changed).unwrap()), None);
        }

        #[test]
        fn no_text_makes_the_parser_panic(text: String) {
            let _ = KeyText::parse(&text);
        }
    }

    #[test]
    fn invented_keys_are_refused() {
        for text in ["' OR 1=1--", "", "pk_live_", "sk_live_000000000000000000000000000000000000"] {
            assert_eq!(KeyText::parse(text), None, "{text}");
        }
    }
}
