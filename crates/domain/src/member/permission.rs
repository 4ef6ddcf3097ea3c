//! Who may do what: the one table of permissions, each with the least role of a member and the scope of a secret key.

use super::Role;
use crate::key::Scope;

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident: $role:ident, $scope:expr;)*) => {
        /// Something that members, and perhaps servers, may do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Permission {
            $($(#[$doc])* $name,)*
        }

        impl Permission {
            /// Every permission.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The least role of a member who may.
            pub const fn role(self) -> Role {
                match self {
                    $(Self::$name => Role::$role,)*
                }
            }

            /// The scope with which a secret key may; `None`: members only.
            pub const fn scope(self) -> Option<Scope> {
                match self {
                    $(Self::$name => $scope,)*
                }
            }
        }
    };
}

permissions! {
    /// Use the dashboard at all.
    SignIn: Viewer, None;
    /// See agents, versions, models.
    AgentsRead: Viewer, Some(Scope::AgentsRead);
    /// Change, publish and delete agents.
    AgentsWrite: Member, Some(Scope::AgentsWrite);
    /// See evaluations.
    EvalsRead: Viewer, Some(Scope::AgentsRead);
    /// Write suites and run them.
    EvalsWrite: Member, Some(Scope::AgentsWrite);
    /// Set what publishing demands, and override it.
    GateManage: Admin, None;
    /// See and search documents.
    DocumentsRead: Viewer, Some(Scope::DocumentsRead);
    /// Upload, reprocess and delete documents.
    DocumentsWrite: Member, Some(Scope::DocumentsWrite);
    /// Read conversations.
    ConversationsRead: Viewer, Some(Scope::ConversationsRead);
    /// Label conversations and write notes on them.
    ConversationsWrite: Member, Some(Scope::ConversationsWrite);
    /// Erase conversations.
    ConversationsErase: Admin, Some(Scope::ConversationsWrite);
    /// See keys, without their secrets.
    KeysRead: Viewer, None;
    /// Create and revoke keys.
    KeysManage: Admin, None;
    /// See the secret that identity tokens are signed with.
    IdentityManage: Admin, None;
    /// See members.
    MembersRead: Viewer, None;
    /// Invite, change and remove members.
    MembersManage: Admin, None;
    /// See what was used and what it cost.
    UsageRead: Viewer, Some(Scope::AgentsRead);
    /// See the organization.
    OrganizationRead: Viewer, Some(Scope::AgentsRead);
    /// Rename the organization.
    OrganizationManage: Admin, None;
    /// See who changed what.
    AuditRead: Admin, None;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_viewer_changes_nothing_and_no_key_manages_people_keys_or_the_organization() {
        for permission in Permission::ALL {
            let name = format!("{permission:?}");
            let changes = ["Write", "Manage", "Erase"].iter().any(|end| name.ends_with(end));
            assert_eq!(
                changes,
                permission.role() > Role::Viewer && *permission != Permission::AuditRead,
                "{name}"
            );
            if name.ends_with("Manage") || name.starts_with("Members") || name.starts_with("Keys") {
                assert_eq!(permission.scope(), None, "{name}");
            }
        }
    }
}
