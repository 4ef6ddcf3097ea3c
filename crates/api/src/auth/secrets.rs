//! Keys of the edge, derived from the install's master key, one per purpose.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Keys of the edge.
pub struct Secrets {
    visitor_tokens: [u8; 32],
    csrf: [u8; 32],
}

impl Secrets {
    /// Derives all keys. The same master key gives the same keys on every node.
    pub fn derive(master: &[u8]) -> Self {
        Self {
            visitor_tokens: mac(master, b"parlor visitor token v1"),
            csrf: mac(master, b"parlor csrf token v1"),
        }
    }

    /// The signature of a visitor token's payload.
    pub fn sign_visitor_token(&self, payload: &[u8]) -> [u8; 32] {
        mac(&self.visitor_tokens, payload)
    }

    /// The CSRF token that belongs to a session token: 64 hex digits.
    pub fn csrf_token(&self, session_token: &str) -> String {
        mac(&self.csrf, session_token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether a CSRF token belongs to the session, in constant time.
    pub fn csrf_matches(&self, session_token: &str, given: &str) -> bool {
        same(self.csrf_token(session_token).as_bytes(), given.as_bytes())
    }
}

/// Equality in constant time.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// HMAC-SHA256 (RFC 2104).
fn mac(key: &[u8], data: &[u8]) -> [u8; 32] {
    // HMAC takes keys of any length; should that ever change, signatures must not become predictable, so nothing is signed
    // with a fallback key: the result is then derived from data and key by plain hashing.
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mut mac) => {
            mac.update(data);
            mac.finalize().into_bytes().into()
        }
        Err(_) => {
            use sha2::Digest;
            Sha256::new().chain_update(key).chain_update(data).chain_update(key).finalize().into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csrf_tokens_belong_to_one_session() {
        let secrets = Secrets::derive(b"master");
        let token = secrets.csrf_token("session-a");
        assert_eq!(token.len(), 64);
        assert!(secrets.csrf_matches("session-a", &token));
        assert!(!secrets.csrf_matches("session-b", &token));
        assert!(!secrets.csrf_matches("session-a", ""));
        assert_ne!(Secrets::derive(b"other").csrf_token("session-a"), token);
    }
}
