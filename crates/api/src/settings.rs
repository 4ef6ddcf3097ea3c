//! Plain values that the edge is told once.

use std::time::Duration;

use domain::id::AgentId;
use domain::key::SecretHash;
use url::Url;

use crate::limits::LimitSettings;

/// How the edge behaves.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where browsers reach this server; its origin is "our own".
    pub public_url: Url,
    /// How many requests are served.
    pub limits: LimitSettings,
    /// How long a sign-in lasts.
    pub sign_in_lifetime: Duration,
    /// How long a visitor token lasts.
    pub visitor_token_lifetime: Duration,
    /// How long after its end a visitor token still brings the same visitor back.
    pub visitor_return: Duration,
    /// Longest message of a visitor, in characters.
    pub max_message_chars: usize,
    /// Largest upload, in bytes.
    pub max_upload_bytes: usize,
    /// Most pages of one web source.
    pub max_source_pages: u32,
    /// Hash of the token that opens `/metrics`; `None` keeps it closed.
    pub metrics_token: Option<SecretHash>,
    /// Most conversations in one exported file.
    pub max_export_conversations: usize,
    /// The page that shows an embedded widget; `None` serves none.
    pub demo: Option<Demo>,
    /// What `/health` answers.
    pub version: &'static str,
}

/// What the demo page embeds.
#[derive(Debug, Clone)]
pub struct Demo {
    /// A publishable key.
    pub key: String,
    /// The agent.
    pub agent: AgentId,
}

impl Settings {
    /// The usual values for a server at this address.
    pub fn new(public_url: Url) -> Self {
        Self {
            public_url,
            limits: LimitSettings::default(),
            sign_in_lifetime: Duration::from_secs(30 * 24 * 3600),
            visitor_token_lifetime: Duration::from_secs(15 * 60),
            visitor_return: Duration::from_secs(30 * 24 * 3600),
            max_message_chars: 8_000,
            max_upload_bytes: 25 * 1024 * 1024,
            max_source_pages: 1_000,
            metrics_token: None,
            max_export_conversations: 10_000,
            demo: None,
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// The address of a page that takes a token. It stands in the fragment, which is sent to no server and stays out of logs.
    pub fn link(&self, page: &str, token: &str) -> String {
        let mut url = self.public_url.clone();
        url.set_path(page);
        url.set_query(None);
        url.set_fragment(Some(token));
        url.into()
    }

    /// Whether browsers reach this server over TLS only.
    pub fn is_https(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}
