//! Opening, migrating, closing.

use domain::storage::{HotStorage, StorageError};
use domain::tenant::Directory;
use store::{OpenError, Options, Store};

use crate::world::{World, empty_postgres};

#[tokio::test]
async fn wrong_urls_are_refused_with_a_reason() {
    for url in ["", "parlor.db", "mysql://localhost/x", "sqlite::memory:"] {
        let error = Store::open(url, Options::default()).await.err().expect(url);
        assert!(matches!(error, OpenError::Url(_)), "{url}: {error}");
    }
    let error = Store::open("sqlite:///nowhere/at/all.db", Options::default()).await.err().unwrap();
    assert!(matches!(error, OpenError::Connect(_)), "{error}");
}

#[tokio::test]
async fn sqlite_keeps_what_was_stored() {
    let world = World::sqlite().await;
    reopened(&world).await;
}

#[tokio::test]
async fn postgres_keeps_what_was_stored() {
    let world = World::postgres().await;
    reopened(&world).await;
}

async fn reopened(world: &World) {
    let home = world.settle("ada").await;
    let (owner, chat) = world.chat(&home).await;
    world.exchange(&home, owner, chat, "Hello").await;
    world.store.migrate().await.unwrap();
    world.store.close().await;
    let closed = world.store.check().await.unwrap_err();
    assert!(matches!(closed, StorageError::Unavailable(_)), "{closed:?}");
    let closed = home.hot.begin_turn(world.say(owner, chat, "Late")).await.unwrap_err();
    assert!(matches!(closed, StorageError::Unavailable(_)), "{closed:?}");

    let again = Store::open(&world.url, Options::default()).await.unwrap();
    again.migrate().await.unwrap();
    assert_eq!(again.tenants().await.unwrap().len(), 1);
    let messages = HotStorage::tenant(&again, home.id).messages(chat, 10).await.unwrap();
    assert_eq!(messages.len(), 2);
    again.close().await;
}

#[tokio::test]
async fn nodes_that_start_together_migrate_once() {
    let (_database, url) = empty_postgres().await;
    let mut nodes = Vec::new();
    for _ in 0..4 {
        nodes.push(Store::open(&url, Options { connections: 2, ..Options::default() }).await.unwrap());
    }
    futures::future::try_join_all(nodes.iter().map(Store::migrate)).await.unwrap();
    assert_eq!(nodes[3].tenants().await.unwrap(), []);
}
