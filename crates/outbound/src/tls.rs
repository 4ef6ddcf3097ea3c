//! One TLS implementation for the process.

use std::sync::Once;

/// Makes aws-lc-rs the provider of every TLS connection. Safe to call more than once; call it before the first connection,
/// because several libraries here bring a provider of their own and rustls refuses to choose.
pub fn install_crypto_provider() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if rustls::crypto::aws_lc_rs::default_provider().install_default().is_err() {
            tracing::debug!("another TLS provider was installed before");
        }
    });
}
