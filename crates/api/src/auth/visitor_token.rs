//! Visitor tokens: `vt_` and base64url of a compact payload with its HMAC-SHA256. Stateless, so that every node can check them;
//! whether the key behind one still stands is checked on each use.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::clock::Timestamp;
use domain::id::{AgentId, TenantId, VisitorId};
use domain::key::SecretHash;
use uuid::Uuid;

use super::secrets::{Secrets, same};

/// The recognisable beginning.
pub const PREFIX: &str = "vt_";
const VERSION: u8 = 1;
/// Version, issuer kind, issuer, tenant, agent, visitor, expiry.
const FIXED: usize = 1 + 1 + 32 + 16 + 16 + 16 + 8;
const MAC: usize = 32;
/// Longest origin that is signed; real ones are at most a host name's 253 characters and a bit.
pub const MAX_ORIGIN: usize = 300;

/// On whose word the token was given; it falls with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Issuer {
    /// A publishable key, by its hash.
    Key(SecretHash),
    /// A member who tries the draft, by the hash of their session.
    Preview(SecretHash),
}

/// What a visitor token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// On whose word.
    pub issuer: Issuer,
    /// The agent's tenant.
    pub tenant: TenantId,
    /// The only agent it is good for.
    pub agent: AgentId,
    /// The visitor it stands for.
    pub visitor: VisitorId,
    /// Refused from then on.
    pub expires_at: Timestamp,
    /// The origin it was given to; empty when the caller had none.
    pub origin: String,
}

impl Claims {
    /// The token's text.
    pub fn seal(&self, secrets: &Secrets) -> String {
        let (kind, issuer) = match &self.issuer {
            Issuer::Key(hash) => (0, hash),
            Issuer::Preview(hash) => (1, hash),
        };
        let mut bytes = Vec::with_capacity(FIXED + self.origin.len() + MAC);
        bytes.extend([VERSION, kind]);
        bytes.extend(issuer.0);
        for id in [Uuid::from(self.tenant), self.agent.into(), self.visitor.into()] {
            bytes.extend(id.as_bytes());
        }
        bytes.extend(self.expires_at.as_millis().to_be_bytes());
        bytes.extend(self.origin.as_bytes());
        let mac = secrets.sign_visitor_token(&bytes);
        bytes.extend(mac);
        format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads a token that this install made. Expiry is the caller's to judge.
    pub fn open(text: &str, secrets: &Secrets) -> Option<Self> {
        let encoded = text.strip_prefix(PREFIX)?;
        if encoded.len() > (FIXED + MAX_ORIGIN + MAC) * 4 / 3 + 4 {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(encoded).ok()?;
        let (payload, mac) = bytes.split_at_checked(bytes.len().checked_sub(MAC)?)?;
        if !same(&secrets.sign_visitor_token(payload), mac) {
            return None;
        }
        Self::read(payload)
    }

    fn read(payload: &[u8]) -> Option<Self> {
        let (&version, rest) = payload.split_first()?;
        let (&kind, rest) = rest.split_first()?;
        let (issuer, rest) = rest.split_first_chunk::<32>()?;
        let (tenant, rest) = rest.split_first_chunk::<16>()?;
        let (agent, rest) = rest.split_first_chunk::<16>()?;
        let (visitor, rest) = rest.split_first_chunk::<16>()?;
        let (expiry, origin) = rest.split_first_chunk::<8>()?;
        let issuer = match (version, kind) {
            (VERSION, 0) => Issuer::Key(SecretHash(*issuer)),
            (VERSION, 1) => Issuer::Preview(SecretHash(*issuer)),
            _ => return None,
        };
        Some(Self {
            issuer,
            tenant: Uuid::from_bytes(*tenant).into(),
            agent: Uuid::from_bytes(*agent).into(),
            visitor: Uuid::from_bytes(*visitor).into(),
            expires_at: Timestamp::from_millis(i64::from_be_bytes(*expiry)),
            origin: std::str::from_utf8(origin).ok()?.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn claims(origin: &str) -> Claims {
        Claims {
            issuer: Issuer::Key(SecretHash([7; 32])),
            tenant: Uuid::from_u128(1).into(),
            agent: Uuid::from_u128(2).into(),
            visitor: Uuid::from_u128(3).into(),
            expires_at: Timestamp::from_millis(1_795_444_496_007),
            origin: origin.to_owned(),
        }
    }

    #[test]
    fn tokens_round_trip() {
        let secrets = Secrets::derive(b"master");
        let preview = Claims { issuer: Issuer::Preview(SecretHash([9; 32])), ..claims("") };
        for claims in [claims("https://shop.example"), claims(""), preview] {
            let text = claims.seal(&secrets);
            assert_eq!(Claims::open(&text, &secrets), Some(claims));
        }
    }

    #[test]
    fn another_install_s_tokens_are_refused() {
        let text = claims("https://shop.example").seal(&Secrets::derive(b"theirs"));
        assert_eq!(Claims::open(&text, &Secrets::derive(b"ours")), None);
    }

    proptest! {
        #[test]
        fn any_changed_byte_is_noticed(at in 0usize..(FIXED + 20 + MAC), flip in 1u8..=255) {
            let secrets = Secrets::derive(b"master");
            let text = claims("https://shop.example").seal(&secrets);
            let mut bytes = URL_SAFE_NO_PAD.decode(text.strip_prefix(PREFIX).unwrap()).unwrap();
            prop_assert_eq!(bytes.len(), FIXED + 20 + MAC);
            bytes[at] ^= flip;
            let forged = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes));
            prop_assert_eq!(Claims::open(&forged, &secrets), None);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "(vt_)?[A-Za-z0-9_-]{0,400}") {
            prop_assert_eq!(Claims::open(&text, &Secrets::derive(b"master")), None);
        }
    }
}
