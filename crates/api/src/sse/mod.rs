//! Streams to clients: a turn's events as server-sent events, by default in the AI SDK's UI message stream, version 1.
//!
//! Owns the wire forms and the stream's life (keep-alive, revocation, shutdown). It must not know who asks or how answers are made.

mod agui;
mod encode;
mod part;
mod stream;
mod tool;

use axum::http::{HeaderMap, header};
use domain::id::ChatId;

use agui::AgUi;
use encode::Encoder;
pub use part::StreamPart;
pub use stream::{Encode, EventStream, respond};

/// The wire form that a client asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The AI SDK's UI message stream: the native form.
    Native,
    /// AG-UI.
    AgUi,
}

impl Form {
    /// Reads `Accept`: `text/event-stream; protocol=ag-ui` selects AG-UI (RFC 9110, 12.5.1), everything else the native form.
    pub fn wanted(headers: &HeaderMap) -> Self {
        let kinds = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let ag_ui = kinds.flat_map(|value| value.split(',')).any(|kind| {
            let kind: Option<mime::Mime> = kind.trim().parse().ok();
            kind.is_some_and(|kind| {
                kind.essence_str() == "text/event-stream"
                    && kind.get_param("protocol").is_some_and(|protocol| protocol == "ag-ui")
            })
        });
        if ag_ui { Self::AgUi } else { Self::Native }
    }

    /// What writes it; `with_cost` tells what the answer cost.
    pub fn encoder(self, chat: ChatId, with_cost: bool) -> Box<dyn Encode> {
        match self {
            Self::Native => Box::new(Encoder::new(with_cost)),
            Self::AgUi => Box::new(AgUi::new(chat, with_cost)),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_form_is_what_accept_says() {
        let form = |accept: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
            Form::wanted(&headers)
        };
        for native in [
            "*/*",
            "text/event-stream",
            "application/json; protocol=ag-ui",
            "",
            ";;",
            "text/event-stream; protocol=x",
        ] {
            assert_eq!(form(native), Form::Native, "{native}");
        }
        for ag_ui in
            ["text/event-stream; protocol=ag-ui", "application/json, text/event-stream;protocol=\"ag-ui\""]
        {
            assert_eq!(form(ag_ui), Form::AgUi, "{ag_ui}");
        }
        assert_eq!(Form::wanted(&HeaderMap::new()), Form::Native);
    }
}
