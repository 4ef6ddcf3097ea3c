//! What is loaded: a model server directly, or Parlor in front of it. Both get the same questions.

use anyhow::Context as _;
use serde_json::Value;

use super::connection::{Connection, Request};

/// Turns after which a client begins a new conversation.
const TURNS_PER_CHAT: u64 = 10;

/// Where load goes.
#[derive(Debug, Clone)]
pub enum Target {
    /// `host:port` of an OpenAI-compatible server.
    Upstream(String),
    /// Parlor as a visitor's widget uses it.
    Parlor {
        /// `host:port`.
        authority: String,
        /// Publishable key.
        key: String,
        /// Agent id.
        agent: String,
    },
}

impl Target {
    /// `host:port`.
    pub fn authority(&self) -> &str {
        match self {
            Self::Upstream(authority) | Self::Parlor { authority, .. } => authority,
        }
    }

    /// What stands in each piece of text that the answer streams.
    pub fn delta(&self) -> &'static [u8] {
        match self {
            Self::Upstream(_) => b"\"content\":\"",
            Self::Parlor { .. } => b"\"text-delta\"",
        }
    }
}

/// One visitor.
pub struct Client<'a> {
    target: &'a Target,
    connection: Connection,
    headers: Vec<(String, String)>,
    path: String,
    turns: u64,
}

impl<'a> Client<'a> {
    /// Connects, and opens a visitor session where there is such a thing.
    pub async fn open(target: &'a Target) -> anyhow::Result<Self> {
        let mut connection = Connection::open(target.authority()).await?;
        let headers = match target {
            Target::Upstream(_) => Vec::new(),
            Target::Parlor { key, agent, .. } => {
                let headers = [("Authorization".to_owned(), format!("Bearer {key}"))];
                let path = format!("/api/session?agent={agent}");
                let request = Request { method: "POST", path: &path, headers: &headers, body: "{}" };
                let session: Value = serde_json::from_str(&connection.call(&request).await?)?;
                let token = session["token"].as_str().context("a session without a token")?;
                vec![("Authorization".to_owned(), format!("Bearer {token}"))]
            }
        };
        Ok(Self { target, connection, headers, path: String::new(), turns: 0 })
    }

    /// Makes everything ready for the next question, so that it is not part of what is timed.
    pub async fn prepare(&mut self) -> anyhow::Result<()> {
        match self.target {
            Target::Upstream(_) => self.path = "/v1/chat/completions".to_owned(),
            Target::Parlor { .. } if self.turns.is_multiple_of(TURNS_PER_CHAT) => {
                let request =
                    Request { method: "POST", path: "/api/chats", headers: &self.headers, body: "{}" };
                let chat: Value = serde_json::from_str(&self.connection.call(&request).await?)?;
                let id = chat["id"].as_str().context("a chat without an id")?;
                self.path = format!("/api/chats/{id}/messages");
            }
            Target::Parlor { .. } => {}
        }
        self.turns += 1;
        Ok(())
    }

    /// Asks and reads the answer to its end.
    pub async fn turn(&mut self, on_read: impl FnMut(&[u8], usize)) -> anyhow::Result<()> {
        let body = match self.target {
            Target::Upstream(_) => {
                r#"{"model":"scripted","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"What do you sell, and what does it cost?"}]}"#
            }
            Target::Parlor { .. } => r#"{"content":"What do you sell, and what does it cost?"}"#,
        };
        let request = Request { method: "POST", path: &self.path, headers: &self.headers, body };
        self.connection.stream(&request, on_read).await
    }
}
