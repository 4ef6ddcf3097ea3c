//! Who calls: credentials are read, checked and turned into a [`Principal`] here and nowhere else.
//!
//! [`Gate::admit`] is the one function that every credential ends in. Handlers ask for [`Visitor`], [`Can`] or [`PageKey`] in
//! their signature and never see a header or a cookie. This module must not know any endpoint.

mod admit;
#[cfg(test)]
mod admit_test;
mod can;
mod gate;
mod identity_token;
mod member;
mod notes;
mod operator;
mod origin;
mod page_key;
mod page_link;
mod presented;
mod principal;
mod secrets;
mod server_key;
mod standing;
mod visitor;
mod visitor_token;

pub use can::{
    AgentsRead, AgentsWrite, AuditRead, Can, ConversationsErase, ConversationsRead, ConversationsWrite,
    DocumentsRead, DocumentsWrite, EvalsRead, EvalsWrite, GateManage, IdentityManage, KeysManage, KeysRead,
    MembersManage, MembersRead, OrganizationManage, OrganizationRead, UsageRead,
};
pub use gate::Gate;
pub use identity_token::{Vouched, verify as verify_identity};
pub use member::{SESSION_COOKIE, SignedIn, from_own_page};
pub use notes::Notes;
pub use operator::Operator;
pub use origin::normalise as normalise_origin;
pub use page_key::PageKey;
pub use page_link::PageLink;
pub use server_key::ServerKey;
pub use standing::Standing;
pub use visitor::Visitor;
pub use visitor_token::{Claims, Issuer};
