//! The secret with which a tenant's backend vouches for visitors of an agent: sealed where it is stored, opened where a token is checked.

use crate::id::{Ids, TenantId};
use crate::storage::{ColdStorage, StorageError, StorageResult};
use crate::tenant::Directory;
use crate::vault::{Sealed, Vault, VaultError};

/// Where it is stored, for [`Vault::seal`].
const PURPOSE: &str = "agent.identity_secret";
/// Hexadecimal digits of a secret.
const DIGITS: usize = 64;
/// Secrets that are sealed in one go.
const BATCH: u32 = 100;

/// A fresh secret, sealed.
pub fn fresh(vault: &dyn Vault, tenant: TenantId, ids: &dyn Ids) -> StorageResult<Sealed> {
    let secret: [u8; DIGITS / 2] = ids.random();
    let text: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    vault.seal(tenant, PURPOSE, &text).map_err(|error| StorageError::Internal(error.to_string()))
}

/// The secret itself. One that an earlier version stored as it is stays readable until it is sealed.
pub fn open(vault: &dyn Vault, tenant: TenantId, stored: &Sealed) -> Result<String, VaultError> {
    if is_plain(stored) { Ok(stored.as_text().to_owned()) } else { vault.open(tenant, PURPOSE, stored) }
}

fn is_plain(stored: &Sealed) -> bool {
    let text = stored.as_text();
    text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Seals what earlier versions stored as it is; returns how many secrets. Safe to repeat, and while servers run.
pub async fn seal_all(
    directory: &dyn Directory,
    storage: &dyn ColdStorage,
    vault: &dyn Vault,
) -> StorageResult<u64> {
    let mut sealed = 0;
    for tenant in directory.tenants().await? {
        let agents = storage.tenant(tenant.id);
        loop {
            let plain = agents.plain_identities(BATCH).await?;
            for (id, secret) in &plain {
                let closed = vault
                    .seal(tenant.id, PURPOSE, secret.as_text())
                    .map_err(|error| StorageError::Internal(error.to_string()))?;
                agents.replace_identity(*id, secret, &closed).await?;
                sealed += 1;
            }
            if plain.len() < BATCH as usize {
                break;
            }
        }
    }
    Ok(sealed)
}
