//! Whether a credential still stands while something long runs on it.

use std::sync::Arc;
use std::time::Duration;

use super::gate::Gate;
use super::principal::VisitorPrincipal;
use crate::error::Code;

/// Re-checks the credential that opened a stream.
pub struct Standing {
    gate: Arc<Gate>,
    visitor: VisitorPrincipal,
}

impl Standing {
    /// How often streams ask. With the store's cache of 3 s a revocation acts within 5 s.
    pub const EVERY: Duration = Duration::from_secs(2);

    /// Watches the credential behind `visitor`.
    pub const fn new(gate: Arc<Gate>, visitor: VisitorPrincipal) -> Self {
        Self { gate, visitor }
    }

    /// `false` once the credential was revoked or its owner suspended. Storage that cannot be asked is no reason to cut an answer.
    pub async fn holds(&self) -> bool {
        match self.gate.check_issuer(&self.visitor).await {
            Ok(()) => true,
            Err(error) => error.code != Code::Unauthenticated,
        }
    }
}
