//! Requests that are sent again.

use domain::repeat::{Claimed, RepeatKey};
use domain::tenant::Directory;

use crate::world::{World, at};

const THIS: [u8; 32] = [1; 32];
const OTHER: [u8; 32] = [2; 32];

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let neighbour = world.settle("eve").await;
    let key = |scope: &str| RepeatKey { scope: scope.into(), key: "k-1".into() };
    let claim = async |key: &RepeatKey, fingerprint: &[u8; 32], now: i64| {
        home.cold.claim(key, fingerprint, at(now), at(now + 60)).await.unwrap()
    };

    assert_eq!(claim(&key("agents"), &THIS, 0).await, Claimed::New);
    assert_eq!(claim(&key("agents"), &THIS, 1).await, Claimed::Running);
    assert_eq!(claim(&key("agents"), &OTHER, 1).await, Claimed::Reused);
    assert_eq!(claim(&key("chats"), &OTHER, 1).await, Claimed::New, "another operation");
    let theirs = neighbour.cold.claim(&key("agents"), &OTHER, at(1), at(61)).await.unwrap();
    assert_eq!(theirs, Claimed::New, "another tenant");

    home.cold.settle(&key("agents"), "{\"a\":1}", at(1_000)).await.unwrap();
    assert_eq!(claim(&key("agents"), &THIS, 999).await, Claimed::Answered("{\"a\":1}".into()));
    assert_eq!(claim(&key("agents"), &OTHER, 999).await, Claimed::Reused);
    home.cold.release(&key("agents")).await.unwrap();
    assert_eq!(
        claim(&key("agents"), &THIS, 999).await,
        Claimed::Answered("{\"a\":1}".into()),
        "answered stays"
    );
    assert_eq!(claim(&key("agents"), &OTHER, 1_000).await, Claimed::New, "expired");

    home.cold.release(&key("agents")).await.unwrap();
    assert_eq!(claim(&key("agents"), &THIS, 1_001).await, Claimed::New, "given back");
    assert_eq!(claim(&key("agents"), &THIS, 1_061).await, Claimed::New, "its worker died");

    assert_eq!(
        world.store.purge_repeats(at(62), 10).await.unwrap(),
        2,
        "the other scope and the neighbour's"
    );
    assert_eq!(world.store.purge_repeats(at(2_000), 10).await.unwrap(), 1);
    assert_eq!(world.store.purge_repeats(at(2_000), 10).await.unwrap(), 0);
}
