//! Storage that fails, defects, and a node that goes down.

use std::sync::atomic::Ordering::Relaxed;

use super::*;

#[tokio::test]
async fn finish_reaches_readers_only_when_it_is_durable() {
    let house = house();
    let (turn, live) = house.run().await;
    house.say("Hi");
    idle().await;
    house.store.faults.down.store(true, Relaxed);
    house.finish();
    idle().await;
    for _ in 0..10 {
        house.pass(2_000).await;
    }
    assert_eq!(end_of(&live.events_after(0)), None);
    house.store.faults.down.store(false, Relaxed);
    house.pass(2_000).await;
    let events = all(live.read_from(0)).await;
    assert_eq!((error_of(&events), end_of(&events)), (None, Some(TurnStatus::Complete)));
    assert_eq!(house.store.row(&turn, |row| row.log()), events);
}

#[tokio::test]
async fn storage_that_stays_away_ends_readers_and_the_turn_is_settled_later() {
    let house = house();
    let (turn, live) = house.run().await;
    house.say("Half");
    house.pass(250).await;
    house.store.faults.down.store(true, Relaxed);
    house.say(" more");
    house.finish();
    for _ in 0..40 {
        house.pass(2_000).await;
    }
    let events = all(live.read_from(0)).await;
    assert_eq!((error_of(&events), end_of(&events)), (Some("unavailable"), Some(TurnStatus::Interrupted)));
    assert!(house.engine.settle(house.clock.now()).await.is_err());
    house.store.faults.down.store(false, Relaxed);
    house.engine.beat().await.unwrap();
    assert_eq!(house.engine.settle(house.clock.now()).await.unwrap(), 1);
    house.store.row(&turn, |row| {
        assert_eq!(row.record.status, TurnStatus::Interrupted);
        assert_eq!(row.end.as_ref().unwrap().content, "Half");
        assert_gapless(&row.log(), 1);
    });
}

#[tokio::test]
async fn a_lost_acknowledgement_of_the_end_changes_nothing() {
    let house = house();
    let (turn, live) = house.run().await;
    house.say("Hi");
    idle().await;
    house.store.faults.lose_ack.store(true, Relaxed);
    house.finish();
    idle().await;
    house.pass(100).await;
    let events = all(live.read_from(0)).await;
    assert_eq!(end_of(&events), Some(TurnStatus::Complete));
    assert_eq!(house.store.row(&turn, |row| row.log()), events);
}

#[tokio::test]
async fn a_lost_acknowledgement_of_an_append_doubles_nothing() {
    let house = house();
    let (turn, live) = house.run().await;
    house.say("one ");
    idle().await;
    house.store.faults.lose_ack.store(true, Relaxed);
    house.pass(250).await;
    house.say("two");
    house.pass(1_000).await;
    assert_eq!(house.store.row(&turn, |row| text_of(&row.log())), "one two");
    house.finish();
    let events = all(live.read_from(0)).await;
    assert_eq!(house.store.row(&turn, |row| row.log()), events);
    assert_eq!(end_of(&events), Some(TurnStatus::Complete));
}

#[tokio::test]
async fn a_lost_turn_writes_nothing_more() {
    let house = house();
    let (turn, live) = house.run().await;
    house.say("Half");
    house.pass(250).await;
    house.store.row(&turn, |row| row.record.status = TurnStatus::Interrupted);
    house.say(" more");
    house.pass(1_000).await;
    let events = all(live.read_from(0)).await;
    assert_eq!(end_of(&events), Some(TurnStatus::Interrupted));
    assert!(house.feed.is_cancelled());
    assert!(house.store.ends.lock().is_empty());
    assert_eq!(house.engine.live().count(), 0);
}

#[tokio::test]
async fn an_erased_chat_ends_its_turn() {
    let house = house();
    let (_, live) = house.run().await;
    house.store.rows.lock().clear();
    house.pass(1_000).await;
    assert_eq!(end_of(&live.events_after(0)), Some(TurnStatus::Interrupted));
    assert_eq!(house.engine.settle(house.clock.now()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_defect_fails_the_turn_and_frees_the_chat() {
    let house = searching(Search::Panics);
    let (turn, live) = house.run().await;
    let events = all(live.read_from(0)).await;
    assert_gapless(&events, 1);
    assert_eq!((error_of(&events), end_of(&events)), (Some("internal"), Some(TurnStatus::Failed)));
    assert_eq!(house.store.row(&turn, |row| row.log()), events);
    assert_eq!(house.engine.live().count(), 0);
}

#[tokio::test]
async fn a_node_that_goes_down_interrupts_its_turns() {
    let house = house();
    let (turn, live) = house.run().await;
    house.say("Half");
    idle().await;
    house.engine.live().interrupt_all();
    let events = all(live.read_from(0)).await;
    assert_eq!(end_of(&events), Some(TurnStatus::Interrupted));
    assert_eq!(house.store.row(&turn, |row| row.end.as_ref().unwrap().content.clone()), "Half");
}
