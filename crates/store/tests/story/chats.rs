//! Visitors and their conversations.

use domain::chat::store::{BeginTurn, Begun, TurnInput};
use domain::chat::{Chat, ChatOwner, Message, MessageRole, Told};
use domain::page::PageRequest;
use domain::storage::StorageError;
use domain::visitor::Visitor;

use crate::world::{Home, World, at};

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    visitors_come_again(world, &home).await;
    owners_see_their_own(world, &home).await;
    what_the_page_told_is_kept(world, &home).await;
    what_was_said_elsewhere_comes_first(world, &home).await;
    erasure_reaches_everything(world, &home).await;
}

async fn what_was_said_elsewhere_comes_first(world: &World, home: &Home) {
    let (owner, chat) = world.chat(home).await;
    let said = |role, content: &str| Message {
        id: world.id(),
        chat_id: chat,
        role,
        content: content.into(),
        parts: Vec::new(),
        citations: vec![],
        outcome: None,
        feedback: None,
        turn_id: world.id(),
        created_at: at(5_500),
    };
    let earlier = [said(MessageRole::User, "Hi"), said(MessageRole::Assistant, "Hello.")];
    home.hot.import_messages(chat, &[]).await.unwrap();
    home.hot.import_messages(chat, &earlier).await.unwrap();
    assert_eq!(home.hot.messages(chat, 10).await.unwrap(), earlier);
    let twice = home.hot.import_messages(chat, &earlier).await.unwrap_err();
    assert!(matches!(twice, StorageError::Conflict(_)), "{twice:?}");
    let unknown = home.hot.import_messages(world.id(), &[said(MessageRole::User, "x")]).await.unwrap_err();
    assert!(matches!(unknown, StorageError::Conflict("reference")), "{unknown:?}");
    let Begun::Started { history, .. } = home.hot.begin_turn(world.say(owner, chat, "More")).await.unwrap()
    else {
        panic!("not started");
    };
    assert_eq!(history, earlier);
    assert!(home.hot.delete_chat(owner, chat).await.unwrap());
}

async fn what_the_page_told_is_kept(world: &World, home: &Home) {
    let owner = world.visitor(home, world.id()).await;
    let chat = world.new_chat(owner);
    home.hot.create_chat(&chat, Some("{\"order\":7}")).await.unwrap();
    assert!(home.hot.set_visit(owner, "{\"page\":\"/\"}").await.unwrap());
    assert!(home.hot.set_visit(owner, "{\"page\":\"/cart\"}").await.unwrap());
    assert!(!home.hot.set_visit(world.stranger(owner.agent), "{}").await.unwrap());
    let told = Told { visit: Some("{\"page\":\"/cart\"}".into()), chat: Some("{\"order\":7}".into()) };
    assert_eq!(home.hot.told(chat.id).await.unwrap(), told);
    assert_eq!(home.hot.told(world.id()).await.unwrap(), Told::default());
    world.exchange(home, owner, chat.id, "Where is it").await;
    let again = BeginTurn { input: TurnInput::Regenerate, ..world.say(owner, chat.id, "") };
    let Begun::Started { told: seen, .. } = home.hot.begin_turn(again).await.unwrap() else {
        panic!("not started");
    };
    assert_eq!(*seen, told);
    assert!(home.hot.delete_chat(owner, chat.id).await.unwrap());
}

async fn visitors_come_again(world: &World, home: &Home) {
    let agent = world.id();
    let known = Visitor {
        external_id: Some("u-1".into()),
        name: Some("Grace".into()),
        email: Some("g@example.com".into()),
        ..world.anonymous(agent)
    };
    assert_eq!(home.hot.put_visitor(&known).await.unwrap(), known);
    let again = Visitor { id: world.id(), name: Some("Grace H.".into()), email: None, ..known.clone() };
    let stored = home.hot.put_visitor(&again).await.unwrap();
    assert_eq!(stored, Visitor { name: Some("Grace H.".into()), ..known.clone() }, "same person, new name");
    let elsewhere = Visitor { id: world.id(), agent_id: world.id(), ..known.clone() };
    assert_eq!(home.hot.put_visitor(&elsewhere).await.unwrap().id, elsewhere.id, "another agent's visitor");

    let anonymous = world.anonymous(agent);
    assert_eq!(home.hot.put_visitor(&anonymous).await.unwrap(), anonymous);
    assert_eq!(home.hot.put_visitor(&anonymous).await.unwrap(), anonymous, "the same browser again");
    let moved = Visitor { agent_id: world.id(), ..anonymous.clone() };
    let refused = home.hot.put_visitor(&moved).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("id")), "{refused:?}");

    let owner = ChatOwner { agent, visitor: anonymous.id };
    assert_eq!(home.hot.visitor(owner).await.unwrap(), Some(anonymous));
    assert_eq!(home.hot.visitor(ChatOwner { agent: world.id(), ..owner }).await.unwrap(), None);
}

async fn owners_see_their_own(world: &World, home: &Home) {
    let owner = world.visitor(home, world.id()).await;
    let other = world.visitor(home, owner.agent).await;
    let older = Chat { title: Some("Plants".into()), ..world.new_chat(owner) };
    let newer = world.new_chat(owner);
    home.hot.create_chat(&older, None).await.unwrap();
    home.hot.create_chat(&newer, None).await.unwrap();
    let refused = home.hot.create_chat(&world.new_chat(world.stranger(owner.agent)), None).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");

    assert_eq!(home.hot.chat(owner, older.id).await.unwrap().as_ref(), Some(&older));
    assert_eq!(home.hot.chat(other, older.id).await.unwrap(), None);
    let page = home.hot.chats(owner, PageRequest { after: None, limit: 1 }).await.unwrap();
    assert_eq!(page.items, std::slice::from_ref(&newer));
    let rest = home.hot.chats(owner, PageRequest { after: page.next, limit: 1 }).await.unwrap();
    assert_eq!((rest.items, rest.next), (vec![older.clone()], None));
    assert_eq!(home.hot.chats(other, PageRequest::first()).await.unwrap().items, []);

    let renamed = home.hot.rename_chat(owner, older.id, "Trees", at(8_000)).await.unwrap().unwrap();
    assert_eq!((renamed.title.as_deref(), renamed.updated_at), (Some("Trees"), at(8_000)));
    assert_eq!(home.hot.rename_chat(other, older.id, "Mine", at(8_000)).await.unwrap(), None);

    world.exchange(home, owner, older.id, "Which trees").await;
    assert!(!home.hot.delete_chat(other, older.id).await.unwrap());
    assert!(home.hot.delete_chat(owner, older.id).await.unwrap());
    assert!(!home.hot.delete_chat(owner, older.id).await.unwrap());
    assert_eq!(home.hot.messages(older.id, 10).await.unwrap(), []);
    assert_eq!(home.hot.latest_turn(older.id).await.unwrap(), None);
}

async fn erasure_reaches_everything(world: &World, home: &Home) {
    let (owner, chat) = world.chat(home).await;
    let (kept_owner, kept_chat) = world.chat(home).await;
    let turn = world.exchange(home, owner, chat, "Hello").await;
    home.all.erase_agent(owner.agent).await.unwrap();
    assert_eq!(home.all.conversation(chat).await.unwrap(), None);
    assert_eq!(home.hot.visitor(owner).await.unwrap(), None);
    assert_eq!(home.hot.turn(turn.id).await.unwrap(), None);
    assert!(home.hot.chat(kept_owner, kept_chat).await.unwrap().is_some());
}
