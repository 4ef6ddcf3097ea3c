//! The signature of a project's webhook: `t=<seconds>,v1=<hex>` over `<seconds>.<body>`, HMAC-SHA256.

use std::time::Duration;

use data_encoding::HEXLOWER_PERMISSIVE;
use domain::clock::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// How far the time of a message may lie from now.
const TOLERANCE: Duration = Duration::from_secs(300);

/// When a message was signed, and how; `None` when it was not signed with this secret, or too long ago.
pub fn verify<'a>(
    secret: &str,
    header: &'a str,
    body: &[u8],
    now: Timestamp,
) -> Option<(Timestamp, &'a str)> {
    let (mut seconds, mut signature) = (None, None);
    for part in header.split(',') {
        match part.trim().split_once('=')? {
            ("t", value) => seconds = Some(value),
            ("v1" | "s", value) => signature = Some(value),
            _ => {}
        }
    }
    let (seconds, signature) = (seconds?, signature?);
    let at = Timestamp::from_millis(seconds.parse::<i64>().ok()?.checked_mul(1_000)?);
    if now.since(at) > TOLERANCE || at.since(now) > TOLERANCE {
        return None;
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(seconds.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac.verify_slice(&HEXLOWER_PERMISSIVE.decode(signature.as_bytes()).ok()?).ok()?;
    Some((at, signature))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac lf-whsec_test`
    const SIGNED: &str = "e2fd31618fc416b256a2e3ee4b09ea167075a75977a8695664b0e87debfb5b02";
    const AT: i64 = 1_700_000_000_000;

    fn check(secret: &str, header: &str, body: &str, now: i64) -> bool {
        verify(secret, header, body.as_bytes(), Timestamp::from_millis(now)).is_some()
    }

    #[test]
    fn only_what_was_signed_with_the_secret_and_lately_is_taken() {
        let good = format!("t=1700000000,v1={SIGNED}");
        assert!(check("lf-whsec_test", &good, "{\"a\":1}", AT + 299_000));
        for (secret, header, body, now) in [
            ("lf-whsec_other", good.as_str(), "{\"a\":1}", AT),
            ("lf-whsec_test", good.as_str(), "{\"a\": 1}", AT),
            ("lf-whsec_test", good.as_str(), "{\"a\":1}", AT + 301_000),
            ("lf-whsec_test", good.as_str(), "{\"a\":1}", AT - 301_000),
            ("lf-whsec_test", &format!("t=1700000001,v1={SIGNED}"), "{\"a\":1}", AT),
            ("lf-whsec_test", &format!("v1={SIGNED}"), "{\"a\":1}", AT),
            ("lf-whsec_test", "t=1700000000,v1=", "{\"a\":1}", AT),
            ("lf-whsec_test", "t=1700000000,v1=zz", "{\"a\":1}", AT),
            ("lf-whsec_test", "t=9223372036854775807,v1=00", "{\"a\":1}", AT),
            ("lf-whsec_test", "", "{\"a\":1}", AT),
        ] {
            assert!(!check(secret, header, body, now), "{secret} {header} {body} {now}");
        }
    }
}
