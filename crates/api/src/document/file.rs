//! The uploaded file: read from a multipart body piece by piece, and never kept beyond the limit.

use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use bytes::{Bytes, BytesMut};
use http_body_util::Limited;

use crate::error::{ApiError, ApiResult, Code};
use crate::repeat::BodyDigest;

/// What a form adds around the file: boundaries and headers.
const ENVELOPE: usize = 16 * 1024;
/// How much of a file that is too large is still read, so that its sender hears the answer: a client listens only once it has
/// said everything.
const MAX_DRAINED: usize = 64 * 1024 * 1024;

/// An uploaded file.
#[derive(Debug)]
pub struct File {
    /// The name that the sender gives it.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// Reads the form's only field, `file`.
pub async fn read(request: Request, max_bytes: usize) -> ApiResult<File> {
    let most = max_bytes.saturating_add(ENVELOPE).saturating_add(MAX_DRAINED);
    let announced =
        request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > most) {
        return Err(too_large(max_bytes));
    }
    let digest = request.extensions().get::<BodyDigest>().cloned();
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(max_bytes),
        _ => ApiError::invalid("", "body is not a complete form"),
    };
    let mut form = Multipart::from_request(request.map(|body| Body::new(Limited::new(body, most))), &())
        .await
        .map_err(|_| {
            ApiError::new(Code::UnsupportedMediaType, "Send the file as `multipart/form-data`, field `file`.")
        })?;
    let mut file = None;
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        if field.name() != Some("file") || file.is_some() {
            let name = field.name().unwrap_or_default().to_owned();
            return Err(ApiError::invalid(name, "is not expected; send one field `file`"));
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let (mut bytes, mut seen) = (BytesMut::new(), 0);
        while let Some(piece) = field.chunk().await.map_err(broken)? {
            seen += piece.len();
            if seen <= max_bytes {
                bytes.extend_from_slice(&piece);
            } else {
                bytes.clear();
            }
        }
        if seen > max_bytes {
            return Err(too_large(max_bytes));
        }
        file = Some(File { name, bytes: bytes.freeze() });
    }
    let file = file.ok_or_else(|| ApiError::invalid("file", "is missing"))?;
    if let Some(digest) = digest {
        digest.note(&[file.name.as_bytes(), &file.bytes]);
    }
    Ok(file)
}

fn too_large(max_bytes: usize) -> ApiError {
    ApiError::new(Code::PayloadTooLarge, format!("A file may have at most {max_bytes} bytes."))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn check(kind: &str, body: impl Into<Body>) -> String {
        let request = Request::builder().header(header::CONTENT_TYPE, kind).body(body.into()).unwrap();
        match read(request, 10).await {
            Ok(file) => format!("{} {:?}", file.name, file.bytes),
            Err(error) => format!("{} {}", error.code.as_str(), error.detail),
        }
    }

    fn form(field: &str, content: &str) -> String {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"a.txt\"\r\n\r\n{content}\r\n"
        )
    }

    #[tokio::test]
    async fn forms_are_read_strictly() {
        let kind = "multipart/form-data; boundary=x";
        let end = "--x--\r\n";
        assert_eq!(check(kind, form("file", "hello") + end).await, "a.txt b\"hello\"");
        assert!(check(kind, form("file", "hello world") + end).await.starts_with("payload_too_large"));
        assert!(check(kind, form("url", "hello") + end).await.starts_with("invalid_request"));
        assert!(
            check(kind, form("file", "a") + &form("file", "b") + end).await.starts_with("invalid_request")
        );
        assert!(check(kind, end).await.starts_with("invalid_request"));
        assert!(check(kind, form("file", "cut")).await.starts_with("invalid_request"));
        assert!(check("application/json", "{}").await.starts_with("unsupported_media_type"));
    }

    #[tokio::test]
    async fn an_endless_file_is_cut_at_the_limit() {
        let head = futures::stream::iter([Ok::<_, std::io::Error>(Bytes::from(form("file", "")))]);
        let endless = futures::stream::repeat_with(|| Ok(Bytes::from_static(&[b'a'; 64 * 1024])));
        let body = Body::from_stream(futures::StreamExt::chain(head, endless));
        let got = check("multipart/form-data; boundary=x", body).await;
        assert!(got.starts_with("payload_too_large"), "{got}");
    }
}
