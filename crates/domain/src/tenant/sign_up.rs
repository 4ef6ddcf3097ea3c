//! Signing up: an organization and its owner come into being together.

use super::{Directory, SignUp, Tenant, TenantStatus};
use crate::agent::slug;
use crate::audit::Stamp;
use crate::clock::{Clock, Timestamp};
use crate::id::Ids;
use crate::member::accounts::Accounts;
use crate::member::{Member, MemberStatus, Role, User};
use crate::storage::{StorageError, StorageResult};

/// What somebody gives to sign up. Already checked for form; the password is hashed.
#[derive(Debug, Clone)]
pub struct NewOrganization {
    /// Name of the organization.
    pub organization: String,
    /// The owner's address, in any case.
    pub email: String,
    /// The owner's name.
    pub name: Option<String>,
    /// See [`crate::member::password::hash`].
    pub password_hash: String,
}

/// How often a taken slug gets another suffix.
const SLUG_TRIES: u32 = 5;

/// Creates the organization with its owner. `Conflict("email")` when the address has an account.
pub async fn sign_up(
    directory: &dyn Directory,
    clock: &dyn Clock,
    ids: &dyn Ids,
    new: NewOrganization,
) -> StorageResult<SignUp> {
    let created_at = clock.now();
    let (email, name) = (new.email.trim().to_lowercase(), new.name);
    let user = User {
        id: ids.next(),
        email: email.clone(),
        name: name.clone(),
        password_hash: new.password_hash,
        created_at,
    };
    let member = Member {
        id: ids.next(),
        user_id: user.id,
        email,
        name,
        role: Role::Owner,
        status: MemberStatus::Active,
        created_at,
    };
    let mut sign_up = SignUp { tenant: tenant(&new.organization, ids, created_at), user, member };
    let base = sign_up.tenant.slug.clone();
    for _ in 0..SLUG_TRIES {
        match directory.sign_up(&sign_up).await {
            Err(StorageError::Conflict("slug")) => sign_up.tenant.slug = another_slug(&base, ids),
            other => return other.map(|()| sign_up),
        }
    }
    Err(StorageError::Conflict("slug"))
}

/// Creates another organization for somebody who has an account; they own it.
pub async fn found(
    accounts: &dyn Accounts,
    stamp: &Stamp,
    organization: &str,
    owner: &Member,
) -> StorageResult<(Tenant, Member)> {
    let (created_at, ids) = (stamp.at, stamp.ids.as_ref());
    let mut tenant = tenant(organization, ids, created_at);
    let member = Member {
        id: ids.next(),
        role: Role::Owner,
        status: MemberStatus::Active,
        created_at,
        ..owner.clone()
    };
    let base = tenant.slug.clone();
    for _ in 0..SLUG_TRIES {
        match accounts.found(&tenant, &member, stamp).await {
            Err(StorageError::Conflict("slug")) => tenant.slug = another_slug(&base, ids),
            other => return other.map(|()| (tenant, member)),
        }
    }
    Err(StorageError::Conflict("slug"))
}

fn tenant(name: &str, ids: &dyn Ids, created_at: Timestamp) -> Tenant {
    Tenant {
        id: ids.next(),
        name: name.trim().to_owned(),
        slug: slug(name, "organization"),
        status: TenantStatus::Active,
        created_at,
    }
}

fn another_slug(base: &str, ids: &dyn Ids) -> String {
    let suffix: [u8; 3] = ids.random();
    format!("{base}-{:02x}{:02x}{:02x}", suffix[0], suffix[1], suffix[2])
}
