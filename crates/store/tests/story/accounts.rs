//! Organizations, users, members, sessions.

use domain::id::{MemberId, TenantId, UserId};
use domain::invitation::Invitation;
use domain::key::SecretHash;
use domain::member::accounts::{Accounts, Joining, ResetLink};
use domain::member::change::MemberChange;
use domain::member::{Member, MemberStatus, Role, Session, User};
use domain::storage::StorageError;
use domain::tenant::{Directory, SignUp, Tenant, TenantStatus};
use uuid::Uuid;

use crate::audit::stamp;
use crate::world::{Home, World, at};

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
    invitations_work_once(world, &ada).await;
    passwords_change_and_other_sessions_end(world, &ada).await;
    a_user_founds_another_organization(world, &ada).await;

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
    let id = ada.member.id;
    assert_eq!(home.cold.members().await.unwrap(), std::slice::from_ref(&ada.member));
    assert_eq!(home.cold.member(id).await.unwrap().as_ref(), Some(&ada.member));
    let demote = MemberChange::Role(Role::Viewer);
    let suspend = MemberChange::Status(MemberStatus::Suspended);
    for change in [demote, suspend, MemberChange::Remove] {
        let refused = home.cold.change_member(id, change).await.unwrap_err();
        assert!(matches!(refused, StorageError::Conflict("owner")), "the last owner stays: {refused:?}");
    }
    assert_eq!(home.cold.member(id).await.unwrap().as_ref(), Some(&ada.member), "nothing was changed");
    let nobody = world.id::<MemberId>();
    assert_eq!(home.cold.change_member(nobody, suspend).await.unwrap(), None);
    assert_eq!(home.cold.member(nobody).await.unwrap(), None);

    let eve = join(world, &home, "eve@example.com", Role::Owner).await;
    assert_eq!(home.cold.change_member(id, demote).await.unwrap().as_ref(), Some(&ada.member), "as it was");
    assert_eq!(home.cold.change_member(id, suspend).await.unwrap().unwrap().role, Role::Viewer);
    let now = home.cold.member(id).await.unwrap().unwrap();
    assert_eq!((now.role, now.status), (Role::Viewer, MemberStatus::Suspended));
    home.cold.change_member(id, MemberChange::Status(MemberStatus::Active)).await.unwrap();
    let refused = home.cold.change_member(eve.id, MemberChange::Remove).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("owner")), "{refused:?}");
    home.cold.change_member(id, MemberChange::Role(Role::Owner)).await.unwrap();
    assert!(home.cold.change_member(eve.id, MemberChange::Remove).await.unwrap().is_some());
    assert_eq!(home.cold.members().await.unwrap().len(), 1);
    assert!(world.store.user_by_email("eve@example.com").await.unwrap().is_some(), "the account stays");
    home.cold.rename_organization("Ada & Co").await.unwrap();
    assert_eq!(world.store.tenant(ada.tenant.id).await.unwrap().unwrap().name, "Ada & Co");
    home.cold.rename_organization(&ada.tenant.name).await.unwrap();
}

/// Somebody with a fresh account who has accepted an invitation.
pub async fn join(world: &World, home: &Home, email: &str, role: Role) -> Member {
    let invitation = Invitation {
        id: world.id(),
        email: email.into(),
        role,
        invited_by: None,
        created_at: at(1_000),
        expires_at: at(2_000),
    };
    let token = SecretHash::of(email);
    home.cold.invite(&invitation, &token).await.unwrap();
    let user = User {
        id: world.id(),
        email: email.into(),
        name: None,
        password_hash: "$argon2id$".into(),
        created_at: at(1_500),
    };
    let joining = Joining { token, user, member: world.id(), stamp: stamp(at(1_500)) };
    world.store.join(&joining).await.unwrap().unwrap()
}

async fn invitations_work_once(world: &World, ada: &SignUp) {
    let home = world.home(ada.tenant.id);
    let invitation = Invitation {
        id: world.id(),
        email: "cyd@example.com".into(),
        role: Role::Member,
        invited_by: Some(ada.member.id),
        created_at: at(1_000),
        expires_at: at(2_000),
    };
    let (first, token) = (SecretHash::of("first"), SecretHash::of("second"));
    home.cold.invite(&invitation, &first).await.unwrap();
    let again = Invitation { id: world.id(), ..invitation.clone() };
    home.cold.invite(&again, &token).await.unwrap();
    assert_eq!(home.cold.invitations().await.unwrap(), std::slice::from_ref(&again), "the first one ended");
    assert_eq!(world.store.invitation(&first).await.unwrap(), None);
    assert_eq!(world.store.invitation(&token).await.unwrap(), Some((ada.tenant.clone(), again.clone())));
    let user = User { id: world.id(), email: again.email.clone(), ..ada.user.clone() };
    let joining = Joining { token, user, member: world.id(), stamp: stamp(at(2_000)) };
    assert_eq!(world.store.join(&joining).await.unwrap(), None, "expired");
    assert!(world.store.user_by_email("cyd@example.com").await.unwrap().is_none(), "nothing was stored");
    let in_time = Joining { stamp: stamp(at(1_999)), ..joining };
    let member = world.store.join(&in_time).await.unwrap().unwrap();
    assert_eq!((member.role, member.email.as_str()), (Role::Member, "cyd@example.com"));
    assert_eq!(world.store.join(&in_time).await.unwrap(), None, "used");
    assert_eq!(home.cold.members().await.unwrap().last(), Some(&member));

    home.cold.invite(&again, &token).await.unwrap();
    let twice = Joining { member: world.id(), ..in_time.clone() };
    let refused = world.store.join(&twice).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("user_id")), "{refused:?}");
    assert!(home.cold.revoke_invitation(again.id).await.unwrap());
    assert!(!home.cold.revoke_invitation(again.id).await.unwrap());
    assert_eq!(home.cold.invitations().await.unwrap(), []);
}

