//! API keys.

use domain::id::AgentId;
use domain::key::{ApiKey, KeyKind, Scope, SecretHash};
use domain::storage::StorageError;
use domain::tenant::Directory;

use crate::world::{World, at};

pub fn key(world: &World, name: &str, agent_ids: Vec<AgentId>) -> (ApiKey, SecretHash) {
    let key = ApiKey {
        id: world.id(),
        name: name.into(),
        kind: KeyKind::Secret,
        prefix: "sk_live_abcd".into(),
        agent_ids,
        allowed_origins: vec!["https://example.com".into()],
        scopes: vec![Scope::Chat, Scope::DocumentsWrite],
        created_at: at(11),
        last_used_at: None,
        revoked_at: None,
    };
    (key, SecretHash::of(name))
}

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let (older, older_hash) = key(world, "older", vec![]);
    let (newer, newer_hash) = key(world, "newer", vec![world.id(), world.id()]);
    home.cold.create_key(&older, &older_hash).await.unwrap();
    home.cold.create_key(&newer, &newer_hash).await.unwrap();
    let taken = home.cold.create_key(&key(world, "x", vec![]).0, &older_hash).await.unwrap_err();
    assert!(matches!(taken, StorageError::Conflict("hash")), "{taken:?}");
    assert_eq!(home.cold.keys().await.unwrap(), [newer.clone(), older.clone()]);

    let owner = world.store.key(&newer_hash).await.unwrap().unwrap();
    assert_eq!((owner.tenant.id, &owner.key), (home.id, &newer));
    assert!(world.store.key(&SecretHash::of("unknown")).await.unwrap().is_none());

    home.cold.touch_key(newer.id, at(50)).await.unwrap();
    assert!(home.cold.revoke_key(newer.id, at(60)).await.unwrap());
    assert!(home.cold.revoke_key(newer.id, at(70)).await.unwrap());
    assert!(!home.cold.revoke_key(world.id(), at(60)).await.unwrap());
    let owner = world.store.key(&newer_hash).await.unwrap().unwrap();
    assert_eq!(owner.key.last_used_at, Some(at(50)));
    assert_eq!(owner.key.revoked_at, Some(at(60)), "the first revocation counts");
}
