//! Origins: where a browser says that a request comes from (RFC 6454).

use axum::http::{HeaderMap, header};
use url::Url;

/// Where a request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// No browser told: a server, or a same-origin GET.
    Untold,
    /// A page of this server.
    Own(String),
    /// Another page.
    Foreign(String),
}

impl Origin {
    /// Reads the header. Besides the configured address, a page whose host is the very host that was asked is our own: that is
    /// what "same origin" means, and installs are reached under more names than one.
    pub fn of(headers: &HeaderMap, public_url: &Url) -> Self {
        let Some(value) = headers.get(header::ORIGIN) else { return Self::Untold };
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        let host = headers.get(header::HOST).and_then(|v| v.to_str().ok());
        let authority = text.split_once("://").map(|(_, authority)| authority);
        let own =
            public_url.origin().ascii_serialization() == text || (authority.is_some() && authority == host);
        if own { Self::Own(text) } else { Self::Foreign(text) }
    }

    /// The origin's text; empty when untold.
    pub fn text(&self) -> &str {
        match self {
            Self::Untold => "",
            Self::Own(text) | Self::Foreign(text) => text,
        }
    }
}

/// An allowed origin as a person writes it, in the form that browsers send; `None` when it is none.
pub fn normalise(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    let bare = matches!(url.scheme(), "http" | "https")
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    bare.then(|| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn of(origin: Option<&'static str>, host: &'static str) -> Origin {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static(host));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        Origin::of(&headers, &Url::parse("https://parlor.example/").unwrap())
    }

    #[test]
    fn our_own_pages_are_recognised() {
        assert_eq!(of(None, "parlor.example"), Origin::Untold);
        assert_eq!(
            of(Some("https://parlor.example"), "10.0.0.1"),
            Origin::Own("https://parlor.example".into())
        );
        assert_eq!(
            of(Some("http://localhost:8080"), "localhost:8080"),
            Origin::Own("http://localhost:8080".into())
        );
        for foreign in [
            "https://evil.example",
            "null",
            "https://parlor.example.evil.example",
            "https://parlor.example:444",
            "",
        ] {
            assert_eq!(of(Some(foreign), "parlor.example"), Origin::Foreign(foreign.into()));
        }
    }

    #[test]
    fn allowed_origins_are_normalised_or_refused() {
        let cases = [
            ("https://Shop.example", Some("https://shop.example")),
            ("https://shop.example/", Some("https://shop.example")),
            ("https://shop.example:443", Some("https://shop.example")),
            ("http://127.0.0.1:5500", Some("http://127.0.0.1:5500")),
            ("https://bücher.example", Some("https://xn--bcher-kva.example")),
            ("https://shop.example/path", None),
            ("https://user@shop.example", None),
            ("https://shop.example?x", None),
            ("ftp://shop.example", None),
            ("*", None),
            ("null", None),
            ("shop.example", None),
        ];
        for (text, expect) in cases {
            assert_eq!(normalise(text).as_deref(), expect, "{text}");
        }
    }
}
