//! Drafts, versions, what is live, and what an agent takes with it.

use domain::agent::{AgentConfig, AgentVersion};
use domain::id::AgentId;
use domain::page::PageRequest;
use domain::storage::StorageError;
use domain::vault::Sealed;
use uuid::Uuid;

use crate::keys::key;
use crate::world::{Home, World, at, version};

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let (agent, first) = world.agent("helper");
    home.cold.create_agent(&agent, &first).await.unwrap();
    let (twin, twins_first) = world.agent("helper");
    let taken = home.cold.create_agent(&twin, &twins_first).await.unwrap_err();
    assert!(matches!(taken, StorageError::Conflict("slug")), "{taken:?}");
    assert_eq!(home.cold.agent(agent.id).await.unwrap().as_ref(), Some(&agent));
    assert_eq!(home.cold.agent(twin.id).await.unwrap(), None);

    secrets_of_earlier_versions_are_found_and_replaced(world, &home).await;
    assert_eq!(home.cold.count_agents().await.unwrap(), 1);
    drafts_and_versions(world, &home, agent.id).await;
    lists_page(world, &home, agent.id).await;
    deletion(world, &home, agent.id).await;
}

async fn secrets_of_earlier_versions_are_found_and_replaced(world: &World, home: &Home) {
    let (mut old, first) = world.agent("old");
    let (plain, sealed) = (Sealed::from_text("ab".repeat(32)), Sealed::from_text("v1.new".into()));
    old.identity_secret = plain.clone();
    home.cold.create_agent(&old, &first).await.unwrap();
    let stranger = world.settle("eve").await;
    assert_eq!(stranger.cold.plain_identities(10).await.unwrap(), []);
    assert!(!stranger.cold.replace_identity(old.id, &plain, &sealed).await.unwrap());
    assert_eq!(
        home.cold.plain_identities(10).await.unwrap(),
        [(old.id, plain.clone())],
        "not the sealed one"
    );
    assert_eq!(home.cold.live_agent(old.id).await.unwrap().unwrap().identity_secret, plain);
    assert!(home.cold.replace_identity(old.id, &plain, &sealed).await.unwrap());
    assert!(!home.cold.replace_identity(old.id, &plain, &sealed).await.unwrap(), "once");
    assert_eq!(home.cold.live_agent(old.id).await.unwrap().unwrap().identity_secret, sealed, "at once");
    assert_eq!(home.cold.plain_identities(10).await.unwrap(), []);
    assert!(home.cold.delete_agent(old.id, &world.cleanup()).await.unwrap());
}

async fn drafts_and_versions(world: &World, home: &Home, id: AgentId) {
    let live = home.cold.live_agent(id).await.unwrap().unwrap();
    assert_eq!((live.version, live.config.name.as_str()), (Some(1), "Ada"));

    let draft = AgentConfig { name: "Grace".into(), ..live.config.clone() };
    let edited = home.cold.update_draft(id, 1, &draft, at(9_000)).await.unwrap().unwrap();
    assert_eq!((&edited.draft, edited.revision, edited.updated_at), (&draft, 2, at(9_000)));
    assert_eq!(edited.live_version, 1);
    let stale = home.cold.update_draft(id, 1, &draft, at(9_001)).await.unwrap_err();
    assert!(matches!(stale, StorageError::Conflict("version")), "{stale:?}");
    assert_eq!(home.cold.update_draft(world.id(), 1, &draft, at(9_001)).await.unwrap(), None);
    assert_eq!(home.cold.live_agent(id).await.unwrap().unwrap(), live, "a draft is not live");

    let publication = AgentVersion {
        note: Some("renamed".into()),
        published_by: Some(world.id()),
        published_at: at(9_500),
        ..version(draft.clone())
    };
    let stale = home.cold.publish(id, 1, &publication).await.unwrap_err();
    assert!(matches!(stale, StorageError::Conflict("version")), "{stale:?}");
    assert_eq!(home.cold.publish(world.id(), 2, &publication).await.unwrap(), None);
    let published = home.cold.publish(id, 2, &publication).await.unwrap().unwrap();
    assert_eq!((published.live_version, published.revision), (2, 2), "the draft did not change");
    let live = home.cold.live_agent(id).await.unwrap().unwrap();
    assert_eq!((live.version, live.config.name.as_str()), (Some(2), "Grace"), "at once");

    // Back to the first configuration: a new version, and a changed draft.
    let first = home.cold.version(id, 1).await.unwrap().unwrap();
    let back = home.cold.publish(id, 2, &version(first.config.clone())).await.unwrap().unwrap();
    assert_eq!((back.live_version, back.revision, &back.draft), (3, 3, &first.config));

    let versions = home.cold.versions(id, PageRequest::first()).await.unwrap();
    assert_eq!(versions.iter().map(|v| v.version).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(versions[1], AgentVersion { version: 2, ..publication });
    let older = PageRequest { after: Some(Uuid::from_u128(3)), limit: 1 };
    assert_eq!(home.cold.versions(id, older).await.unwrap(), versions[1..2]);
    assert_eq!(home.cold.version(id, 4).await.unwrap(), None);
    assert_eq!(home.cold.live_agent(world.id()).await.unwrap(), None);
}

async fn lists_page(world: &World, home: &Home, oldest: AgentId) {
    let newest = world.stored_agent(home, "second").await;
    let page = home.cold.agents(PageRequest { after: None, limit: 1 }).await.unwrap();
    assert_eq!(page.items.iter().map(|agent| agent.id).collect::<Vec<_>>(), [newest]);
    let rest = home.cold.agents(PageRequest { after: page.next, limit: 1 }).await.unwrap();
    assert_eq!(rest.items.iter().map(|agent| agent.id).collect::<Vec<_>>(), [oldest]);
    assert_eq!(rest.next, None);
    let other = home.cold.agents(PageRequest::first()).await.unwrap().items.remove(0).id;
    assert!(home.cold.delete_agent(other, &world.cleanup()).await.unwrap());
}

async fn deletion(world: &World, home: &Home, id: AgentId) {
    let (document, ingest) = world.document(id);
    assert_eq!(home.cold.count_documents().await.unwrap(), 0);
    home.cold.create_document(&document, &ingest).await.unwrap();
    assert_eq!(home.cold.count_documents().await.unwrap(), 1);
    let (own, own_hash) = key(world, "own", vec![id]);
    let (shared, shared_hash) = key(world, "shared", vec![id, world.id()]);
    home.cold.create_key(&own, &own_hash).await.unwrap();
    home.cold.create_key(&shared, &shared_hash).await.unwrap();

    assert!(home.cold.delete_agent(id, &world.cleanup()).await.unwrap());
    assert!(!home.cold.delete_agent(id, &world.cleanup()).await.unwrap());
    assert_eq!(home.cold.agent(id).await.unwrap(), None);
    assert_eq!(home.cold.live_agent(id).await.unwrap(), None);
    assert_eq!(home.cold.versions(id, PageRequest::first()).await.unwrap(), []);
    assert_eq!(home.cold.document(document.id).await.unwrap(), None);
    assert_eq!(home.cold.keys().await.unwrap(), [shared]);
}
