//! The stable codes and their statuses.

use axum::http::StatusCode;

/// What clients switch on. Codes are never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// No usable credential.
    Unauthenticated,
    /// The credential does not allow this.
    Forbidden,
    /// The page's origin may not use this key or session.
    OriginNotAllowed,
    /// Unknown, erased, or somebody else's.
    NotFound,
    /// The path exists, the method does not.
    MethodNotAllowed,
    /// Stale version, taken name, or a turn is running.
    Conflict,
    /// A draft does not pass its evaluations; `errors` names the cases.
    GateClosed,
    /// The body is larger than the limit.
    PayloadTooLarge,
    /// Not a kind of content that is understood.
    UnsupportedMediaType,
    /// A link's token that is unknown, used or expired.
    InvalidToken,
    /// A webhook's message without the right signature, too old, or taken before.
    InvalidSignature,
    /// The request breaks a rule; `errors` says where.
    InvalidRequest,
    /// The organization's plan allows no more of this.
    QuotaExceeded,
    /// The address that was given may not be reached from here.
    BlockedDestination,
    /// Too many requests.
    RateLimited,
    /// Something this server relies on failed.
    UpstreamError,
    /// Try again soon.
    Unavailable,
    /// No space left.
    StorageFull,
    /// A defect.
    Internal,
}

impl Code {
    /// Every code, for the documentation.
    pub const ALL: [Self; 19] = [
        Self::Unauthenticated,
        Self::Forbidden,
        Self::OriginNotAllowed,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::GateClosed,
        Self::PayloadTooLarge,
        Self::UnsupportedMediaType,
        Self::InvalidToken,
        Self::InvalidSignature,
        Self::InvalidRequest,
        Self::QuotaExceeded,
        Self::BlockedDestination,
        Self::RateLimited,
        Self::UpstreamError,
        Self::Unavailable,
        Self::StorageFull,
        Self::Internal,
    ];

    /// The public spelling.
    pub const fn as_str(self) -> &'static str {
        self.row().0
    }

    /// The HTTP status.
    pub const fn status(self) -> StatusCode {
        self.row().1
    }

    /// A short name for people.
    pub const fn title(self) -> &'static str {
        self.row().2
    }

    const fn row(self) -> (&'static str, StatusCode, &'static str) {
        match self {
            Self::Unauthenticated => {
                ("unauthenticated", StatusCode::UNAUTHORIZED, "Authentication is required")
            }
            Self::Forbidden => ("forbidden", StatusCode::FORBIDDEN, "Not allowed"),
            Self::OriginNotAllowed => ("origin_not_allowed", StatusCode::FORBIDDEN, "Origin is not allowed"),
            Self::NotFound => ("not_found", StatusCode::NOT_FOUND, "Not found"),
            Self::MethodNotAllowed => {
                ("method_not_allowed", StatusCode::METHOD_NOT_ALLOWED, "Method is not allowed")
            }
            Self::Conflict => ("conflict", StatusCode::CONFLICT, "Conflict"),
            Self::GateClosed => ("gate_closed", StatusCode::CONFLICT, "Evaluations do not pass"),
            Self::PayloadTooLarge => {
                ("payload_too_large", StatusCode::PAYLOAD_TOO_LARGE, "Payload is too large")
            }
            Self::UnsupportedMediaType => {
                ("unsupported_media_type", StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported media type")
            }
            Self::InvalidToken => ("invalid_token", StatusCode::BAD_REQUEST, "Token is not valid"),
            Self::InvalidSignature => {
                ("invalid_signature", StatusCode::BAD_REQUEST, "Signature is not valid")
            }
            Self::InvalidRequest => {
                ("invalid_request", StatusCode::UNPROCESSABLE_ENTITY, "Request is not valid")
            }
            Self::QuotaExceeded => ("quota_exceeded", StatusCode::PAYMENT_REQUIRED, "Quota is used up"),
            Self::BlockedDestination => {
                ("blocked_destination", StatusCode::UNPROCESSABLE_ENTITY, "Destination is blocked")
            }
            Self::RateLimited => ("rate_limited", StatusCode::TOO_MANY_REQUESTS, "Too many requests"),
            Self::UpstreamError => ("upstream_error", StatusCode::BAD_GATEWAY, "Upstream error"),
            Self::Unavailable => ("unavailable", StatusCode::SERVICE_UNAVAILABLE, "Unavailable"),
            Self::StorageFull => ("storage_full", StatusCode::INSUFFICIENT_STORAGE, "Storage is full"),
            Self::Internal => ("internal", StatusCode::INTERNAL_SERVER_ERROR, "Internal error"),
        }
    }
}
