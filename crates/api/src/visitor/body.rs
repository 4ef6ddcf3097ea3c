//! Visitors on the wire.

use domain::clock::Timestamp;
use domain::id::VisitorId;
use domain::visitor::Visitor;
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody who talks with an agent.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitorBody {
    /// Their id.
    #[schema(value_type = String, example = "vis_0198c0de000070008000000000000001")]
    pub(crate) id: VisitorId,
    /// The organization's own id for them.
    pub(crate) external_id: Option<String>,
    /// Their name, when the organization told it.
    pub(crate) name: Option<String>,
    /// Their address, when the organization told it.
    pub(crate) email: Option<String>,
    /// First seen.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Visitor> for VisitorBody {
    fn from(visitor: Visitor) -> Self {
        Self {
            id: visitor.id,
            external_id: visitor.external_id,
            name: visitor.name,
            email: visitor.email,
            created_at: visitor.created_at,
        }
    }
}