async fn passwords_change_and_other_sessions_end(world: &World, ada: &SignUp) {
    let (store, user) = (&world.store, ada.user.id);
    let session = |name: &str| Session {
        token: SecretHash::of(name),
        tenant_id: ada.tenant.id,
        user_id: user,
        created_at: at(10),
        expires_at: at(20),
        last_used_at: None,
        user_agent: Some("Lynx".into()),
    };
    let now = stamp(at(30));
    let link = |name: &str| ResetLink { token: SecretHash::of(name), user, expires_at: at(100) };
    for name in ["kept", "other"] {
        store.create_session(&session(name)).await.unwrap();
    }
    assert_eq!(store.sessions(user).await.unwrap().len(), 2);
    assert_eq!(store.sessions(world.id()).await.unwrap(), []);
    store.create_reset(&link("old link"), None).await.unwrap();
    store.set_password(user, "new", &SecretHash::of("kept"), &now).await.unwrap();
    assert_eq!(store.user(user).await.unwrap().unwrap().password_hash, "new");
    assert_eq!(store.sessions(user).await.unwrap(), [session("kept")]);
    assert!(
        !store.use_reset(&SecretHash::of("old link"), "x", &stamp(at(50))).await.unwrap(),
        "links ended, too"
    );

    store.create_reset(&link("first"), None).await.unwrap();
    store.create_reset(&link("link"), None).await.unwrap();
    assert!(!store.use_reset(&SecretHash::of("first"), "x", &stamp(at(50))).await.unwrap(), "replaced");
    assert!(!store.use_reset(&SecretHash::of("link"), "x", &stamp(at(100))).await.unwrap(), "expired");
    assert!(store.use_reset(&SecretHash::of("link"), "reset", &stamp(at(99))).await.unwrap());
    assert!(!store.use_reset(&SecretHash::of("link"), "x", &stamp(at(99))).await.unwrap(), "used");
    assert_eq!(store.user(user).await.unwrap().unwrap().password_hash, "reset");
    assert_eq!(store.sessions(user).await.unwrap(), []);
    assert!(store.session(&SecretHash::of("kept")).await.unwrap().is_none());
    assert!(store.rename_user(user, Some("Countess"), &now).await.unwrap());
    assert_eq!(store.user(user).await.unwrap().unwrap().name.as_deref(), Some("Countess"));
    assert!(!store.rename_user(world.id(), None, &now).await.unwrap());
    assert_eq!(store.user(world.id()).await.unwrap(), None);
}

async fn a_user_founds_another_organization(world: &World, ada: &SignUp) {
    let second = Tenant { id: world.id(), slug: "second".into(), ..ada.tenant.clone() };
    let member = Member { id: world.id(), ..ada.member.clone() };
    world.store.found(&second, &member, &stamp(at(1))).await.unwrap();
    let places = world.store.memberships(ada.user.id).await.unwrap();
    assert_eq!(places.iter().map(|(tenant, _)| tenant.id).collect::<Vec<_>>(), [ada.tenant.id, second.id]);
    let third = Tenant { id: world.id(), ..second };
    let refused =
        world.store.found(&third, &Member { id: world.id(), ..member }, &stamp(at(1))).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("slug")), "{refused:?}");
}

async fn sessions_begin_and_end(world: &World, ada: &SignUp) {
    let session = Session {
        token: SecretHash::of("cookie"),
        tenant_id: ada.tenant.id,
        user_id: ada.user.id,
        created_at: at(10),
        expires_at: at(20),
        last_used_at: None,
        user_agent: Some("Lynx".into()),
    };
    world.store.create_session(&session).await.unwrap();
    let identity = world.store.session(&session.token).await.unwrap().unwrap();
    assert_eq!(identity.session, session);
    assert_eq!(identity.tenant, ada.tenant);
    assert_eq!((identity.member.id, identity.member.role), (ada.member.id, Role::Owner));
    assert!(world.store.session(&SecretHash::of("other")).await.unwrap().is_none());
    world.store.touch_session(&session.token, at(15)).await.unwrap();
    let identity = world.store.session(&session.token).await.unwrap().unwrap();
    assert_eq!(identity.session.last_used_at, Some(at(15)));
    let other = Session { token: SecretHash::of("elsewhere"), ..session.clone() };
    world.store.create_session(&other).await.unwrap();
    assert!(world.store.session(&other.token).await.unwrap().is_some());
    world.store.end_sessions(ada.user.id, &session.token).await.unwrap();
    assert!(world.store.session(&other.token).await.unwrap().is_none(), "only one was to go on");
    assert!(world.store.delete_session(&session.token).await.unwrap());
    assert!(!world.store.delete_session(&session.token).await.unwrap());
    assert!(world.store.session(&session.token).await.unwrap().is_none());
}
