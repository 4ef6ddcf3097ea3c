//! What admission learns about a request and its response must say: limit figures and the page that may read it.

use std::sync::Arc;

use axum::http::HeaderValue;
use parking_lot::Mutex;

use crate::limits::Figures;

/// Shared between the extractors of one request and the layer that writes its response's headers.
#[derive(Clone, Default)]
pub struct Notes(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    figures: Option<Figures>,
    readable_by: Option<HeaderValue>,
}

impl Notes {
    /// The figures of a limit that was counted; the one with the least left is reported.
    pub fn counted(&self, figures: Option<Figures>) {
        let mut inner = self.0.lock();
        if let Some(new) = figures
            && inner.figures.is_none_or(|old| new.remaining < old.remaining)
        {
            inner.figures = Some(new);
        }
    }

    /// Pages of this origin may read the response.
    pub fn readable_by(&self, origin: &str) {
        self.0.lock().readable_by = HeaderValue::from_str(origin).ok();
    }

    /// What was noted.
    pub fn read(&self) -> (Option<Figures>, Option<HeaderValue>) {
        let inner = self.0.lock();
        (inner.figures, inner.readable_by.clone())
    }
}
