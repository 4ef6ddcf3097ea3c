//! The inbox: who finds what, what members add, and that erasing leaves nothing.

use domain::chat::store::FinishTurn;
use domain::chat::{Chat, ChatOwner, ChatStatus, Citation, Feedback, Rating};
use domain::conversation::{ConversationFilter, Note};
use domain::id::{ChatId, NoteId, first_at};
use domain::page::PageRequest;
use domain::storage::StorageError;
use domain::visitor::Visitor;
use uuid::Uuid;

use crate::world::{Home, World, answered, at};

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    members_see_all_but_previews(world, &home).await;
    each_condition_finds_its_own(world, &home).await;
    a_long_search_goes_on_page_by_page(world, &home).await;
    members_label_and_note(world, &home).await;
}

async fn found(home: &Home, filter: ConversationFilter) -> Vec<ChatId> {
    let page = home.all.conversations(&filter, PageRequest::first()).await.unwrap();
    page.items.into_iter().map(|one| one.chat.id).collect()
}

fn anything() -> ConversationFilter {
    ConversationFilter::default()
}

async fn members_see_all_but_previews(world: &World, home: &Home) {
    let owner = world.visitor(home, world.id()).await;
    let older = world.new_chat(owner);
    let chat = Chat { status: ChatStatus::Closed, ..world.new_chat(owner) };
    let preview = Chat { preview: true, ..world.new_chat(owner) };
    for one in [&older, &chat, &preview] {
        home.hot.create_chat(one, None).await.unwrap();
    }
    assert_eq!(
        found(home, ConversationFilter { agent: Some(owner.agent), ..anything() }).await,
        [chat.id, older.id]
    );
    let newest = PageRequest { after: None, limit: 1 };
    let page = home.all.conversations(&anything(), newest).await.unwrap();
    assert_eq!(page.items[0].chat, chat);
    assert_eq!((page.items[0].visitor.id, page.items[0].unanswered), (owner.visitor, false));
    let rest =
        home.all.conversations(&anything(), PageRequest { after: page.next, limit: 50 }).await.unwrap();
    assert_eq!((rest.items.len(), rest.next), (1, None));
    assert_eq!(home.all.conversation(preview.id).await.unwrap().unwrap().chat, preview);
    assert_eq!(home.all.conversation(world.id()).await.unwrap(), None);
    home.all.erase_agent(owner.agent).await.unwrap();
    assert_eq!(found(home, anything()).await, []);
}

/// A visitor with a name and a chat that begins at `millis`.
async fn chat_at(world: &World, home: &Home, name: &str, millis: i64) -> (ChatOwner, ChatId) {
    let visitor = Visitor {
        external_id: Some(format!("crm-{name}")),
        name: Some(name.into()),
        email: Some(format!("{name}@shop.example")),
        ..world.anonymous(world.id())
    };
    home.hot.put_visitor(&visitor).await.unwrap();
    let owner = ChatOwner { agent: visitor.agent_id, visitor: visitor.id };
    let id =
        ChatId::from(Uuid::from_u128(first_at(at(millis)).as_u128() + world.id::<Uuid>().as_u128() % 0xffff));
    let chat = Chat { id, created_at: at(millis), ..world.new_chat(owner) };
    home.hot.create_chat(&chat, None).await.unwrap();
    (owner, id)
}

pub fn cited() -> FinishTurn {
    let citation = Citation {
        marker: 1,
        document_id: Uuid::from_u128(1).into(),
        chunk_id: Uuid::from_u128(2).into(),
        title: "Guide".into(),
        heading: None,
        page: None,
        url: None,
        quote: "Yes".into(),
        passage: "Yes".into(),
        quote_start: 0,
        quote_end: 3,
    };
    FinishTurn { citations: vec![citation], ..answered("Yes [1]") }
}

