//! Where a redirect leads, and what of the request may go along.

use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, PROXY_AUTHORIZATION,
};
use reqwest::{Method, StatusCode};
use url::Url;

use super::client::EgressRequest;

/// The request that follows a redirect; `None` when the answer is none. `Err`: it leads nowhere.
pub(super) fn next(
    request: &EgressRequest,
    status: StatusCode,
    headers: &HeaderMap,
) -> Option<Result<EgressRequest, &'static str>> {
    let keeps_method = match status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => false,
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        _ => return None,
    };
    let location = headers.get(LOCATION)?;
    let Some(url) = location.to_str().ok().and_then(|text| request.url.join(text).ok()) else {
        return Some(Err("the redirect has no readable destination"));
    };
    if request.url.scheme() == "https" && url.scheme() == "http" {
        return Some(Err("the redirect leads from https to http"));
    }
    let mut next = EgressRequest { url, ..request.clone() };
    if !keeps_method && next.method != Method::GET && next.method != Method::HEAD {
        next.method = Method::GET;
        next.body.clear();
        next.headers.remove(CONTENT_TYPE);
    }
    if !same_origin(&request.url, &next.url) {
        keep_harmless(&mut next.headers);
    }
    Some(Ok(next))
}

fn same_origin(a: &Url, b: &Url) -> bool {
    a.origin() == b.origin()
}

/// Credentials and signatures are for the host they were made for.
fn keep_harmless(headers: &mut HeaderMap) {
    for credential in [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE] {
        headers.remove(credential);
    }
    let others: Vec<_> =
        headers.keys().filter(|name| **name != CONTENT_TYPE && **name != ACCEPT).cloned().collect();
    for name in others {
        headers.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use reqwest::header::HeaderValue;

    use super::*;

    fn hop(status: u16, location: &str) -> String {
        let mut request = EgressRequest::new(Method::POST, Url::parse("https://a.example/x/y").unwrap());
        request.headers.insert(AUTHORIZATION, HeaderValue::from_static("Bearer k"));
        request.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        request.body = Bytes::from_static(b"{}");
        let mut headers = HeaderMap::new();
        headers.insert(LOCATION, HeaderValue::from_str(location).unwrap());
        match next(&request, StatusCode::from_u16(status).unwrap(), &headers) {
            None => "none".to_owned(),
            Some(Err(reason)) => reason.to_owned(),
            Some(Ok(next)) => {
                let names: Vec<&str> = next.headers.keys().map(|name| name.as_str()).collect();
                format!("{} {} {}b {}", next.method, next.url, next.body.len(), names.join(","))
            }
        }
    }

    #[test]
    fn a_redirect_takes_along_only_what_is_meant_for_its_host() {
        for (status, location, expect) in [
            (200, "/z", "none"),
            (304, "/z", "none"),
            (302, "../z", "GET https://a.example/z 0b authorization"),
            (303, "https://b.example/", "GET https://b.example/ 0b "),
            (307, "/z", "POST https://a.example/z 2b authorization,content-type"),
            (308, "https://b.example/", "POST https://b.example/ 2b content-type"),
            (307, "https://a.example:444/", "POST https://a.example:444/ 2b content-type"),
            (302, "http://a.example/", "the redirect leads from https to http"),
            (302, "http://[", "the redirect has no readable destination"),
        ] {
            assert_eq!(hop(status, location), expect, "{status} {location}");
        }
    }
}
