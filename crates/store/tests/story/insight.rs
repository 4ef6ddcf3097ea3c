//! Reports: each day's numbers, how long answers took, and what was not answered.

use std::time::Duration;

use domain::chat::store::{BeginTurn, FinishTurn, TurnInput};
use domain::chat::{Chat, ChatOwner, Feedback, Rating};
use domain::clock::Timestamp;
use domain::id::{AgentId, ChatId, MessageId, TurnId, first_at};
use domain::insight::{Day, Latency, ReportRange};
use uuid::Uuid;

use crate::conversations::cited;
use crate::world::{Home, World, answered, at};

const DAY: i64 = 86_400_000;

/// A fresh id of this time.
fn id_at<T: From<Uuid>>(world: &World, time: Timestamp) -> T {
    T::from(Uuid::from_u128(first_at(time).as_u128() + world.id::<Uuid>().as_u128() % 0xffff_ffff))
}

/// A question at a time, and its answer some milliseconds later.
async fn ask(
    world: &World,
    home: &Home,
    (owner, chat): (ChatOwner, ChatId),
    (text, time): (&str, i64),
    (answer, took): (FinishTurn, i64),
) -> MessageId {
    let begin = BeginTurn {
        turn_id: id_at::<TurnId>(world, at(time)),
        input: TurnInput::Message { id: id_at(world, at(time)), content: text.into() },
        assistant_message_id: id_at(world, at(time)),
        now: at(time),
        ..world.say(owner, chat, text)
    };
    let turn = world.begun(home, begin).await;
    let end = FinishTurn { now: at(time + took), ..answer };
    assert!(home.hot.finish_turn(turn.id, end).await.unwrap());
    turn.assistant_message_id
}

fn range(agent: Option<AgentId>, from: i64, until: i64) -> ReportRange {
    ReportRange { agent, from: at(from), until: at(until), offset_minutes: 0 }
}

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let (owner, chat) = world.chat(&home).await;
    let (other_owner, other) = world.chat(&home).await;
    let preview = Chat { preview: true, ..world.new_chat(owner) };
    home.hot.create_chat(&preview, None).await.unwrap();
    let liked = ask(world, &home, (owner, chat), ("When do you open", 2 * DAY), (cited(), 100)).await;
    let up = Feedback { rating: Rating::Up, comment: None };
    assert!(home.hot.set_feedback(owner, liked, Some(&up)).await.unwrap());
    ask(world, &home, (owner, chat), ("Do you ship to Mars", 2 * DAY + 1_000), (answered("No idea"), 300))
        .await;
    ask(world, &home, (other_owner, other), ("Ship to Mars", 3 * DAY - 1), (answered("Hm"), 900)).await;
    ask(world, &home, (owner, preview.id), ("A try", 2 * DAY), (answered("Hm"), 5_000)).await;

    let day = |day, conversations, questions, unanswered, ups| Day {
        day,
        conversations,
        questions,
        unanswered,
        ups,
        downs: 0,
    };
    let days = async |range| home.insight.days(range).await.unwrap();
    assert_eq!(days(range(None, 0, 10 * DAY)).await, [day(2, 2, 3, 2, 1)]);
    assert_eq!(days(range(Some(owner.agent), 0, 10 * DAY)).await, [day(2, 1, 2, 1, 1)]);
    assert_eq!(days(range(None, 2 * DAY + 1, 2 * DAY + 2_000)).await, [day(2, 1, 1, 1, 0)]);
    let east = ReportRange { offset_minutes: 60, ..range(None, 0, 10 * DAY) };
    assert_eq!(days(east).await, [day(2, 1, 2, 1, 1), day(3, 1, 1, 1, 0)], "midnight is earlier there");
    assert_eq!(days(range(None, 5 * DAY, 6 * DAY)).await, []);

    let latency = home.insight.latency(range(None, 0, 10 * DAY)).await.unwrap();
    let millis = Duration::from_millis;
    assert_eq!(latency, Latency { answers: 3, median: millis(300), p95: millis(900) });
    let none = home.insight.latency(range(None, 5 * DAY, 6 * DAY)).await.unwrap();
    assert_eq!(none, Latency::default());

    let asked = async |limit| {
        let found = home.insight.unanswered(range(None, 0, 10 * DAY), limit).await.unwrap();
        found.into_iter().map(|one| (one.chat_id, one.text)).collect::<Vec<_>>()
    };
    let (newest, older) = ((other, "Ship to Mars".to_owned()), (chat, "Do you ship to Mars".to_owned()));
    assert_eq!(asked(9).await, [newest.clone(), older]);
    assert_eq!(asked(1).await, [newest]);
    let stranger = world.settle("eve").await;
    assert_eq!(stranger.insight.days(range(None, 0, 10 * DAY)).await.unwrap(), []);
    assert_eq!(stranger.insight.unanswered(range(None, 0, 10 * DAY), 9).await.unwrap(), []);
}
