//! The ordinary life of a turn.

use super::*;
use crate::chat::Usage;
use crate::chat::model::ModelError;
use crate::clock::Timestamp;
use crate::usage::OverPlan;

#[tokio::test]
async fn a_fast_answer_takes_two_writes_and_is_cited() {
    let house = house();
    let (turn, live, driver) = house.start().await;
    assert_eq!(house.store.row(&turn, |row| row.title.clone()).as_deref(), Some("How long can I return it?"));
    house.say("Within 30 days [1].");
    house.feed.send(Ok(ModelEvent::Usage(Usage { model: "m".into(), ..Usage::default() })));
    house.finish();
    let reader = live.read_from(0);
    driver.await;
    let events = all(reader).await;
    assert_gapless(&events, 1);
    assert_eq!(end_of(&events), Some(TurnStatus::Complete));
    assert_eq!(house.engine.live().count(), 0);
    house.store.row(&turn, |row| {
        assert_eq!(row.appends.len(), 0);
        assert_eq!(row.log(), events);
        let end = row.end.as_ref().unwrap();
        assert_eq!(end.content, "Within 30 days [1].");
        assert_eq!(end.citations.len(), 1);
        assert_eq!(end.usage.as_ref().unwrap().model, "m");
    });
    let requests = house.models.requests.lock();
    assert_eq!(requests[0].model, "scripted/model");
    assert!(requests[0].system.contains("Items can be returned within 30 days."));
    assert_eq!(requests[0].messages.last().unwrap().content, "How long can I return it?");
}

#[tokio::test]
async fn a_plan_that_is_used_up_or_cannot_be_looked_up_allows_no_turn() {
    let plan = Plan { messages_per_month: Some(1), ..Plan::default() };
    let house = house_with(Search::Finds, plan);
    let (_, _) = house.run().await;
    house.say("Yes.");
    house.finish();
    idle().await;
    house.pass(2_000).await;
    // A yes is believed for a second of real time: another house has not heard it.
    let later = ChatEngine::new(
        EnginePorts {
            allowance: Arc::new(Allowance::new(Arc::new(house.store.clone()), house.clock.clone(), plan)),
            ..house.ports.clone()
        },
        node(1),
        EngineLimits::default(),
    );
    let refused = later.start(tenant(), agent("Help."), request()).await;
    assert!(matches!(refused, Err(StartError::OverPlan(OverPlan::Messages))));
    house.store.faults.down.store(true, Ordering::Relaxed);
    let unknown = later.start(tenant(), agent("Help."), request()).await;
    assert!(matches!(unknown, Err(StartError::Storage(_))), "fails closed");
}

#[tokio::test]
async fn those_who_watch_hear_of_each_turn_once_with_its_times() {
    let house = house();
    let (turn, _) = house.run().await;
    house.pass(300).await;
    house.say("Within 30 days [1].");
    house.pass(200).await;
    house.feed.send(Ok(ModelEvent::Usage(Usage { model: "m".into(), ..Usage::default() })));
    house.finish();
    idle().await;
    let reports = house.watcher.0.lock().clone();
    let [report] = reports.as_slice() else { panic!("{reports:?}") };
    assert_eq!((report.turn, report.owner, report.status), (turn.id, owner(), TurnStatus::Complete));
    assert_eq!(report.question, "How long can I return it?");
    assert_eq!(report.answer, "Within 30 days [1].");
    assert_eq!(
        (report.model.as_str(), report.usage.as_ref().unwrap().model.as_str()),
        ("scripted/model", "m")
    );
    let since = |time: Option<Timestamp>| time.unwrap().since(report.times.started).as_millis();
    let times = report.times;
    assert_eq!((since(times.searched), since(times.asked)), (0, 0));
    assert_eq!((since(times.first_token), since(Some(times.ended))), (300, 500));
}

#[tokio::test]
async fn the_log_is_appended_after_250_ms_or_2_kib() {
    let house = house();
    let (turn, live) = house.run().await;
    house.say("a");
    house.say("b");
    idle().await;
    assert!(matches!(so_far(&live).last(), Some(TurnEvent::TextDelta { text }) if text == "b"));
    house.pass(249).await;
    assert_eq!(house.store.row(&turn, |row| row.appends.len()), 0);
    house.pass(1).await;
    assert_eq!(house.store.row(&turn, |row| text_of(&row.log())), "ab");
    assert_eq!(house.store.row(&turn, |row| row.appends.len()), 1);
    house.say(&"x".repeat(2_048));
    idle().await;
    assert_eq!(house.store.row(&turn, |row| row.appends.len()), 2, "2 KiB do not wait");
    house.say("c");
    house.finish();
    idle().await;
    house.store.row(&turn, |row| {
        assert_eq!(row.appends.len(), 2);
        assert_gapless(&row.log(), 1);
        assert_eq!(row.end.as_ref().unwrap().content, format!("ab{}c", "x".repeat(2_048)));
    });
}

#[tokio::test]
async fn stop_acts_at_once_and_keeps_what_was_said() {
    let house = house();
    let (turn, live) = house.run().await;
    house.say("Half an ans");
    idle().await;
    let stopped = house.engine.stop(tenant(), owner(), turn.chat_id).await.unwrap();
    assert_eq!(stopped, Some(turn.id));
    idle().await;
    assert!(house.feed.is_cancelled());
    let events = all(live.read_from(0)).await;
    assert_eq!(end_of(&events), Some(TurnStatus::Stopped));
    assert_eq!(house.store.row(&turn, |row| row.end.as_ref().unwrap().content.clone()), "Half an ans");
    assert_eq!(house.engine.stop(tenant(), owner(), turn.chat_id).await.unwrap(), None);
}

