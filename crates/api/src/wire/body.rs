//! JSON bodies: bounded, strict, with errors that name the field.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use bytes::BytesMut;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;

use crate::error::{ApiError, Code};
use crate::repeat::BodyDigest;

/// Most bytes of a JSON body.
pub const MAX_JSON: usize = 256 * 1024;
/// A larger body than this is not even read to its end.
const MAX_DRAINED: usize = 16 * 1024 * 1024;

/// A required JSON body. Unknown fields are refused by the types themselves (`deny_unknown_fields`).
pub struct JsonBody<T>(pub T);

/// A JSON body that may be absent or null: then it is the default.
pub struct OptionalJsonBody<T>(pub T);

/// The bytes of a body as they came, for whoever has to check its signature; bounded like JSON.
pub struct RawBody(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for RawBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        read(request).await.map(|(_, bytes)| Self(bytes))
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let (headers, bytes) = read(request).await?;
        require_json(&headers)?;
        parse(&bytes).map(Self)
    }
}

impl<T: DeserializeOwned + Default, S: Send + Sync> FromRequest<S> for OptionalJsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let (headers, bytes) = read(request).await?;
        if bytes.is_empty() {
            return Ok(Self(T::default()));
        }
        require_json(&headers)?;
        parse::<Option<T>>(&bytes).map(|body| Self(body.unwrap_or_default()))
    }
}

async fn read(request: Request) -> Result<(HeaderMap, Bytes), ApiError> {
    let (parts, mut body) = request.into_parts();
    let announced =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > MAX_DRAINED as u64) {
        return Err(too_large());
    }
    let (mut kept, mut seen) = (BytesMut::new(), 0);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| ApiError::invalid("", "body could not be read"))?.into_data() else {
            continue;
        };
        seen += data.len();
        if seen > MAX_DRAINED {
            break;
        }
        if seen <= MAX_JSON {
            kept.extend_from_slice(&data);
        } else {
            // Read on without keeping it: a client hears the answer only once it has said everything.
            kept.clear();
        }
    }
    if seen > MAX_JSON {
        return Err(too_large());
    }
    if let Some(digest) = parts.extensions.get::<BodyDigest>() {
        digest.note(&[&kept]);
    }
    Ok((parts.headers, kept.freeze()))
}

fn too_large() -> ApiError {
    ApiError::new(Code::PayloadTooLarge, format!("A JSON body may have at most {MAX_JSON} bytes."))
}

/// Browsers send other types across origins without asking first; requiring JSON keeps such requests out.
fn require_json(headers: &HeaderMap) -> Result<(), ApiError> {
    let essence = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).and_then(|text| {
        let mime: mime::Mime = text.parse().ok()?;
        Some(
            mime.type_() == mime::APPLICATION
                && (mime.subtype() == mime::JSON || mime.suffix() == Some(mime::JSON)),
        )
    });
    if essence == Some(true) {
        return Ok(());
    }
    Err(ApiError::new(Code::UnsupportedMediaType, "Send the body as `Content-Type: application/json`."))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    if has_nul(bytes) {
        return Err(ApiError::invalid("", "must not contain the character U+0000"));
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = match error.path().to_string() {
            root if root == "." => String::new(),
            path => path,
        };
        let inner = error.into_inner();
        if inner.is_data() {
            ApiError::invalid(path, without_position(&inner.to_string()))
        } else {
            ApiError::invalid("", format!("is not valid JSON: {inner}"))
        }
    })?;
    json.end().map_err(|error| ApiError::invalid("", format!("is not valid JSON: {error}")))?;
    Ok(value)
}

/// Postgres stores no NUL in text, and no field means anything with one.
fn has_nul(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        if rest[at..].starts_with(b"\\u0000") {
            return true;
        }
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    false
}

/// serde_json appends where it stood; the path already says that, and better.
fn without_position(message: &str) -> String {
    let message = message.split(" at line ").next().unwrap_or(message);
    format!("is not valid: {message}")
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Sample {
        #[serde(default)]
        #[expect(dead_code, reason = "only its shape matters here")]
        top_k: u32,
        #[serde(default)]
        #[expect(dead_code, reason = "only its shape matters here")]
        inner: Option<Box<Sample>>,
    }

    async fn check(kind: &str, body: impl Into<Body>) -> String {
        let request = Request::builder().header(header::CONTENT_TYPE, kind).body(body.into()).unwrap();
        match JsonBody::<Sample>::from_request(request, &()).await {
            Ok(_) => "ok".to_owned(),
            Err(e) => {
                let paths: Vec<String> =
                    e.fields.iter().map(|f| format!("[{}] {}", f.path, f.message)).collect();
                format!("{} {}", e.code.as_str(), paths.join("; ")).trim().to_owned()
            }
        }
    }

    #[tokio::test]
    async fn each_broken_body_is_refused_by_name() {
        let json = "application/json";
        assert_eq!(check(json, r#"{"topK":3}"#).await, "ok");
        assert_eq!(check("application/json; charset=utf-8", "{}").await, "ok");
        assert_eq!(check("text/plain", "{}").await, "unsupported_media_type");
        insta::assert_snapshot!(check(json, r#"{"apiBase":"x"}"#).await, @"invalid_request [apiBase] is not valid: unknown field `apiBase`, expected `topK` or `inner`");
        insta::assert_snapshot!(check(json, r#"{"inner":{"topK":"many"}}"#).await, @r#"invalid_request [inner.topK] is not valid: invalid type: string "many", expected u32"#);
        insta::assert_snapshot!(check(json, "{").await, @"invalid_request [] is not valid JSON: EOF while parsing an object at line 1 column 1");
        insta::assert_snapshot!(check(json, "{} {}").await, @"invalid_request [] is not valid JSON: trailing characters at line 1 column 4");
        assert_eq!(check(json, vec![b' '; MAX_JSON + 1]).await, "payload_too_large");
    }

    #[test]
    fn nul_is_found_and_a_backslash_before_u0000_is_not_mistaken_for_it() {
        assert!(has_nul(br#"{"a":"x\u0000"}"#));
        assert!(has_nul(br#"{"a":"\\\u0000"}"#));
        assert!(!has_nul(br#"{"a":"\\u0000"}"#));
        assert!(!has_nul(br#"{"a":"\"#));
    }

    #[tokio::test]
    async fn an_endless_body_is_cut_at_the_limit() {
        let endless =
            futures::stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; 4096])));
        assert_eq!(check("application/json", Body::from_stream(endless)).await, "payload_too_large");
    }

    #[tokio::test]
    async fn deep_nesting_is_an_error_not_a_crash() {
        let deep = format!("{}{}", r#"{"inner":"#.repeat(20_000), "0");
        assert!(check("application/json", deep).await.contains("recursion limit"));
    }
}
