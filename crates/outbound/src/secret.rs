//! Credentials for the outside: usable, but never printed.

use std::fmt;
use std::sync::Arc;

use reqwest::header::HeaderValue;

/// A key or token. `Debug` shows nothing of it; there is no `Display`.
#[derive(Clone)]
pub struct Secret(Arc<str>);

impl Secret {
    /// Wraps a credential; white space around it (a line end in a secret file) is dropped.
    pub fn new(text: &str) -> Self {
        Self(text.trim().into())
    }

    /// The value of an `Authorization: Bearer` header, marked sensitive. `None` when the secret cannot stand in a header.
    pub(crate) fn bearer(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(&format!("Bearer {}", self.0)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// The value of any other header, marked sensitive. `None` when the secret cannot stand in a header.
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(&self.0).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// `text` with every occurrence of the secret removed: providers like to repeat keys in their errors.
    pub(crate) fn scrub(&self, text: &str) -> String {
        if self.0.is_empty() { text.to_owned() } else { text.replace(&*self.0, "…") }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_sent_but_never_shown() {
        let secret = Secret::new("sk-or-v1-123\n");
        assert_eq!(secret.bearer().unwrap().to_str().unwrap(), "Bearer sk-or-v1-123");
        for shown in
            [format!("{secret:?}"), format!("{:?}", secret.bearer()), secret.scrub("bad key sk-or-v1-123!")]
        {
            assert!(!shown.contains("123"), "{shown}");
        }
        assert!(Secret::new("a\u{0}b").bearer().is_none());
    }
}
