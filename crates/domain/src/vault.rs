//! Secrets at rest: the port that seals what a tenant entrusts (webhook secrets, provider keys) before it is stored. It knows no
//! cipher and no key; whoever holds only the database learns nothing from it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::TenantId;

/// A sealed secret, as text that may be stored. Only the vault of the same installation opens it, for the same tenant and purpose.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(String);

impl Sealed {
    /// Wraps what [`Vault::seal`] made, or what was stored of it.
    pub const fn from_text(text: String) -> Self {
        Self(text)
    }

    /// The text to store.
    pub fn as_text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

/// A sealed secret cannot be opened: another master key, tenant or purpose, or changed text. Says no more than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored secret cannot be opened with this master key")]
pub struct VaultError;

/// Seals and opens secrets.
pub trait Vault: Send + Sync {
    /// Seals `secret` for one tenant and purpose. The purpose names the place where it is stored, such as `tool.secret`, so that a
    /// sealed secret moved to another place does not open there.
    fn seal(&self, tenant: TenantId, purpose: &str, secret: &str) -> Result<Sealed, VaultError>;
    /// Opens what was sealed for the same tenant and purpose.
    fn open(&self, tenant: TenantId, purpose: &str, sealed: &Sealed) -> Result<String, VaultError>;
}
