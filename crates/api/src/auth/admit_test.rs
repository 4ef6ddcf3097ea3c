//! Every credential against everything that can be wrong with it and its owner.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::clock::{Clock, Timestamp};
use domain::eval::due::Due;
use domain::id::{NodeId, TenantId, UserId};
use domain::job::{ClaimedJob, Job};
use domain::key::{ApiKey, KeyKind, Scope, SecretHash};
use domain::member::permission::Permission;
use domain::member::{Identity, Member, MemberStatus, Role, Session, User};
use domain::storage::{ColdStorage, StorageResult, TenantStore};
use domain::tenant::{Directory, KeyOwner, SignUp, Tenant, TenantStatus};
use uuid::Uuid;

use super::gate::Gate;
use super::notes::Notes;
use super::origin::Origin;
use super::presented::{Caller, Presented};
use super::principal::Need;
use super::visitor_token::{Claims, Issuer};
use crate::settings::Settings;
use crate::wire_test::ManualClock;

const NOW: i64 = 1_000_000;
const TOKEN: &str = "session-token";

/// One key and one session, as broken as a case wants them.
#[derive(Clone)]
struct World {
    tenant: TenantStatus,
    member: MemberStatus,
    role: Role,
    revoked_at: Option<i64>,
    session_ends: i64,
    kind: KeyKind,
    allowed_origins: Vec<String>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            tenant: TenantStatus::Active,
            member: MemberStatus::Active,
            role: Role::Owner,
            revoked_at: None,
            session_ends: NOW + 1,
            kind: KeyKind::Secret,
            allowed_origins: vec![],
        }
    }
}

fn key_hash() -> SecretHash {
    SecretHash::of("key")
}

impl World {
    fn tenant(&self) -> Tenant {
        Tenant {
            id: Uuid::from_u128(1).into(),
            name: "Acme".into(),
            slug: "acme".into(),
            status: self.tenant,
            created_at: Timestamp::from_millis(0),
        }
    }
}

#[async_trait]
impl Directory for World {
    async fn key(&self, hash: &SecretHash) -> StorageResult<Option<KeyOwner>> {
        let key = ApiKey {
            id: Uuid::from_u128(2).into(),
            name: "Key".into(),
            kind: self.kind,
            prefix: "sk_live_0000".into(),
            agent_ids: vec![],
            allowed_origins: self.allowed_origins.clone(),
            scopes: vec![Scope::Chat, Scope::AgentsRead],
            created_at: Timestamp::from_millis(0),
            last_used_at: Some(Timestamp::from_millis(NOW)),
            revoked_at: self.revoked_at.map(Timestamp::from_millis),
        };
        Ok((*hash == key_hash()).then(|| KeyOwner { tenant: self.tenant(), key }))
    }

    async fn session(&self, token: &SecretHash) -> StorageResult<Option<Identity>> {
        let member = Member {
            id: Uuid::from_u128(3).into(),
            user_id: Uuid::from_u128(4).into(),
            email: "ann@example.com".into(),
            name: None,
            role: self.role,
            status: self.member,
            created_at: Timestamp::from_millis(0),
        };
        let session = Session {
            token: *token,
            tenant_id: self.tenant().id,
            user_id: member.user_id,
            created_at: Timestamp::from_millis(0),
            expires_at: Timestamp::from_millis(self.session_ends),
            last_used_at: Some(Timestamp::from_millis(NOW)),
            user_agent: None,
        };
        Ok((*token == SecretHash::of(TOKEN)).then(|| Identity { session, tenant: self.tenant(), member }))
    }

