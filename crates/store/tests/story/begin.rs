//! How a turn begins, or why it does not.

use domain::chat::store::{BeginTurn, Begun, TurnInput};
use domain::chat::{Chat, ChatOwner, ChatStatus, MessageRole, Told, TurnRecord, TurnStatus};
use domain::id::ChatId;

use crate::world::{Home, World, answered, at};

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    a_first_message(world, &home).await;
    history_is_bounded(world, &home).await;
    repeated_requests(world, &home).await;
    strangers_and_closed_chats(world, &home).await;
    answers_are_replaced(world, &home).await;
}

async fn a_first_message(world: &World, home: &Home) {
    let (owner, chat) = world.chat(home).await;
    let begin = BeginTurn { title: Some("Water".into()), ..world.say(owner, chat, "How much water?") };
    let Begun::Started { turn, message, history, told, .. } =
        home.hot.begin_turn(begin.clone()).await.unwrap()
    else {
        panic!("not started");
    };
    let TurnInput::Message { id, .. } = begin.input else { unreachable!() };
    let expected = TurnRecord {
        id: begin.turn_id,
        chat_id: chat,
        user_message_id: id,
        assistant_message_id: begin.assistant_message_id,
        status: TurnStatus::Running,
        node_id: begin.node_id,
        fingerprint: [7; 32],
        started_at: at(6_000),
        ended_at: None,
    };
    assert_eq!(turn, expected);
    assert_eq!(
        (message.id, message.content.as_str(), message.role),
        (id, "How much water?", MessageRole::User)
    );
    assert_eq!((history, told), (vec![], Box::<Told>::default()));
    assert_eq!(home.hot.messages(chat, 10).await.unwrap(), [message]);
    assert_eq!(home.hot.turn(turn.id).await.unwrap().as_ref(), Some(&turn));
    assert_eq!(home.hot.latest_turn(chat).await.unwrap().as_ref(), Some(&turn));
    let stored = home.hot.chat(owner, chat).await.unwrap().unwrap();
    assert_eq!((stored.title.as_deref(), stored.updated_at), (Some("Water"), at(6_000)));

    // One turn at a time, and the refused one leaves nothing.
    let busy = home.hot.begin_turn(world.say(owner, chat, "And light?")).await.unwrap();
    assert_eq!(busy, Begun::Busy(turn.id));
    assert_eq!(home.hot.messages(chat, 10).await.unwrap().len(), 1);
    assert!(home.hot.finish_turn(turn.id, answered("A cup.")).await.unwrap());

    let retitled = BeginTurn { title: Some("Other".into()), ..world.say(owner, chat, "And light?") };
    world.begun(home, retitled).await;
    let stored = home.hot.chat(owner, chat).await.unwrap().unwrap();
    assert_eq!(stored.title.as_deref(), Some("Water"), "a title stays");
}

async fn history_is_bounded(world: &World, home: &Home) {
    let (owner, chat) = world.chat(home).await;
    for question in ["a", "b", "c"] {
        world.exchange(home, owner, chat, question).await;
    }
    let begin = BeginTurn { history_limit: 3, ..world.say(owner, chat, "d") };
    let Begun::Started { turn, history, .. } = home.hot.begin_turn(begin).await.unwrap() else {
        panic!("not started");
    };
    let said: Vec<_> = history.iter().map(|message| message.content.as_str()).collect();
    assert_eq!(said, ["b!", "c", "c!"]);
    assert_eq!(history[2].outcome, Some(TurnStatus::Complete));
    assert!(home.hot.finish_turn(turn.id, answered("d!")).await.unwrap());
    let none = BeginTurn { history_limit: 0, ..world.say(owner, chat, "e") };
    let Begun::Started { history, .. } = home.hot.begin_turn(none).await.unwrap() else {
        panic!("not started");
    };
    assert_eq!(history, []);
    let last: Vec<_> = home.hot.messages(chat, 2).await.unwrap().into_iter().map(|m| m.content).collect();
    assert_eq!(last, ["d!", "e"]);
}

