//! Organizations, users, members, sessions.

use domain::id::{MemberId, TenantId, UserId};
use domain::key::SecretHash;
use domain::member::{MemberStatus, Role, Session};
use domain::storage::StorageError;
use domain::tenant::{Directory, SignUp, TenantStatus};
use uuid::Uuid;

use crate::world::{World, at};

pub async fn story(world: &World) {
    let store = &world.store;
    let ada = world.sign_up("ada");
    store.sign_up(&ada).await.unwrap();
    taken_names_are_told_apart(world, &ada).await;

    let bob = world.sign_up("bob");
    store.sign_up(&bob).await.unwrap();
    assert_eq!(store.tenant(ada.tenant.id).await.unwrap().as_ref(), Some(&ada.tenant));
    assert_eq!(store.tenant(TenantId::from(Uuid::nil())).await.unwrap(), None);
    assert_eq!(store.tenants().await.unwrap(), [ada.tenant.clone(), bob.tenant.clone()]);
    assert_eq!(store.user_by_email("ADA@example.com").await.unwrap().as_ref(), Some(&ada.user));
    assert_eq!(store.user_by_email("eve@example.com").await.unwrap(), None);
    let memberships = store.memberships(ada.user.id).await.unwrap();
    assert_eq!(memberships, [(ada.tenant.clone(), ada.member.clone())]);
    assert_eq!(store.memberships(world.id::<UserId>()).await.unwrap(), []);

    members_change(world, &ada).await;
    sessions_begin_and_end(world, &ada).await;

    assert!(store.set_tenant_status(ada.tenant.id, TenantStatus::Suspended).await.unwrap());
    let ada_now = store.tenant(ada.tenant.id).await.unwrap().unwrap();
    assert_eq!(ada_now.status, TenantStatus::Suspended);
    assert!(!store.set_tenant_status(world.id(), TenantStatus::Active).await.unwrap());
}

async fn taken_names_are_told_apart(world: &World, ada: &SignUp) {
    let mut twin = world.sign_up("twin");
    twin.user.email = ada.user.email.clone();
    let refused = world.store.sign_up(&twin).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("email")), "{refused:?}");

    let mut twin = world.sign_up("twin");
    twin.tenant.slug = ada.tenant.slug.clone();
    let refused = world.store.sign_up(&twin).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("slug")), "{refused:?}");
    // All or nothing: the user of the refused organization does not exist.
    assert_eq!(world.store.user_by_email("twin@example.com").await.unwrap(), None);
}

async fn members_change(world: &World, ada: &SignUp) {
    let home = world.home(ada.tenant.id);
    assert_eq!(home.cold.members().await.unwrap(), std::slice::from_ref(&ada.member));
    assert!(home.cold.set_member_status(ada.member.id, MemberStatus::Suspended).await.unwrap());
    assert!(home.cold.set_member_role(ada.member.id, Role::Viewer).await.unwrap());
    let member = home.cold.members().await.unwrap().remove(0);
    assert_eq!((member.status, member.role), (MemberStatus::Suspended, Role::Viewer));
    let nobody = world.id::<MemberId>();
    assert!(!home.cold.set_member_status(nobody, MemberStatus::Active).await.unwrap());
    assert!(!home.cold.set_member_role(nobody, Role::Owner).await.unwrap());
}

async fn sessions_begin_and_end(world: &World, ada: &SignUp) {
    let session = Session {
        token: SecretHash::of("cookie"),
        tenant_id: ada.tenant.id,
        user_id: ada.user.id,
        created_at: at(10),
        expires_at: at(20),
    };
    world.store.create_session(&session).await.unwrap();
    let identity = world.store.session(&session.token).await.unwrap().unwrap();
    assert_eq!(identity.session, session);
    assert_eq!(identity.tenant, ada.tenant);
    assert_eq!((identity.member.id, identity.member.role), (ada.member.id, Role::Viewer));
    assert!(world.store.session(&SecretHash::of("other")).await.unwrap().is_none());
    assert!(world.store.delete_session(&session.token).await.unwrap());
    assert!(!world.store.delete_session(&session.token).await.unwrap());
    assert!(world.store.session(&session.token).await.unwrap().is_none());
}
