//! Identity tokens: a visitor that the tenant's backend vouches for (JWT, RFC 7519; HS256 only). Anything wrong with one makes
//! the visitor anonymous, never somebody else.

use domain::clock::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::Deserialize;

/// Longest identity token that is looked at, in bytes.
const MAX_LENGTH: usize = 4_096;
/// Longest `sub`, `name` and `email`, in characters.
const MAX_CLAIM: usize = 200;

/// What the tenant's backend says about a visitor.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Vouched {
    /// The tenant's own id for them.
    pub sub: String,
    /// Seconds since the epoch after which the word no longer counts.
    exp: i64,
    /// Their name.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<String>,
}

/// Reads a token signed with the agent's identity secret.
pub fn verify(token: &str, secret: &str, now: Timestamp) -> Option<Vouched> {
    if token.len() > MAX_LENGTH || secret.is_empty() {
        return None;
    }
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_required_spec_claims(&["exp", "sub"]);
    // Expiry is judged below by the clock that was passed in; the library would take the time from the air.
    rules.validate_exp = false;
    rules.validate_aud = false;
    let vouched = decode::<Vouched>(token, &DecodingKey::from_secret(secret.as_bytes()), &rules).ok()?.claims;
    let short = |text: &str| text.chars().count() <= MAX_CLAIM;
    let fine = vouched.exp.checked_mul(1_000).is_some_and(|exp| exp > now.as_millis())
        && !vouched.sub.trim().is_empty()
        && short(&vouched.sub)
        && vouched.name.as_deref().is_none_or(short)
        && vouched.email.as_deref().is_none_or(short);
    fine.then_some(vouched)
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use jsonwebtoken::{EncodingKey, Header, encode};
    use serde_json::{Value, json};

    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_000_000_000);

    fn signed(claims: Value, secret: &str, algorithm: Algorithm) -> String {
        encode(&Header::new(algorithm), &claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
    }

    #[test]
    fn a_right_token_names_the_visitor() {
        let claims =
            json!({"sub": "u-7", "exp": 1_000_060, "name": "Ann", "email": "ann@shop.example", "extra": 1});
        let vouched = verify(&signed(claims, "secret", Algorithm::HS256), "secret", NOW).unwrap();
        assert_eq!((vouched.sub.as_str(), vouched.name.as_deref()), ("u-7", Some("Ann")));
    }

    #[test]
    fn everything_else_is_anonymous() {
        let good = json!({"sub": "u-7", "exp": 1_000_060});
        let none = {
            let part = |v: Value| URL_SAFE_NO_PAD.encode(v.to_string());
            format!("{}.{}.", part(json!({"alg": "none", "typ": "JWT"})), part(good.clone()))
        };
        let cases = [
            ("alg none", none),
            ("another secret", signed(good.clone(), "theirs", Algorithm::HS256)),
            ("another algorithm", signed(good.clone(), "secret", Algorithm::HS512)),
            ("no exp", signed(json!({"sub": "u-7"}), "secret", Algorithm::HS256)),
            ("expired", signed(json!({"sub": "u-7", "exp": 999_999}), "secret", Algorithm::HS256)),
            ("exp as text", signed(json!({"sub": "u-7", "exp": "1000060"}), "secret", Algorithm::HS256)),
            ("exp overflow", signed(json!({"sub": "u-7", "exp": i64::MAX}), "secret", Algorithm::HS256)),
            ("no sub", signed(json!({"exp": 1_000_060}), "secret", Algorithm::HS256)),
            ("empty sub", signed(json!({"sub": " ", "exp": 1_000_060}), "secret", Algorithm::HS256)),
            (
                "long sub",
                signed(json!({"sub": "x".repeat(201), "exp": 1_000_060}), "secret", Algorithm::HS256),
            ),
            ("empty", String::new()),
            ("not a token", "a.b.c".to_owned()),
        ];
        for (name, token) in cases {
            assert_eq!(verify(&token, "secret", NOW), None, "{name}");
        }
        assert_eq!(verify(&signed(good, "", Algorithm::HS256), "", NOW), None, "an agent without a secret");
    }
}
