//! The id that a request is known by: the caller's, when it is sane, else a fresh one.

use axum::http::{HeaderMap, HeaderName};
use domain::id::Ids;

/// Name of the header.
pub static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request. Callers' ids go into logs, so only harmless characters are taken.
pub fn of(headers: &HeaderMap, ids: &dyn Ids) -> String {
    let given = headers.get(&REQUEST_ID).and_then(|v| v.to_str().ok()).filter(|text| {
        (1..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    });
    given.map_or_else(|| format!("req_{}", ids.uuid().simple()), str::to_owned)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;
    use crate::wire_test::CountingIds;

    #[test]
    fn only_harmless_ids_are_taken_over() {
        let id = |given: Option<&'static [u8]>| {
            let mut headers = HeaderMap::new();
            if let Some(given) = given {
                headers.insert(&REQUEST_ID, HeaderValue::from_bytes(given).unwrap());
            }
            of(&headers, &CountingIds::default())
        };
        let fresh = "req_00000000000000000000000000000000";
        assert_eq!(id(Some(b"abc-1_2.3")), "abc-1_2.3");
        assert_eq!(id(None), fresh);
        for odd in [&b""[..], b"a b", b"\xff", b"a\"b", &[b'a'; 65]] {
            assert_eq!(id(Some(Box::leak(odd.to_vec().into_boxed_slice()))), fresh, "{odd:?}");
        }
    }
}
