//! Every change that somebody makes is recorded with it, and only then.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use domain::audit::{Acting, Actor, AuditEntry, AuditFilter, Stamp};
use domain::clock::Timestamp;
use domain::conversation::Note;
use domain::id::{AgentId, Ids, MemberId, first_at};
use domain::invitation::Invitation;
use domain::key::SecretHash;
use domain::member::accounts::{Accounts, ResetLink};
use domain::member::change::MemberChange;
use domain::member::{Member, Role};
use domain::page::PageRequest;
use domain::storage::{ColdStorage, HotStorage, StorageError};
use domain::tenant::{Directory, SignUp, Tenant};
use serde_json::json;
use uuid::Uuid;

use crate::accounts::join;
use crate::keys::key;
use crate::sources::source;
use crate::tools::tool;
use crate::world::{Home, World, at, version};

/// Ids of a time that the story sets.
struct Timed(Mutex<u128>);

impl Ids for Timed {
    fn uuid(&self) -> Uuid {
        let mut next = self.0.lock().unwrap();
        *next += 1;
        Uuid::from_u128(*next)
    }

    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

/// Entries of this time.
pub fn stamp(at: Timestamp) -> Stamp {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let within = u128::from(NEXT.fetch_add(1_000, Ordering::Relaxed));
    Stamp { at, ids: Arc::new(Timed(Mutex::new(first_at(at).as_u128() + within))) }
}

fn ada_acts(member: MemberId, time: Timestamp) -> Acting {
    Acting { actor: Actor::Member(member), name: "ada@example.com".into(), stamp: stamp(time) }
}

async fn log(home: &Home, filter: AuditFilter) -> Vec<AuditEntry> {
    home.cold.audit_log(&filter, PageRequest::first()).await.unwrap().items
}

async fn actions(home: &Home, filter: AuditFilter) -> Vec<String> {
    log(home, filter).await.into_iter().map(|entry| entry.action).collect()
}

pub async fn story(world: &World) {
    let sign_up = world.sign_up("ada");
    world.store.sign_up(&sign_up).await.unwrap();
    let (home, ada) = (world.home(sign_up.tenant.id), sign_up.member.id);
    let agent = an_agent_s_life_is_recorded(world, &home, ada).await;
    everything_else_is_recorded(world, &home, ada, agent).await;
    entries_are_found(&home, ada).await;
    accounts_are_recorded(world, &home, &sign_up).await;
}

async fn an_agent_s_life_is_recorded(world: &World, home: &Home, ada: MemberId) -> AgentId {
    let (agent, first) = world.agent("helper");
    let store = ColdStorage::acting(&world.store, home.id, ada_acts(ada, at(1_000)));
    store.create_agent(&agent, &first).await.unwrap();
    let mut draft = agent.draft.clone();
    draft.greeting = Some("Hello".into());
    store.update_draft(agent.id, 1, &draft, at(1_000)).await.unwrap().unwrap();
    let stale = store.update_draft(agent.id, 1, &agent.draft, at(1_000)).await.unwrap_err();
    assert!(matches!(stale, StorageError::Conflict("version")), "{stale:?}");
    store.publish(agent.id, 2, &version(draft.clone())).await.unwrap().unwrap();
    let entries = log(home, AuditFilter::default()).await;
    let names: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(names, ["agent.publish", "agent.update", "agent.create"], "a refused change leaves no entry");
    let update = &entries[1];
    assert_eq!(update.subject, agent.id.to_string());
    assert_eq!(
        (update.actor, update.actor_name.as_str(), update.at),
        (Actor::Member(ada), "ada@example.com", at(1_000))
    );
    assert_eq!(update.before.as_ref().unwrap()["greeting"], json!(null));
    assert_eq!(update.after.as_ref().unwrap()["greeting"], "Hello");
    assert_eq!(entries[0].after.as_ref().unwrap()["version"], 2);
    assert!(
        entries.iter().all(|entry| !format!("{entry:?}").contains(agent.identity_secret.as_text())),
        "no secret"
    );
    home.cold.update_draft(agent.id, 2, &draft, at(1_000)).await.unwrap().unwrap();
    assert_eq!(log(home, AuditFilter::default()).await, entries, "nobody acted");
    agent.id
}

async fn everything_else_is_recorded(world: &World, home: &Home, ada: MemberId, agent: AgentId) {
    let store = ColdStorage::acting(&world.store, home.id, ada_acts(ada, at(2_000)));
    let (document, ingest) = world.document(agent);
    store.create_document(&document, &ingest).await.unwrap();
    store.requeue_document(document.id, &world.document(agent).1, at(2_000)).await.unwrap_err();
    store.delete_document(document.id, &world.cleanup()).await.unwrap();
    let (api_key, hash) = key(world, "a", vec![agent]);
    store.create_key(&api_key, &hash).await.unwrap();
    store.revoke_key(api_key.id, at(2_000)).await.unwrap();
    let invitation = Invitation {
        id: world.id(),
        email: "bob@example.com".into(),
        role: Role::Member,
        invited_by: Some(ada),
        created_at: at(2_000),
        expires_at: at(3_000),
    };
    store.invite(&invitation, &SecretHash::of("token")).await.unwrap();
    store.revoke_invitation(invitation.id).await.unwrap();
    store.rename_organization("Ada & Co").await.unwrap();
    let stored = tool(world, agent, "get_order");
    store.create_tool(&stored).await.unwrap();
    store.update_tool(1, &stored).await.unwrap().unwrap();
    store.delete_tool(stored.id).await.unwrap();
    let (web, sync) = source(world, agent);
    store.create_source(&web, &sync).await.unwrap();
    store.update_source(1, &web, None).await.unwrap().unwrap();
    assert!(!store.begin_sync(web.id, None, &world.cleanup()).await.unwrap(), "one runs");
    store.delete_source(web.id, &world.cleanup()).await.unwrap();
    conversations_are_recorded(world, home, ada).await;
    let eve = join(world, home, "eve@example.com", Role::Admin).await;
    let link = ResetLink { token: SecretHash::of("reset"), user: eve.user_id, expires_at: at(9_000) };
    let by_ada = ada_acts(ada, at(2_000));
    world.store.create_reset(&link, Some((home.id, &by_ada))).await.unwrap();
    let store = ColdStorage::acting(&world.store, home.id, ada_acts(ada, at(2_000)));
    store.change_member(eve.id, MemberChange::Role(Role::Viewer)).await.unwrap();
    store.change_member(eve.id, MemberChange::Remove).await.unwrap();
    store.delete_agent(agent, &world.cleanup()).await.unwrap();
    let filter =
        AuditFilter { from: Some(at(2_000)), actor: Some(Actor::Member(ada)), ..AuditFilter::default() };
    let mut seen = actions(home, filter).await;
    seen.reverse();
    let expected = [
        "document.create",
        "document.delete",
        "key.create",
        "key.revoke",
        "invitation.create",
        "invitation.revoke",
        "organization.rename",
        "tool.create",
        "tool.update",
        "tool.delete",
        "source.create",
        "source.update",
        "source.delete",
        "conversation.label",
        "note.create",
        "note.delete",
        "conversation.erase",
        "member.reset",
        "member.role",
        "member.remove",
        "agent.delete",
    ];
    assert_eq!(seen, expected);
}

async fn conversations_are_recorded(world: &World, home: &Home, ada: MemberId) {
    let all = world.store.conversations(home.id, Some(ada_acts(ada, at(2_000))));
    let chat = world.new_chat(world.visitor(home, world.id()).await);
    home.hot.create_chat(&chat, None).await.unwrap();
    let note = Note {
        id: world.id(),
        chat_id: chat.id,
        member_id: Some(ada),
        text: "Hm".into(),
        created_at: at(2_000),
    };
    all.set_labels(chat.id, &["bug".to_owned()]).await.unwrap();
    all.add_note(&note).await.unwrap();
    all.delete_note(note.id).await.unwrap();
    all.delete_note(note.id).await.unwrap();
    all.erase_conversation(chat.id).await.unwrap();
}

/// What people change about themselves is recorded wherever they are.
async fn accounts_are_recorded(world: &World, home: &Home, ada: &SignUp) {
    let second = Tenant { id: world.id(), slug: "ada-2".into(), ..ada.tenant.clone() };
    let member = Member { id: world.id(), ..ada.member.clone() };
    let (store, user, now) = (&world.store, ada.user.id, stamp(at(3_000)));
    store.found(&second, &member, &now).await.unwrap();
    store.rename_user(user, Some("Ada"), &stamp(at(3_000))).await.unwrap();
    store.set_password(user, "hash", &SecretHash::of("none"), &stamp(at(3_000))).await.unwrap();
    let link = ResetLink { token: SecretHash::of("link"), user, expires_at: at(9_000) };
    store.create_reset(&link, None).await.unwrap();
    store.use_reset(&link.token, "hash", &stamp(at(3_000))).await.unwrap();
    let late = AuditFilter { from: Some(at(3_000)), ..AuditFilter::default() };
    let expected = ["account.reset", "account.password", "account.rename"];
    assert_eq!(actions(home, late.clone()).await, expected);
    assert_eq!(actions(&world.home(second.id), late).await[..3], expected);
    assert_eq!(actions(&world.home(second.id), AuditFilter::default()).await[3..], ["organization.create"]);
}

async fn entries_are_found(home: &Home, ada: MemberId) {
    let all = actions(home, AuditFilter::default()).await.len();
    let agents = AuditFilter { action: Some("agent".into()), ..AuditFilter::default() };
    assert_eq!(
        actions(home, agents.clone()).await,
        ["agent.delete", "agent.publish", "agent.update", "agent.create"]
    );
    let early = AuditFilter { until: Some(at(2_000)), ..agents };
    assert_eq!(actions(home, early).await.len(), 3);
    let one = AuditFilter { action: Some("key.revoke".into()), ..AuditFilter::default() };
    assert_eq!(actions(home, one).await, ["key.revoke"]);
    let erased = AuditFilter { action: Some("conversation.erase".into()), ..AuditFilter::default() };
    let erased = log(home, erased).await.remove(0).subject;
    let subject = AuditFilter { subject: Some(erased), ..AuditFilter::default() };
    assert_eq!(actions(home, subject).await, ["conversation.erase", "conversation.label"]);
    let by_ada = AuditFilter { actor: Some(Actor::Member(ada)), ..AuditFilter::default() };
    assert_eq!(actions(home, by_ada).await.len(), all - 1, "all but the one who joined");
    let first =
        home.cold.audit_log(&AuditFilter::default(), PageRequest { after: None, limit: 2 }).await.unwrap();
    let rest = PageRequest { after: first.next, limit: 100 };
    let rest = home.cold.audit_log(&AuditFilter::default(), rest).await.unwrap();
    assert_eq!((first.items.len() + rest.items.len(), rest.next), (all, None));
}
