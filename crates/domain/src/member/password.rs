//! Password hashing: argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane), stored as a PHC string. CPU-bound: callers run
//! it off the async threads.

use argon2::password_hash::PasswordHasher;
use argon2::{Argon2, PasswordHash, PasswordVerifier};

use crate::id::Ids;

/// Shortest password accepted (NIST SP 800-63B asks for at least 8 with no composition rules).
pub const MIN_LENGTH: usize = 8;
/// Longest password accepted, in bytes: bounds the work of one request.
pub const MAX_LENGTH: usize = 256;

/// Hashing failed: a defect, not a wrong password.
#[derive(Debug, thiserror::Error)]
#[error("password hashing failed: {0}")]
pub struct HashError(String);

/// The PHC string of a password.
pub fn hash(password: &str, ids: &dyn Ids) -> Result<String, HashError> {
    let salt: [u8; 16] = ids.random();
    let hash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| HashError(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether `password` belongs to `stored`. A stored value that cannot be read never matches.
pub fn verify(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}