async fn each_condition_finds_its_own(world: &World, home: &Home) {
    let (ann_owner, ann) = chat_at(world, home, "Ann", 1_000).await;
    let (bob_owner, bob) = chat_at(world, home, "Bob", 2_000).await;
    let question = world.begun(home, world.say(ann_owner, ann, "Is 50% off a DEAL?")).await;
    assert_eq!(found(home, ConversationFilter { unanswered: true, ..anything() }).await, [], "still running");
    assert!(home.hot.finish_turn(question.id, cited()).await.unwrap());
    let other = world.exchange(home, bob_owner, bob, "Do you ship to Mars").await;
    let up = Feedback { rating: Rating::Up, comment: None };
    assert!(home.hot.set_feedback(ann_owner, question.assistant_message_id, Some(&up)).await.unwrap());
    assert!(home.all.set_labels(bob, &["space".into()]).await.unwrap());

    let only = |filter: ConversationFilter| found(home, filter);
    assert_eq!(only(anything()).await, [bob, ann], "newest first");
    assert_eq!(only(ConversationFilter { visitor: Some(bob_owner.visitor), ..anything() }).await, [bob]);
    for text in ["50% off", "a deal", "DEAL"] {
        assert_eq!(only(ConversationFilter { text: Some(text.into()), ..anything() }).await, [ann], "{text}");
    }
    assert_eq!(
        only(ConversationFilter { text: Some("5_%".into()), ..anything() }).await,
        [],
        "taken literally"
    );
    for who in ["crm-bob", "bob@shop", "Bob"] {
        assert_eq!(
            only(ConversationFilter { visitor_text: Some(who.into()), ..anything() }).await,
            [bob],
            "{who}"
        );
    }
    assert_eq!(only(ConversationFilter { rating: Some(Rating::Up), ..anything() }).await, [ann]);
    assert_eq!(only(ConversationFilter { rating: Some(Rating::Down), ..anything() }).await, []);
    assert_eq!(only(ConversationFilter { label: Some("space".into()), ..anything() }).await, [bob]);
    assert_eq!(only(ConversationFilter { unanswered: true, ..anything() }).await, [bob], "nothing cited");
    assert_eq!(only(ConversationFilter { from: Some(at(1_500)), ..anything() }).await, [bob]);
    assert_eq!(
        only(ConversationFilter { from: Some(at(1_000)), until: Some(at(2_000)), ..anything() }).await,
        [ann]
    );
    let both = ConversationFilter {
        text: Some("ship".into()),
        unanswered: true,
        agent: Some(bob_owner.agent),
        ..anything()
    };
    assert_eq!(only(both).await, [bob]);

    let shown = home.all.conversation(ann).await.unwrap().unwrap();
    assert_eq!((shown.ups, shown.downs, shown.unanswered), (1, 0, false));
    assert_eq!(shown.visitor.name.as_deref(), Some("Ann"));
    assert!(home.all.erase_conversation(bob).await.unwrap());
    assert!(!home.all.erase_conversation(bob).await.unwrap());
    assert_eq!(home.hot.turn(other.id).await.unwrap(), None);
    assert_eq!(home.hot.messages(bob, 9).await.unwrap(), []);
    assert!(home.all.erase_conversation(ann).await.unwrap());
}

async fn a_long_search_goes_on_page_by_page(world: &World, home: &Home) {
    let (owner, oldest) = chat_at(world, home, "Cyd", 500).await;
    assert!(home.all.set_labels(oldest, &["rare".into()]).await.unwrap());
    for _ in 0..2_010 {
        home.hot.create_chat(&world.new_chat(owner), None).await.unwrap();
    }
    let rare = ConversationFilter { label: Some("rare".into()), ..anything() };
    let first = home.all.conversations(&rare, PageRequest::first()).await.unwrap();
    assert_eq!(first.items, [], "one call looks at so many only");
    assert!(first.next.is_some());
    let second = home.all.conversations(&rare, PageRequest { after: first.next, limit: 50 }).await.unwrap();
    assert_eq!(second.items.iter().map(|one| one.chat.id).collect::<Vec<_>>(), [oldest]);
    assert_eq!(second.next, None);
    home.all.erase_agent(owner.agent).await.unwrap();
}

async fn members_label_and_note(world: &World, home: &Home) {
    let (_, chat) = world.chat(home).await;
    let (_, other) = world.chat(home).await;
    assert!(home.all.set_labels(chat, &["bug".into(), "vip".into()]).await.unwrap());
    assert!(home.all.set_labels(other, &["bug".into()]).await.unwrap());
    assert_eq!(home.all.labels(9).await.unwrap(), ["bug", "vip"]);
    assert_eq!(home.all.labels(1).await.unwrap(), ["bug"]);
    let page = home.all.conversations(&anything(), PageRequest::first()).await.unwrap();
    let labels: Vec<_> = page.items.into_iter().map(|one| one.labels).collect();
    assert_eq!(labels, [vec!["bug".to_owned()], vec!["bug".to_owned(), "vip".to_owned()]]);
    assert!(home.all.set_labels(chat, &[]).await.unwrap());
    assert!(!home.all.set_labels(world.id(), &[]).await.unwrap());
    assert_eq!(home.all.conversation(chat).await.unwrap().unwrap().labels, Vec::<String>::new());

    let note = |text: &str, chat_id| Note {
        id: world.id(),
        chat_id,
        member_id: Some(world.id()),
        text: text.into(),
        created_at: at(9),
    };
    let (first, second) = (note("Called back", chat), Note { member_id: None, ..note("Solved", chat) });
    home.all.add_note(&first).await.unwrap();
    home.all.add_note(&second).await.unwrap();
    assert_eq!(home.all.notes(chat, 9).await.unwrap(), [first.clone(), second.clone()]);
    assert_eq!(home.all.notes(chat, 1).await.unwrap(), std::slice::from_ref(&first));
    assert_eq!(home.all.note(second.id).await.unwrap(), Some(second.clone()));
    assert!(home.all.delete_note(first.id).await.unwrap());
    assert!(!home.all.delete_note(world.id::<NoteId>()).await.unwrap());
    let refused = home.all.add_note(&note("Lost", world.id())).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");
    assert!(home.all.erase_conversation(chat).await.unwrap());
    assert_eq!(home.all.note(second.id).await.unwrap(), None);
    assert_eq!(home.all.labels(9).await.unwrap(), ["bug"]);
}
