//! Members on the wire.

use domain::clock::Timestamp;
use domain::id::MemberId;
use domain::member::{Member, MemberStatus, Role};
use serde::Serialize;
use utoipa::ToSchema;

use crate::account::RoleBody;

/// A member.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemberBody {
    /// Their id.
    #[schema(value_type = String, example = "mem_0198c0de000070008000000000000001")]
    id: MemberId,
    /// Their address.
    email: String,
    /// Their name.
    name: Option<String>,
    /// What they may do.
    #[schema(value_type = RoleBody)]
    role: Role,
    /// Whether their credentials are refused.
    suspended: bool,
    /// When they joined.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Member> for MemberBody {
    fn from(member: Member) -> Self {
        Self {
            id: member.id,
            email: member.email,
            name: member.name,
            role: member.role,
            suspended: member.status == MemberStatus::Suspended,
            created_at: member.created_at,
        }
    }
}