    async fn sign_up(&self, _: &SignUp) -> StorageResult<()> {
        unreachable!()
    }
    async fn tenant(&self, _: TenantId) -> StorageResult<Option<Tenant>> {
        unreachable!()
    }
    async fn tenants(&self) -> StorageResult<Vec<Tenant>> {
        unreachable!()
    }
    async fn set_tenant_status(&self, _: TenantId, _: TenantStatus) -> StorageResult<bool> {
        unreachable!()
    }
    async fn user_by_email(&self, _: &str) -> StorageResult<Option<User>> {
        unreachable!()
    }
    async fn memberships(&self, _: UserId) -> StorageResult<Vec<(Tenant, Member)>> {
        unreachable!()
    }
    async fn create_session(&self, _: &Session) -> StorageResult<()> {
        unreachable!()
    }
    async fn delete_session(&self, _: &SecretHash) -> StorageResult<bool> {
        unreachable!()
    }
    async fn touch_session(&self, _: &SecretHash, _: Timestamp) -> StorageResult<()> {
        unreachable!()
    }
    async fn due(&self, _: Timestamp, _: Timestamp, _: u32) -> StorageResult<Vec<Due>> {
        unreachable!()
    }
    async fn claim_due(&self, _: &Due, _: Option<Timestamp>, _: &Job) -> StorageResult<bool> {
        unreachable!()
    }
    async fn purge_repeats(&self, _: Timestamp, _: u32) -> StorageResult<u64> {
        unreachable!()
    }
    async fn claim_job(&self, _: NodeId, _: Timestamp, _: Timestamp) -> StorageResult<Option<ClaimedJob>> {
        unreachable!()
    }
}

/// Keys and sessions here were used just now, so that nothing is recorded.
struct NoStorage;
impl ColdStorage for NoStorage {
    fn tenant(&self, _: TenantId) -> Arc<dyn TenantStore> {
        unreachable!()
    }

    fn acting(&self, _: TenantId, _: domain::audit::Acting) -> Arc<dyn TenantStore> {
        unimplemented!()
    }
}

fn gate(world: World) -> Gate {
    let clock: Arc<dyn Clock> = ManualClock::new(NOW).port();
    let settings = Settings::new("https://parlor.example".parse().unwrap());
    Gate::new(Arc::new(world), Arc::new(NoStorage), clock, b"master", Arc::new(settings))
}

fn claims(issuer: Issuer) -> Presented {
    Presented::VisitorToken(Claims {
        issuer,
        tenant: Uuid::from_u128(1).into(),
        agent: Uuid::from_u128(5).into(),
        visitor: Uuid::from_u128(6).into(),
        expires_at: Timestamp::from_millis(NOW).plus(Duration::from_secs(1)),
        origin: String::new(),
    })
}

/// `ok`, or the code of the refusal.
async fn admit(world: &World, presented: Presented, need: Need) -> &'static str {
    let gate = gate(world.clone());
    let csrf = Some(gate.secrets.csrf_token(TOKEN));
    let caller = Caller { presented, origin: Origin::Untold, writes: true, csrf, notes: Notes::default() };
    gate.admit(&caller, need).await.map_or_else(|error| error.code.as_str(), |_| "ok")
}

const READ: Need = Need::Manage(Permission::AgentsRead);

/// Each kind of credential at a place where it is good.
async fn everybody(world: &World) -> [&'static str; 5] {
    let page = World { kind: KeyKind::Publishable, ..world.clone() };
    [
        admit(world, Presented::Session(TOKEN.into()), READ).await,
        admit(world, Presented::Key(KeyKind::Secret, key_hash()), READ).await,
        admit(&page, Presented::Key(KeyKind::Publishable, key_hash()), Need::PageKey).await,
        admit(world, claims(Issuer::Key(key_hash())), Need::Visitor).await,
        admit(world, claims(Issuer::Preview(SecretHash::of(TOKEN))), Need::Visitor).await,
    ]
}

#[tokio::test]
async fn suspended_revoked_and_expired_owners_are_refused_whatever_they_present() {
    const NO: &str = "unauthenticated";
    let fine = World::default();
    assert_eq!(everybody(&fine).await, ["ok"; 5]);
    let suspended = World { tenant: TenantStatus::Suspended, ..fine.clone() };
    assert_eq!(everybody(&suspended).await, [NO; 5]);
    let member = World { member: MemberStatus::Suspended, ..fine.clone() };
    assert_eq!(everybody(&member).await, [NO, "ok", "ok", "ok", NO]);
    let expired = World { session_ends: NOW, ..fine.clone() };
    assert_eq!(everybody(&expired).await, [NO, "ok", "ok", "ok", NO]);
    let revoked = World { revoked_at: Some(NOW), ..fine };
    assert_eq!(everybody(&revoked).await, ["ok", NO, NO, NO, "ok"]);
}

