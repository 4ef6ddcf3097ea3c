//! Living and dead nodes, the turns they leave, old logs.

use domain::chat::store::{BeginTurn, FinishTurn, StaleTurn};
use domain::id::NodeId;
use domain::storage::HotStorage;

use crate::world::{World, answered, at, events};

pub async fn story(world: &World) {
    let store = &world.store;
    store.check().await.unwrap();
    store.check().await.unwrap();
    let home = world.settle("ada").await;
    let (alive, dead, unheard) = (world.id::<NodeId>(), world.id::<NodeId>(), world.id::<NodeId>());
    let mut turns = Vec::new();
    for node_id in [alive, dead, unheard] {
        let (owner, chat) = world.chat(&home).await;
        turns.push(world.begun(&home, BeginTurn { node_id, ..world.say(owner, chat, "Hi") }).await.id);
    }
    store.beat(dead, at(500)).await.unwrap();
    store.beat(alive, at(100)).await.unwrap();
    store.beat(alive, at(1_000)).await.unwrap();

    let stale = |turn| StaleTurn { tenant_id: home.id, turn_id: turn };
    let mut found = store.stale_turns(at(900), 10).await.unwrap();
    found.sort_by_key(|turn| turn.turn_id);
    assert_eq!(found, [stale(turns[1]), stale(turns[2])]);
    assert_eq!(store.stale_turns(at(900), 1).await.unwrap().len(), 1);
    assert_eq!(store.stale_turns(at(500), 10).await.unwrap(), [stale(turns[2])], "beaten at that very time");

    // Ended turns are not stale; their logs go when they are old, the newest stay.
    for (turn, ended) in [(turns[1], 2_000), (turns[2], 3_000)] {
        let finish = FinishTurn { log: events(1..=3), now: at(ended), ..answered("Hello") };
        assert!(home.hot.finish_turn(turn, finish).await.unwrap());
    }
    home.hot.append_log(turns[0], events(1..=2)).await.unwrap();
    assert_eq!(store.stale_turns(at(900), 10).await.unwrap(), []);
    assert_eq!(store.purge_logs(at(2_500), 10).await.unwrap(), 1);
    assert_eq!(store.purge_logs(at(2_500), 10).await.unwrap(), 0, "once is enough");
    assert_eq!(home.hot.log(turns[1], 0).await.unwrap(), []);
    assert_eq!(home.hot.log(turns[2], 0).await.unwrap(), events(1..=3));
    assert_eq!(home.hot.log(turns[0], 0).await.unwrap(), events(1..=2), "still running");
    assert!(home.hot.turn(turns[1]).await.unwrap().is_some(), "the turn itself stays");
    // Forgotten with the old logs: the node has not been heard of since.
    assert_eq!(store.stale_turns(at(0), 10).await.unwrap(), [stale(turns[0])]);
}
