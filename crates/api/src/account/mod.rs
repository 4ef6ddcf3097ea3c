//! Accounts: sign-up, login, logout, who is signed in, and what people change about themselves. Owns the session cookie's issue. It
//! must not know what members manage.

mod body;
pub mod login;
pub mod logout;
pub mod me;
pub mod organizations;
pub mod password;
pub mod reset;
pub mod sessions;
pub mod signup;
pub mod switch;
pub mod token;
pub mod update;

pub use body::{AccountBody, OrganizationBody, RoleBody, secret, start_session};
pub use login::verify;
pub use signup::{fits, hashed, looks_like_email};
pub use token::LinkToken;