#[tokio::test]
async fn an_expired_visitor_token_is_refused() {
    for issuer in [Issuer::Key(key_hash()), Issuer::Preview(SecretHash::of(TOKEN))] {
        let Presented::VisitorToken(valid) = claims(issuer) else { unreachable!() };
        let expired = Claims { expires_at: Timestamp::from_millis(NOW), ..valid };
        let got = admit(&World::default(), Presented::VisitorToken(expired), Need::Visitor).await;
        assert_eq!(got, "unauthenticated");
    }
}

#[tokio::test]
async fn a_good_credential_in_the_wrong_place_is_refused() {
    let world = World::default();
    let viewer = World { role: Role::Viewer, ..world.clone() };
    let page = World { kind: KeyKind::Publishable, ..world.clone() };
    let session = || Presented::Session(TOKEN.into());
    let secret = || Presented::Key(KeyKind::Secret, key_hash());
    let publishable = || Presented::Key(KeyKind::Publishable, key_hash());
    let visitor = || claims(Issuer::Key(key_hash()));
    let members_only = Need::Manage(Permission::MembersRead);
    let write = Need::Manage(Permission::AgentsWrite);
    let cases = [
        ("visitor manages", admit(&world, visitor(), READ).await, "forbidden"),
        ("visitor opens", admit(&world, visitor(), Need::PageKey).await, "forbidden"),
        ("page manages", admit(&page, publishable(), READ).await, "forbidden"),
        ("page chats", admit(&page, publishable(), Need::Visitor).await, "forbidden"),
        ("server opens", admit(&world, secret(), Need::PageKey).await, "forbidden"),
        ("server without the scope", admit(&world, secret(), write).await, "forbidden"),
        ("server as a member", admit(&world, secret(), members_only).await, "forbidden"),
        ("viewer writes", admit(&viewer, session(), write).await, "forbidden"),
        ("member chats by cookie", admit(&world, session(), Need::Visitor).await, "unauthenticated"),
        ("nothing", admit(&world, Presented::Nothing, READ).await, "unauthenticated"),
        ("nonsense", admit(&world, Presented::Unreadable, READ).await, "unauthenticated"),
    ];
    for (name, got, expect) in cases {
        assert_eq!(got, expect, "{name}");
    }
}

#[tokio::test]
async fn a_link_shows_a_page_of_ours_only_where_the_key_allows_our_origin() {
    let page = |origins: &[&str]| World {
        kind: KeyKind::Publishable,
        allowed_origins: origins.iter().map(|&origin| origin.to_owned()).collect(),
        ..World::default()
    };
    let follow = async |world: World, presented| {
        let gate = gate(world);
        let origin = Origin::Own("https://parlor.example".into());
        let caller = Caller { presented, origin, writes: false, csrf: None, notes: Notes::default() };
        gate.admit(&caller, Need::PageLink).await.map_or_else(|error| error.code.as_str(), |_| "ok")
    };
    let key = || Presented::Key(KeyKind::Publishable, key_hash());
    assert_eq!(follow(page(&[]), key()).await, "ok");
    assert_eq!(follow(page(&["https://shop.example", "https://parlor.example"]), key()).await, "ok");
    assert_eq!(follow(page(&["https://shop.example"]), key()).await, "origin_not_allowed");
    let secret = Presented::Key(KeyKind::Secret, key_hash());
    assert_eq!(follow(World::default(), secret).await, "forbidden");
    assert_eq!(follow(World::default(), claims(Issuer::Key(key_hash()))).await, "forbidden");
    assert_eq!(follow(World::default(), Presented::Session(TOKEN.into())).await, "unauthenticated");
    assert_eq!(follow(page(&[]), Presented::Nothing).await, "unauthenticated");
}
