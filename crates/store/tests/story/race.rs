//! Many at once.

use domain::chat::store::{BeginTurn, Begun};
use futures::future::{join_all, try_join_all};

use crate::world::{World, answered};

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let (owner, chat) = world.chat(&home).await;

    let same = (0..20).map(|_| {
        let begin = BeginTurn { idempotency_key: Some("k".into()), ..world.say(owner, chat, "Once") };
        home.hot.begin_turn(begin)
    });
    let begun = try_join_all(same).await.unwrap();
    let started: Vec<_> = begun.iter().filter(|b| matches!(b, Begun::Started { .. })).collect();
    let repeated = begun.iter().filter(|b| matches!(b, Begun::Repeated(_))).count();
    assert_eq!((started.len(), repeated), (1, 19));
    assert_eq!(home.hot.messages(chat, 10).await.unwrap().len(), 1);
    let Begun::Started { turn, .. } = started[0] else { unreachable!() };

    let others = (0..20).map(|_| home.hot.begin_turn(world.say(owner, chat, "Another")));
    let busy = try_join_all(others).await.unwrap();
    assert!(busy.iter().all(|begun| *begun == Begun::Busy(turn.id)));
    let ends = (0..20).map(|_| home.hot.finish_turn(turn.id, answered("Done")));
    let ended = try_join_all(ends).await.unwrap();
    assert_eq!(ended.iter().filter(|ended| **ended).count(), 1);

    one_failure_disturbs_no_other(world).await;
}

/// Commands of one group commit: each second one breaks a rule of the schema.
async fn one_failure_disturbs_no_other(world: &World) {
    let home = world.settle("bob").await;
    let owner = world.visitor(&home, world.id()).await;
    let chats: Vec<_> = (0..40)
        .map(|n| world.new_chat(if n % 2 == 0 { owner } else { world.stranger(owner.agent) }))
        .collect();
    let made = join_all(chats.iter().map(|chat| home.hot.create_chat(chat, None))).await;
    for (n, (made, chat)) in made.iter().zip(&chats).enumerate() {
        assert_eq!(made.is_ok(), n % 2 == 0, "{n}: {made:?}");
        assert_eq!(home.all.conversation(chat.id).await.unwrap().is_some(), n % 2 == 0, "{n}");
    }
}
