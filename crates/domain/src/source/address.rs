//! One address for one page: what differs between spellings and visits of the same page goes. Pure.

use url::Url;

/// Longest address.
pub const MAX: usize = 2_048;

/// Parameters that say where a visitor came from, never what they see.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "oly_anon_id",
    "oly_enc_id",
    "vero_id",
    "phpsessid",
    "jsessionid",
];

/// The address as a page is known by; `None` when it is no web address, or too long.
pub fn canonical(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return None;
    }
    if !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    url.set_fragment(None);
    if let Some(path) = without_session(url.path()) {
        url.set_path(&path);
    }
    if let Some(query) = url.query() {
        let kept: Vec<&str> =
            query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
        let kept = kept.join("&");
        url.set_query((!kept.is_empty()).then_some(kept.as_str()));
    }
    let text = String::from(url);
    (text.len() <= MAX).then_some(text)
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// Some servers write their session into the path: `/a;jsessionid=1`.
fn without_session(path: &str) -> Option<String> {
    let at = path.to_ascii_lowercase().find(";jsessionid=")?;
    let rest = &path[at..];
    let end = rest.find('/').unwrap_or(rest.len());
    Some(format!("{}{}", &path[..at], &rest[end..]))
}

/// Whether two addresses are on the same host; a leading `www.` makes no difference.
pub fn same_host(a: &Url, b: &Url) -> bool {
    let host = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        (host.strip_prefix("www.").unwrap_or(host).to_owned(), url.port_or_known_default())
    };
    let standard = |url: &Url| url.port().is_none();
    let ((a_host, a_port), (b_host, b_port)) = (host(a), host(b));
    // http and https of one name are one host.
    a_host == b_host && (a_port == b_port || (standard(a) && standard(b)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_page_are_one_address() {
        for (address, expect) in [
            ("HTTPS://Shop.Example:443/A?b=1#top", Some("https://shop.example/A?b=1")),
            ("http://shop.example", Some("http://shop.example/")),
            ("http://shop.example/a/../b/./c", Some("http://shop.example/b/c")),
            ("http://shop.example/?utm_source=x&id=7&fbclid=1", Some("http://shop.example/?id=7")),
            ("http://shop.example/?utm_source=x", Some("http://shop.example/")),
            ("http://shop.example/a;jsessionid=12/b", Some("http://shop.example/a/b")),
            ("http://shop.example/grün", Some("http://shop.example/gr%C3%BCn")),
            ("mailto:a@shop.example", None),
            ("http://user@shop.example/", None),
            ("/a", None),
        ] {
            assert_eq!(canonical(address).as_deref(), expect, "{address}");
        }
        assert_eq!(canonical(&format!("http://shop.example/{}", "a".repeat(MAX))), None);
    }

    proptest! {
        #[test]
        fn a_canonical_address_stays_what_it_is(path in "[ -~é日]{0,40}", query in "[ -~é日]{0,40}") {
            if let Some(once) = canonical(&format!("http://shop.example/{path}?{query}")) {
                prop_assert_eq!(canonical(&once), Some(once.clone()));
            }
        }
    }

    #[test]
    fn a_host_is_the_same_with_www_and_with_tls() {
        for (a, b, expect) in [
            ("http://shop.example/", "https://www.shop.example/a", true),
            ("http://127.0.0.1:81/", "http://127.0.0.1:82/", false),
            ("http://shop.example/", "http://blog.shop.example/", false),
            ("http://shop.example/", "http://shop.example:8080/", false),
        ] {
            assert_eq!(same_host(&Url::parse(a).unwrap(), &Url::parse(b).unwrap()), expect, "{a} {b}");
        }
    }
}
