//! Resuming gives exactly what the first reader got, from any place and any node.

use std::sync::atomic::Ordering::Relaxed;

use futures::FutureExt;

use super::*;

#[tokio::test]
async fn a_resume_from_any_place_equals_the_original() {
    let house = house();
    let (turn, live) = house.run().await;
    let elsewhere = ChatEngine::new(house.ports.clone(), node(2), EngineLimits::default());
    let original = tokio::spawn(all(live.read_from(0)));
    let here = tokio::spawn(all(house.engine.follow(tenant(), &turn, 0)));
    let there = tokio::spawn(all(elsewhere.follow(tenant(), &turn, 0)));
    for word in ["You ", "have ", "30 days [1", "]."] {
        house.say(word);
        house.pass(300).await;
    }
    house.finish();
    for _ in 0..4 {
        house.pass(250).await;
    }
    let original = original.await.unwrap();
    assert_eq!(end_of(&original), Some(TurnStatus::Complete));
    assert_eq!(here.await.unwrap(), original);
    assert_eq!(there.await.unwrap(), original);
    for after in 0..=original.len() {
        let from_log = all(elsewhere.follow(tenant(), &turn, after as u64)).await;
        assert_eq!(from_log, original[after..]);
    }
}

#[tokio::test]
async fn another_node_sees_events_as_they_are_logged() {
    let house = house();
    let (turn, _live) = house.run().await;
    let elsewhere = ChatEngine::new(house.ports.clone(), node(2), EngineLimits::default());
    let mut reader = elsewhere.follow(tenant(), &turn, 0);
    assert!(reader.next().now_or_never().is_none());
    house.say("Hi");
    house.pass(250).await;
    assert_eq!(text_of(&reader.next().await.unwrap()), "Hi");
    assert!(reader.next().now_or_never().is_none());
}

#[tokio::test]
async fn a_follower_outlives_a_short_outage_and_gives_up_on_a_long_one() {
    let house = house();
    let (turn, _live) = house.run().await;
    let elsewhere = ChatEngine::new(house.ports.clone(), node(2), EngineLimits::default());
    let reader = tokio::spawn(all(elsewhere.follow(tenant(), &turn, 0)));
    idle().await;
    house.store.faults.down.store(true, Relaxed);
    for _ in 0..20 {
        house.pass(250).await;
    }
    assert!(!reader.is_finished());
    house.store.faults.down.store(false, Relaxed);
    for _ in 0..8 {
        house.pass(250).await;
    }
    house.store.faults.down.store(true, Relaxed);
    for _ in 0..50 {
        house.pass(250).await;
    }
    let seen = reader.await.unwrap();
    assert_eq!(seen.first().map(|event| event.seq), Some(1));
    assert_eq!(end_of(&seen), None);
}

#[tokio::test]
async fn a_turn_that_is_gone_ends_at_once() {
    let house = house();
    let (turn, _live) = house.run().await;
    let elsewhere = ChatEngine::new(house.ports.clone(), node(2), EngineLimits::default());
    house.store.rows.lock().clear();
    assert_eq!(all(elsewhere.follow(tenant(), &turn, 0)).await, []);
}
