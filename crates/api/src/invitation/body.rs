//! Invitations on the wire.

use domain::clock::Timestamp;
use domain::id::{InvitationId, MemberId};
use domain::invitation::Invitation;
use domain::member::Role;
use serde::Serialize;
use utoipa::ToSchema;

use crate::account::RoleBody;

/// An invitation that is not accepted.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvitationBody {
    /// Its id.
    #[schema(value_type = String, example = "inv_0198c0de000070008000000000000001")]
    id: InvitationId,
    /// Who is invited.
    email: String,
    /// What they may do when they have joined.
    #[schema(value_type = RoleBody)]
    role: Role,
    /// Who invited them.
    #[schema(value_type = Option<String>)]
    invited_by: Option<MemberId>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Refused from then on.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

impl From<Invitation> for InvitationBody {
    fn from(one: Invitation) -> Self {
        Self {
            id: one.id,
            email: one.email,
            role: one.role,
            invited_by: one.invited_by,
            created_at: one.created_at,
            expires_at: one.expires_at,
        }
    }
}
