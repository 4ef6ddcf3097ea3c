//! Who may change whose membership.

use super::{Member, MemberStatus, Role};

/// A change of a membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberChange {
    /// Another role.
    Role(Role),
    /// Every credential of the member is refused from now on, or accepted again.
    Status(MemberStatus),
    /// The membership ends.
    Remove,
}

/// Why a change is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody changes their own role or suspends themselves: it is too easily done by mistake, and cannot be undone alone.
    #[error("You cannot do this to yourself. Ask another admin.")]
    Yourself,
    /// Nobody gives or takes more than they have.
    #[error("Only an owner may do this.")]
    OwnersOnly,
}

/// Whether `by`, who may manage members at all, may change `target` so. That an organization keeps an owner is for the store to see
/// to, which knows them all.
pub fn allowed(by: &Member, target: &Member, change: MemberChange) -> Result<(), Refusal> {
    if by.id == target.id && change != MemberChange::Remove {
        return Err(Refusal::Yourself);
    }
    let highest = match change {
        MemberChange::Role(role) => target.role.max(role),
        MemberChange::Status(_) | MemberChange::Remove => target.role,
    };
    if highest > by.role { Err(Refusal::OwnersOnly) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::clock::Timestamp;

    fn member(id: u128, role: Role) -> Member {
        Member {
            id: Uuid::from_u128(id).into(),
            user_id: Uuid::from_u128(id).into(),
            email: String::new(),
            name: None,
            role,
            status: MemberStatus::Active,
            created_at: Timestamp::from_millis(0),
        }
    }

    #[test]
    fn nobody_gives_or_takes_more_than_they_have() {
        let (owner, admin) = (member(1, Role::Owner), member(2, Role::Admin));
        let suspend = MemberChange::Status(MemberStatus::Suspended);
        let cases = [
            (&owner, member(3, Role::Owner), MemberChange::Role(Role::Viewer), Ok(())),
            (&owner, member(3, Role::Viewer), MemberChange::Role(Role::Owner), Ok(())),
            (&admin, member(3, Role::Member), MemberChange::Role(Role::Admin), Ok(())),
            (&admin, member(3, Role::Member), MemberChange::Role(Role::Owner), Err(Refusal::OwnersOnly)),
            (&admin, member(3, Role::Owner), MemberChange::Role(Role::Viewer), Err(Refusal::OwnersOnly)),
            (&admin, member(3, Role::Owner), suspend, Err(Refusal::OwnersOnly)),
            (&admin, member(3, Role::Owner), MemberChange::Remove, Err(Refusal::OwnersOnly)),
            (&admin, member(3, Role::Admin), suspend, Ok(())),
            (&admin, member(2, Role::Admin), MemberChange::Role(Role::Viewer), Err(Refusal::Yourself)),
            (&owner, member(1, Role::Owner), suspend, Err(Refusal::Yourself)),
            (&owner, member(1, Role::Owner), MemberChange::Remove, Ok(())),
        ];
        for (by, target, change, expected) in cases {
            assert_eq!(allowed(by, &target, change), expected, "{:?} {:?} {change:?}", by.role, target.role);
        }
    }
}
