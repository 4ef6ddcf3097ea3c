//! What happens to every request around its handler: an id, limits, who may read the answer, safe headers, one log line, and errors
//! written as problem documents. It must not know any endpoint.

mod address;
mod boundary;
mod cors;
mod limit;
mod panic;
mod request_id;
mod secure;

pub use address::{ClientAddress, remember as remember_address};
pub use boundary::boundary;
pub use cors::cors;
pub use limit::limit;
pub use panic::on_panic;
pub use secure::{api_headers, docs_headers, secure};
