//! Reads what a request presents. Nothing is looked up here: an invented key is refused by its checksum before any query.

use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum_extra::extract::cookie::CookieJar;
use domain::key::{KeyKind, KeyText, SecretHash};

use super::member::{CSRF_HEADER, SESSION_COOKIE};
use super::notes::Notes;
use super::origin::Origin;
use super::secrets::Secrets;
use super::visitor_token::Claims;
use crate::settings::Settings;

/// A credential as sent.
pub enum Presented {
    /// None at all.
    Nothing,
    /// An `Authorization` header that holds nothing we gave out.
    Unreadable,
    /// The session cookie's token.
    Session(String),
    /// A key with a right checksum.
    Key(KeyKind, SecretHash),
    /// A visitor token with a right signature, possibly expired.
    VisitorToken(Claims),
}

/// Everything about a request that admission looks at.
pub struct Caller {
    /// The credential.
    pub presented: Presented,
    /// Where the request comes from.
    pub origin: Origin,
    /// Whether the method may change something.
    pub writes: bool,
    /// The CSRF header.
    pub csrf: Option<String>,
    /// Where figures for the response go.
    pub notes: Notes,
}

impl Caller {
    /// Reads a request. An `Authorization` header wins over a cookie: who sends one means it.
    pub fn of(parts: &Parts, secrets: &Secrets, settings: &Settings) -> Self {
        Self {
            presented: presented(&parts.headers, secrets),
            origin: Origin::of(&parts.headers, &settings.public_url),
            writes: !matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS),
            csrf: parts.headers.get(CSRF_HEADER).and_then(|v| v.to_str().ok()).map(str::to_owned),
            notes: parts.extensions.get::<Notes>().cloned().unwrap_or_default(),
        }
    }

    /// Reads a link to a page of ours: the key is in the query, since who follows a link sends no header.
    pub fn following(parts: &Parts, key: Option<&str>, settings: &Settings) -> Self {
        Self {
            presented: match key.map(KeyText::parse) {
                None => Presented::Nothing,
                Some(None) => Presented::Unreadable,
                Some(Some((kind, key))) => Presented::Key(kind, key.hash()),
            },
            origin: Origin::Own(settings.public_url.origin().ascii_serialization()),
            writes: false,
            csrf: None,
            notes: parts.extensions.get::<Notes>().cloned().unwrap_or_default(),
        }
    }
}

fn presented(headers: &HeaderMap, secrets: &Secrets) -> Presented {
    let mut sent = headers.get_all(header::AUTHORIZATION).iter();
    match (sent.next(), sent.next()) {
        (Some(value), None) => bearer(value.to_str().unwrap_or_default(), secrets),
        (Some(_), Some(_)) => Presented::Unreadable,
        (None, _) => match CookieJar::from_headers(headers).get(SESSION_COOKIE) {
            Some(cookie) => Presented::Session(cookie.value().to_owned()),
            None => Presented::Nothing,
        },
    }
}

fn bearer(value: &str, secrets: &Secrets) -> Presented {
    let Some((scheme, token)) = value.split_once(' ') else { return Presented::Unreadable };
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Presented::Unreadable;
    }
    let token = token.trim();
    if let Some(claims) = Claims::open(token, secrets) {
        return Presented::VisitorToken(claims);
    }
    match KeyText::parse(token) {
        Some((kind, key)) => Presented::Key(kind, key.hash()),
        None => Presented::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use domain::id::Ids;

    use super::*;
    use crate::wire_test::CountingIds;

    fn kind(pairs: &[(header::HeaderName, &str)]) -> &'static str {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(name, HeaderValue::from_str(value).unwrap());
        }
        match presented(&headers, &Secrets::derive(b"master")) {
            Presented::Nothing => "nothing",
            Presented::Unreadable => "unreadable",
            Presented::Session(_) => "session",
            Presented::Key(KeyKind::Publishable, _) => "publishable",
            Presented::Key(KeyKind::Secret, _) => "secret",
            Presented::VisitorToken(_) => "visitor",
        }
    }

    #[test]
    fn credentials_are_told_apart_without_a_query() {
        let ids = CountingIds::default();
        let ids: &dyn Ids = &ids;
        let secret = KeyText::generate(KeyKind::Secret, ids);
        let page = KeyText::generate(KeyKind::Publishable, ids);
        let auth = header::AUTHORIZATION;
        let bearer = |text: &str| format!("Bearer {text}");
        assert_eq!(kind(&[]), "nothing");
        assert_eq!(kind(&[(auth.clone(), &bearer(secret.reveal()))]), "secret");
        assert_eq!(kind(&[(auth.clone(), &format!("bearer  {}", page.reveal()))]), "publishable");
        assert_eq!(kind(&[(header::COOKIE, "a=b; parlor_session=x")]), "session");
        assert_eq!(
            kind(&[(header::COOKIE, "parlor_session=x"), (auth.clone(), &bearer(secret.reveal()))]),
            "secret"
        );
        let wrong = [
            "Bearer ' OR 1=1--",
            "Bearer ",
            "Bearer",
            "Basic dXNlcjpwYXNz",
            "Bearer vt_AAAA",
            "Bearer sk_live_000000000000000000000000000000000000",
        ];
        for value in wrong {
            assert_eq!(
                kind(&[(auth.clone(), value), (header::COOKIE, "parlor_session=x")]),
                "unreadable",
                "{value}"
            );
        }
        let twice = bearer(secret.reveal());
        assert_eq!(kind(&[(auth.clone(), &twice), (auth, &twice)]), "unreadable");
    }
}
