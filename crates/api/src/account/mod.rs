//! Accounts: sign-up, login, logout, and who is signed in. Owns the session cookie's issue. It must not know what members manage.

mod body;
pub mod login;
pub mod logout;
pub mod me;
pub mod signup;

pub use body::{OrganizationBody, RoleBody};