#[tokio::test]
async fn a_silent_turn_hears_of_a_stop_from_another_node_within_a_second() {
    let house = house();
    let (turn, live) = house.run().await;
    house.pass(250).await;
    house.store.row(&turn, |row| row.stop = true);
    house.pass(1_000).await;
    assert_eq!(end_of(&live.events_after(0)), Some(TurnStatus::Stopped));
    assert!(house.feed.is_cancelled());
}

#[tokio::test]
async fn readers_that_leave_or_crawl_do_not_matter() {
    let house = house();
    let (turn, live) = house.run().await;
    let mut slow = live.read_from(0);
    drop(live.read_from(0));
    let first = slow.next().await.unwrap();
    for _ in 0..2_000 {
        house.say("word ");
    }
    house.finish();
    drop(live);
    idle().await;
    assert_eq!(house.store.row(&turn, |row| row.record.status), TurnStatus::Complete);
    let rest = all(slow).await;
    assert_gapless(&rest, first.last().unwrap().seq + 1);
    assert_eq!(text_of(&rest), "word ".repeat(2_000));
}

#[tokio::test]
async fn model_errors_before_and_after_the_first_token() {
    let refused = house();
    *refused.models.refuse.lock() = Some(ModelError::RateLimited("429".into()));
    let (turn, live) = refused.run().await;
    let events = all(live.read_from(0)).await;
    assert_eq!((error_of(&events), end_of(&events)), (Some("model_rate_limited"), Some(TurnStatus::Failed)));
    assert_eq!(refused.store.row(&turn, |row| row.end.as_ref().unwrap().content.clone()), "");

    let broken = house();
    let (turn, live) = broken.run().await;
    broken.say("Half");
    broken.feed.send(Err(ModelError::Broken("bad chunk".into())));
    let events = all(live.read_from(0)).await;
    assert_eq!(
        (error_of(&events), end_of(&events)),
        (Some("model_interrupted"), Some(TurnStatus::Interrupted))
    );
    assert_eq!(broken.store.row(&turn, |row| row.end.as_ref().unwrap().content.clone()), "Half");

    let hung_up = house();
    let (_, live) = hung_up.run().await;
    hung_up.say("Half");
    hung_up.feed.hang_up();
    assert_eq!(end_of(&all(live.read_from(0)).await), Some(TurnStatus::Interrupted));
}

#[tokio::test]
async fn a_turn_that_takes_too_long_fails() {
    let house = house();
    let (_, live) = house.run().await;
    house.say("Half");
    for _ in 0..310 {
        house.pass(1_000).await;
    }
    let events = live.events_after(0);
    assert_eq!((error_of(&events), end_of(&events)), (Some("model_timeout"), Some(TurnStatus::Failed)));
}

#[tokio::test]
async fn a_failed_search_is_answered_without_passages() {
    let house = searching(Search::Fails);
    let (_, live) = house.run().await;
    house.say("I do not know [1].");
    house.finish();
    let events = all(live.read_from(0)).await;
    assert_eq!(text_of(&events), "I do not know.");
    assert_eq!(end_of(&events), Some(TurnStatus::Complete));
    assert!(house.models.requests.lock()[0].passages.is_empty());
}

#[tokio::test]
async fn a_repeated_request_gets_the_same_turn() {
    let house = house();
    let keyed = || BeginRequest { idempotency_key: Some("k".into()), ..request() };
    let start = |request| house.engine.start(tenant(), agent("Help."), request);
    let Started::New { turn, driver, .. } = start(keyed()).await.unwrap() else { panic!("not new") };
    let running = tokio::spawn(driver);
    let Started::Existing { turn: same, live } = start(keyed()).await.unwrap() else { panic!("new") };
    assert_eq!((same.id, live.is_some()), (turn.id, true));
    let other = BeginRequest { fingerprint: [1; 32], ..keyed() };
    assert!(matches!(start(other).await, Err(StartError::KeyReused)));
    assert!(matches!(start(request()).await, Err(StartError::Busy(id)) if id == turn.id));
    let blank = BeginRequest { prompt: Prompt::Message(" \n\0".into()), ..request() };
    assert!(matches!(start(blank).await, Err(StartError::Empty)));
    house.say("Hi");
    house.finish();
    running.await.unwrap();
    let Started::Existing { turn: ended, live } = start(keyed()).await.unwrap() else { panic!("new") };
    assert_eq!((ended.id, live.is_some()), (turn.id, false));
    let replay = all(house.engine.follow(tenant(), &ended, 0)).await;
    assert_eq!(text_of(&replay), "Hi");
    assert_eq!(house.models.requests.lock().len(), 1);
    let regenerate = BeginRequest { prompt: Prompt::Regenerate, ..request() };
    assert!(matches!(start(regenerate).await, Err(StartError::NothingToAnswer)));
    house.engine.settle(house.clock.now()).await.unwrap();
    assert_eq!(house.store.ends.lock().len(), 1, "refused begins leave nothing to settle");
}

#[tokio::test]
async fn a_full_node_refuses() {
    let house = house();
    let limits = EngineLimits { running_turns: 1, ..EngineLimits::default() };
    let engine = ChatEngine::new(house.ports.clone(), node(1), limits);
    let first = engine.start(tenant(), agent("Help."), request()).await.unwrap();
    let second = engine.start(tenant(), agent("Help."), request()).await;
    assert!(matches!(second, Err(StartError::Overloaded)));
    drop(first);
}
