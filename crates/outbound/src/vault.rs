//! Secrets at rest: AES-256-GCM with a key derived from the installation's master key (HKDF-SHA256, RFC 5869), the tenant and the
//! purpose as associated data, a fresh random nonce each time.
//!
//! Stored as `v1.` and base64 of nonce and ciphertext, so that a later form can be told from this one.

use std::sync::Arc;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use domain::id::{Ids, TenantId};
use domain::vault::{Sealed, Vault, VaultError};
use hkdf::Hkdf;
use sha2::Sha256;
use uuid::Uuid;

const FORM: &str = "v1.";
/// Bytes of a nonce (NIST SP 800-38D, 8.2): random, which holds for 2^32 secrets under one key.
const NONCE: usize = 12;

/// The vault of one installation.
pub struct MasterVault {
    cipher: Aes256Gcm,
    ids: Arc<dyn Ids>,
}

impl MasterVault {
    /// A vault under this master key.
    pub fn new(master_key: &[u8; 32], ids: Arc<dyn Ids>) -> Self {
        let mut key = [0; 32];
        // 32 bytes are always a valid length for HKDF-SHA256; were they not, nothing would ever open.
        let _ = Hkdf::<Sha256>::new(None, master_key).expand(b"parlor secrets at rest v1", &mut key);
        Self { cipher: Aes256Gcm::new(&Key::<Aes256Gcm>::from(key)), ids }
    }
}

/// Tenant first and of fixed length, so that no two pairs have the same bytes.
fn place(tenant: TenantId, purpose: &str) -> Vec<u8> {
    [Uuid::from(tenant).as_bytes(), purpose.as_bytes()].concat()
}

impl Vault for MasterVault {
    fn seal(&self, tenant: TenantId, purpose: &str, secret: &str) -> Result<Sealed, VaultError> {
        let nonce: [u8; NONCE] = self.ids.random();
        let payload = Payload { msg: secret.as_bytes(), aad: &place(tenant, purpose) };
        let sealed = self.cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| VaultError)?;
        let text = STANDARD_NO_PAD.encode([&nonce[..], &sealed].concat());
        Ok(Sealed::from_text(format!("{FORM}{text}")))
    }

    fn open(&self, tenant: TenantId, purpose: &str, sealed: &Sealed) -> Result<String, VaultError> {
        let text = sealed.as_text().strip_prefix(FORM).ok_or(VaultError)?;
        let bytes = STANDARD_NO_PAD.decode(text).map_err(|_| VaultError)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(VaultError)?;
        let payload = Payload { msg: sealed, aad: &place(tenant, purpose) };
        let secret = self.cipher.decrypt(&Nonce::from(*nonce), payload).map_err(|_| VaultError)?;
        String::from_utf8(secret).map_err(|_| VaultError)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::system::SystemIds;

    fn vault(key: u8) -> MasterVault {
        MasterVault::new(&[key; 32], Arc::new(SystemIds))
    }

    fn tenant(n: u128) -> TenantId {
        Uuid::from_u128(n).into()
    }

    #[test]
    fn a_secret_opens_only_where_it_belongs() {
        let vault_a = vault(1);
        let sealed = vault_a.seal(tenant(1), "tool.secret", "whsec_abc").unwrap();
        assert!(!sealed.as_text().contains("abc"));
        assert_ne!(vault_a.seal(tenant(1), "tool.secret", "whsec_abc").unwrap(), sealed, "a fresh nonce");
        assert_eq!(vault_a.open(tenant(1), "tool.secret", &sealed).as_deref(), Ok("whsec_abc"));
        for (vault, tenant, purpose) in [
            (vault(2), tenant(1), "tool.secret"),
            (vault(1), tenant(2), "tool.secret"),
            (vault(1), tenant(1), "tool.secrets"),
            (vault(1), tenant(1), ""),
        ] {
            assert_eq!(vault.open(tenant, purpose, &sealed), Err(VaultError), "{purpose}");
        }
    }

    proptest! {
        #[test]
        fn any_changed_byte_is_noticed(secret in "\\PC{0,40}", at: prop::sample::Index, to: u8) {
            let vault = vault(7);
            let sealed = vault.seal(tenant(1), "p", &secret).unwrap();
            prop_assert_eq!(vault.open(tenant(1), "p", &sealed), Ok(secret));
            let mut bytes = sealed.as_text().as_bytes().to_vec();
            let at = at.index(bytes.len());
            prop_assume!(bytes[at] != to);
            bytes[at] = to;
            let changed = Sealed::from_text(String::from_utf8_lossy(&bytes).into_owned());
            prop_assert_eq!(vault.open(tenant(1), "p", &changed), Err(VaultError));
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            prop_assert_eq!(vault(7).open(tenant(1), "p", &Sealed::from_text(text)), Err(VaultError));
        }
    }
}
