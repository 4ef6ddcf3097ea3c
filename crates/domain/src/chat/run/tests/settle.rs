//! Turns that nobody drives any more become interrupted.

use std::sync::atomic::Ordering::Relaxed;

use futures::FutureExt;

use super::*;

#[tokio::test]
async fn turns_of_a_dead_node_keep_what_was_logged() {
    let house = house();
    house.engine.beat().await.unwrap();
    let (turn, live, driver) = house.start().await;
    let driver = tokio::spawn(driver);
    idle().await;
    house.say("You have 30 days [1]");
    house.pass(250).await;
    house.say(" and this is never logged");
    idle().await;
    driver.abort();
    idle().await;
    let sent = text_of(&live.events_after(0));

    let next = ChatEngine::new(house.ports.clone(), node(2), EngineLimits::default());
    next.beat().await.unwrap();
    assert_eq!(next.settle(house.clock.now()).await.unwrap(), 0, "the node beat a moment ago");
    house.pass(4_000).await;
    next.beat().await.unwrap();
    assert_eq!(next.settle(house.clock.now()).await.unwrap(), 1);
    assert_eq!(next.settle(house.clock.now()).await.unwrap(), 0);
    house.store.row(&turn, |row| {
        let end = row.end.as_ref().unwrap();
        assert_eq!(end.status, TurnStatus::Interrupted);
        assert_eq!(end.content, "You have 30 days [1]");
        assert!(sent.starts_with(&end.content));
        assert_eq!(end.citations.len(), 1);
        assert_gapless(&row.log(), 1);
    });
    let replay = all(next.follow(tenant(), &turn, 0)).await;
    assert_eq!(end_of(&replay), Some(TurnStatus::Interrupted));
}

#[tokio::test]
async fn a_turn_that_died_before_its_first_append_still_has_a_whole_log() {
    let house = house();
    let (turn, _, driver) = house.start().await;
    drop(driver);
    assert_eq!(house.engine.settle(house.clock.now()).await.unwrap(), 1);
    house.store.row(&turn, |row| {
        let events: Vec<TurnEvent> = row.log().into_iter().map(|event| event.event).collect();
        let start = TurnEvent::Start { message_id: turn.assistant_message_id };
        assert_eq!(events[0], start);
        assert_eq!(events.len(), 2);
    });
}

#[tokio::test]
async fn a_begin_that_was_dropped_midway_does_not_block_the_chat() {
    let house = house();
    house.engine.beat().await.unwrap();
    house.store.faults.hang_after_begin.store(true, Relaxed);
    let begin = house.engine.start(tenant(), agent("Help."), request());
    assert!(begin.now_or_never().is_none());
    assert_eq!(house.engine.settle(house.clock.now()).await.unwrap(), 1);
    house.store.faults.hang_after_begin.store(false, Relaxed);
    let (turn, _live) = house.run().await;
    assert_eq!(house.store.row(&turn, |row| row.record.status), TurnStatus::Running);
}

#[tokio::test]
async fn running_turns_are_left_alone() {
    let house = house();
    let (turn, _live) = house.run().await;
    house.pass(10_000).await;
    assert_eq!(
        house.engine.settle(house.clock.now()).await.unwrap(),
        0,
        "late beats do not end turns that run here"
    );
    assert_eq!(house.store.row(&turn, |row| row.record.status), TurnStatus::Running);
}
