//! What this node changes, it sees at once; what another node changes, soon.

use std::time::Duration;

use domain::agent::AgentConfig;
use domain::job::{Job, JobKind};
use domain::key::SecretHash;
use domain::member::change::MemberChange;
use domain::member::{MemberStatus, Role, Session};
use domain::storage::ColdStorage;
use domain::tenant::{Directory, TenantStatus};
use store::{Options, Store};

use crate::documents::chunk;
use crate::keys::key;
use crate::world::{World, at, version};

pub async fn story(world: &World) {
    let sign_up = world.sign_up("ada");
    world.store.sign_up(&sign_up).await.unwrap();
    let home = world.home(sign_up.tenant.id);
    let agent = world.stored_agent(&home, "helper").await;
    let (stored, hash) = key(world, "a", vec![agent]);
    home.cold.create_key(&stored, &hash).await.unwrap();
    let token = SecretHash::of("cookie");
    let session = Session {
        token,
        tenant_id: home.id,
        user_id: sign_up.user.id,
        created_at: at(1),
        expires_at: at(2),
        last_used_at: None,
        user_agent: None,
    };
    world.store.create_session(&session).await.unwrap();
    let owner = async || world.store.key(&hash).await.unwrap();
    let identity = async || world.store.session(&token).await.unwrap();
    let live = async || home.cold.live_agent(agent).await.unwrap();
    // Everything is remembered now.
    assert!(owner().await.is_some() && identity().await.is_some() && live().await.is_some());

    world.store.set_tenant_status(home.id, TenantStatus::Suspended).await.unwrap();
    assert_eq!(owner().await.unwrap().tenant.status, TenantStatus::Suspended);
    assert_eq!(identity().await.unwrap().tenant.status, TenantStatus::Suspended);
    crate::accounts::join(world, &home, "eve@example.com", Role::Owner).await;
    let suspend = MemberChange::Status(MemberStatus::Suspended);
    home.cold.change_member(sign_up.member.id, suspend).await.unwrap();
    assert_eq!(identity().await.unwrap().member.status, MemberStatus::Suspended);
    home.cold.touch_key(stored.id, at(70)).await.unwrap();
    assert_eq!(owner().await.unwrap().key.last_used_at, Some(at(70)));

    let (document, ingest) = world.document(agent);
    home.cold.create_document(&document, &ingest).await.unwrap();
    home.cold.replace_chunks(document.id, &[chunk(world, document.id, 0)], None, at(3)).await.unwrap();
    assert_eq!(live().await.unwrap().knowledge_version, 1);
    home.cold.delete_document(document.id, &world.cleanup()).await.unwrap();
    assert_eq!(live().await.unwrap().knowledge_version, 2);

    another_node_sees_it_soon(world, &hash).await;
    world.store.delete_session(&token).await.unwrap();
    assert!(identity().await.is_none());
    let cleanup = Job::due(world.id(), JobKind::DeleteBlobs { prefix: "x/".into() }, at(0));
    home.cold.delete_agent(agent, &cleanup).await.unwrap();
    assert!(live().await.is_none() && owner().await.is_none(), "the agent took its key along");
}

/// The other node has remembered everything and is told nothing: it must look again within the promised time.
async fn another_node_sees_it_soon(world: &World, hash: &SecretHash) {
    let other = Store::open(&world.url, Options::default()).await.unwrap();
    let owner = other.key(hash).await.unwrap().unwrap();
    let (tenant, agent) = (owner.tenant.id, owner.key.agent_ids[0]);
    let theirs = ColdStorage::tenant(&other, tenant);
    let before = theirs.live_agent(agent).await.unwrap().unwrap();

    let home = world.home(tenant);
    let config = AgentConfig { name: "Grace".into(), ..before.config };
    home.cold.publish(agent, 1, &version(config)).await.unwrap().unwrap();
    home.cold.revoke_key(owner.key.id, at(90)).await.unwrap();
    assert_eq!(home.cold.live_agent(agent).await.unwrap().unwrap().version, Some(2), "at once here");
    assert!(world.store.key(hash).await.unwrap().unwrap().key.revoked_at.is_some(), "at once here");

    let seen = async {
        loop {
            let live = theirs.live_agent(agent).await.unwrap().unwrap();
            let key = other.key(hash).await.unwrap().unwrap().key;
            if live.version == Some(2) && key.revoked_at.is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), seen).await.expect("within 5 s on another node");
    other.close().await;
}
