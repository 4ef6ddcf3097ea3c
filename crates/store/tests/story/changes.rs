//! Whoever watches hears what changes: here, and on Postgres also what another node changed.

use domain::change::{Change, Changes};
use domain::document::DocumentStatus;
use domain::storage::HotStorage;
use futures::StreamExt;
use store::{Options, Store};

use crate::world::{World, at};

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let other = world.settle("eve").await;
    let mut heard = world.store.watch(home.id);
    let agent = world.stored_agent(&home, "helper").await;
    let (document, ingest) = world.document(agent);
    world.chat(&other).await;
    home.cold.create_document(&document, &ingest).await.unwrap();
    assert!(
        home.cold.set_document_status(document.id, DocumentStatus::Embedding, None, at(9)).await.unwrap()
    );
    for _ in 0..2 {
        assert_eq!(heard.next().await, Some(Change::Document { id: document.id }));
    }
    let (owner, chat) = world.chat(&home).await;
    world.exchange(&home, owner, chat, "Hello").await;
    for step in ["created", "begun", "finished"] {
        assert_eq!(heard.next().await, Some(Change::Conversation { id: chat }), "{step}");
    }
    if world.is_postgres() {
        nodes_tell_each_other(world, &home).await;
    }
}

async fn nodes_tell_each_other(world: &World, home: &crate::world::Home) {
    let elsewhere = Store::open(&world.url, Options::default()).await.unwrap();
    let (here_node, there_node) = (world.id(), world.id());
    let mut heard = elsewhere.watch(home.id);
    let (_, chat) = world.chat(home).await;
    let both = async { tokio::join!(world.store.relay(here_node), elsewhere.relay(there_node)) };
    let told = async {
        // The other node may not be listening yet: told again until it hears.
        loop {
            assert!(world.store.conversations(home.id, None).set_labels(chat, &[]).await.unwrap());
            let wait = std::time::Duration::from_millis(400);
            if let Ok(change) = tokio::time::timeout(wait, heard.next()).await {
                return change;
            }
        }
    };
    tokio::select! {
        _ = both => unreachable!("a relay never ends"),
        change = told => assert_eq!(change, Some(Change::Conversation { id: chat })),
    }
}