async fn repeated_requests(world: &World, home: &Home) {
    let (owner, chat) = world.chat(home).await;
    let keyed =
        |content: &str| BeginTurn { idempotency_key: Some("once".into()), ..world.say(owner, chat, content) };
    let turn = world.begun(home, keyed("Hello")).await;
    assert_eq!(home.hot.begin_turn(keyed("Hello")).await.unwrap(), Begun::Repeated(turn.clone()));
    let changed = BeginTurn { fingerprint: [8; 32], ..keyed("Goodbye") };
    assert_eq!(home.hot.begin_turn(changed).await.unwrap(), Begun::KeyReused);
    assert!(home.hot.finish_turn(turn.id, answered("Hi")).await.unwrap());
    let Begun::Repeated(ended) = home.hot.begin_turn(keyed("Hello")).await.unwrap() else {
        panic!("not repeated");
    };
    assert_eq!((ended.id, ended.status, ended.ended_at), (turn.id, TurnStatus::Complete, Some(at(7_000))));
    assert_eq!(home.hot.messages(chat, 10).await.unwrap().len(), 2);

    // The key belongs to its chat: another chat may use the same.
    let (owner, chat) = world.chat(home).await;
    world
        .begun(home, BeginTurn { idempotency_key: Some("once".into()), ..world.say(owner, chat, "Hello") })
        .await;
}

async fn strangers_and_closed_chats(world: &World, home: &Home) {
    let (owner, chat) = world.chat(home).await;
    let strangers = [
        world.stranger(owner.agent),
        ChatOwner { agent: world.id(), ..owner },
        world.visitor(home, owner.agent).await,
    ];
    for stranger in strangers {
        assert_eq!(home.hot.begin_turn(world.say(stranger, chat, "x")).await.unwrap(), Begun::NoChat);
    }
    let nowhere = world.say(owner, world.id::<ChatId>(), "x");
    assert_eq!(home.hot.begin_turn(nowhere).await.unwrap(), Begun::NoChat);
    let closed = Chat { status: ChatStatus::Closed, ..world.new_chat(owner) };
    home.hot.create_chat(&closed, None).await.unwrap();
    assert_eq!(home.hot.begin_turn(world.say(owner, closed.id, "x")).await.unwrap(), Begun::NoChat);
    assert_eq!(home.hot.messages(chat, 10).await.unwrap(), []);
}

async fn answers_are_replaced(world: &World, home: &Home) {
    let (owner, chat) = world.chat(home).await;
    let again = || BeginTurn { input: TurnInput::Regenerate, ..world.say(owner, chat, "") };
    assert_eq!(home.hot.begin_turn(again()).await.unwrap(), Begun::NothingToAnswer);
    assert_eq!(home.hot.latest_turn(chat).await.unwrap(), None, "nothing was written");

    world.exchange(home, owner, chat, "first").await;
    let asked = world.exchange(home, owner, chat, "second").await;
    let Begun::Started { turn, message, history, .. } = home.hot.begin_turn(again()).await.unwrap() else {
        panic!("not started");
    };
    assert_eq!((message.id, message.content.as_str()), (asked.user_message_id, "second"));
    assert_eq!(turn.user_message_id, asked.user_message_id);
    assert_eq!(history.iter().map(|m| m.content.as_str()).collect::<Vec<_>>(), ["first", "first!"]);
    assert_eq!(home.hot.messages(chat, 10).await.unwrap().len(), 3, "the old answer is gone");
    assert_eq!(home.hot.begin_turn(again()).await.unwrap(), Begun::Busy(turn.id));
    assert!(home.hot.finish_turn(turn.id, answered("better")).await.unwrap());
    let said: Vec<_> = home.hot.messages(chat, 10).await.unwrap().into_iter().map(|m| m.content).collect();
    assert_eq!(said, ["first", "first!", "second", "better"]);

    // After an answer that never came there is nothing to replace, and the question stands.
    let lost = world.begun(home, world.say(owner, chat, "third")).await;
    let mut broken = answered("");
    broken.status = TurnStatus::Interrupted;
    assert!(home.hot.finish_turn(lost.id, broken).await.unwrap());
    let Begun::Started { message, .. } = home.hot.begin_turn(again()).await.unwrap() else {
        panic!("not started");
    };
    assert_eq!(message.content, "third");
    assert_eq!(home.hot.messages(chat, 10).await.unwrap().len(), 5);
}
