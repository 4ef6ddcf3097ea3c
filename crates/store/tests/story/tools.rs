//! Tools of an agent, and what a live agent knows of them.

use domain::chat::part::{Part, ToolPart, ToolState};
use domain::chat::store::{BeginTurn, Begun, FinishTurn, TurnInput};
use domain::chat::{TurnRecord, TurnStatus};
use domain::id::AgentId;
use domain::storage::StorageError;
use domain::tool::builtin::BuiltIn;
use domain::tool::{Tool, ToolAction, ToolPolicy, ToolSpec, Webhook, WebhookMethod};
use domain::vault::Sealed;
use serde_json::json;

use crate::world::{Home, World, answered, at};

pub fn tool(world: &World, agent: AgentId, name: &str) -> Tool {
    Tool {
        id: world.id(),
        agent_id: agent,
        spec: ToolSpec {
            name: name.into(),
            description: "Looks \"up\" an order.".into(),
            parameters: json!({"type": "object", "properties": {"id": {"type": "string"}}}),
        },
        policy: ToolPolicy::AskVisitor,
        enabled: true,
        action: ToolAction::Webhook(Webhook {
            url: "https://shop.example/hook".into(),
            method: WebhookMethod::Post,
            secret: Sealed::from_text("v1.sealed".into()),
        }),
        revision: 1,
        created_at: at(3_000),
        updated_at: at(3_000),
    }
}

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let agent = world.stored_agent(&home, "helper").await;
    kept_and_changed(world, &home, agent).await;
    known_to_the_live_agent(world, &home, agent).await;
    an_answer_goes_on(world, &home).await;
    assert!(home.cold.delete_agent(agent, &world.cleanup()).await.unwrap());
    assert_eq!(home.cold.tools(agent).await.unwrap(), []);
}

async fn kept_and_changed(world: &World, home: &Home, agent: AgentId) {
    let first = tool(world, agent, "get_order");
    let second = Tool {
        action: ToolAction::BuiltIn { built_in: BuiltIn::Calculate },
        spec: BuiltIn::Calculate.spec(),
        policy: ToolPolicy::Allowed,
        ..tool(world, agent, "")
    };
    home.cold.create_tool(&first).await.unwrap();
    home.cold.create_tool(&second).await.unwrap();
    let taken = home.cold.create_tool(&tool(world, agent, "get_order")).await.unwrap_err();
    assert!(matches!(taken, StorageError::Conflict("name")), "{taken:?}");
    let orphan = home.cold.create_tool(&tool(world, world.id(), "lost")).await.unwrap_err();
    assert!(matches!(orphan, StorageError::Conflict("reference")), "{orphan:?}");
    assert_eq!(home.cold.tools(agent).await.unwrap(), [first.clone(), second.clone()]);
    assert_eq!(home.cold.tools(world.id()).await.unwrap(), []);
    assert_eq!(home.cold.tool(first.id).await.unwrap().as_ref(), Some(&first));
    assert_eq!(home.cold.tool(world.id()).await.unwrap(), None);

    let change = Tool { enabled: false, updated_at: at(9_000), ..first.clone() };
    let changed = home.cold.update_tool(1, &change).await.unwrap().unwrap();
    assert_eq!(changed, Tool { revision: 2, ..change.clone() });
    let stale = home.cold.update_tool(1, &change).await.unwrap_err();
    assert!(matches!(stale, StorageError::Conflict("version")), "{stale:?}");
    let unknown = Tool { id: world.id(), ..change };
    assert_eq!(home.cold.update_tool(1, &unknown).await.unwrap(), None);
    let renamed = Tool { spec: ToolSpec { name: "calculate".into(), ..first.spec }, ..changed };
    let taken = home.cold.update_tool(2, &renamed).await.unwrap_err();
    assert!(matches!(taken, StorageError::Conflict("name")), "{taken:?}");
}

async fn known_to_the_live_agent(world: &World, home: &Home, agent: AgentId) {
    let names = || async {
        let live = home.cold.live_agent(agent).await.unwrap().unwrap();
        live.tools.iter().map(|tool| tool.spec.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names().await, ["calculate"], "only what is switched on");
    let more = tool(world, agent, "more");
    home.cold.create_tool(&more).await.unwrap();
    assert_eq!(names().await, ["calculate", "more"], "at once");
    home.cold.update_tool(1, &Tool { enabled: false, ..more.clone() }).await.unwrap().unwrap();
    assert_eq!(names().await, ["calculate"]);
    home.cold.update_tool(2, &more).await.unwrap().unwrap();
    assert!(home.cold.delete_tool(more.id).await.unwrap());
    assert!(!home.cold.delete_tool(more.id).await.unwrap());
    assert_eq!(names().await, ["calculate"]);
}

fn waiting() -> FinishTurn {
    let call = ToolPart {
        call_id: "a".into(),
        name: "get_order".into(),
        input: json!({"id": "A7\u{1f680}"}),
        state: ToolState::Asking { approval_id: "q".into() },
    };
    FinishTurn { status: TurnStatus::Waiting, parts: vec![Part::Tool(call)], ..answered("") }
}

async fn an_answer_goes_on(world: &World, home: &Home) {
    let (owner, chat) = world.chat(home).await;
    let go_on = || BeginTurn { input: TurnInput::GoOn, ..world.say(owner, chat, "") };
    assert_eq!(home.hot.begin_turn(go_on()).await.unwrap(), Begun::NothingToAnswer, "an empty chat");
    world.exchange(home, owner, chat, "Hello").await;
    assert_eq!(
        home.hot.begin_turn(go_on()).await.unwrap(),
        Begun::NothingToAnswer,
        "the answer does not wait"
    );

    let asked = world.begun(home, world.say(owner, chat, "Where is it?")).await;
    assert!(home.hot.finish_turn(asked.id, waiting()).await.unwrap());
    let stored = home.hot.messages(chat, 1).await.unwrap().remove(0);
    assert_eq!((stored.outcome, &stored.parts), (Some(TurnStatus::Waiting), &waiting().parts));
    let (turn, question) = went_on(home, go_on(), &stored).await;
    assert_eq!((turn.assistant_message_id, turn.user_message_id), (stored.id, asked.user_message_id));
    assert_eq!(question, "Where is it?");
    assert_eq!(home.hot.begin_turn(go_on()).await.unwrap(), Begun::Busy(turn.id));
    assert!(home.hot.finish_turn(turn.id, FinishTurn { now: at(8_000), ..answered("Sent.") }).await.unwrap());
    let messages = home.hot.messages(chat, 10).await.unwrap();
    assert_eq!(messages.len(), 4, "replaced, not added");
    let whole = messages.last().unwrap();
    assert_eq!((whole.id, whole.content.as_str(), whole.turn_id), (stored.id, "Sent.", turn.id));
    assert_eq!((whole.outcome, whole.parts.len()), (Some(TurnStatus::Complete), 0));
    assert_eq!(home.hot.begin_turn(go_on()).await.unwrap(), Begun::NothingToAnswer, "once");
}

async fn went_on(home: &Home, begin: BeginTurn, stored: &domain::chat::Message) -> (TurnRecord, String) {
    match home.hot.begin_turn(begin).await.unwrap() {
        Begun::Started { turn, message, history, before: Some(before), .. } => {
            assert_eq!(*before, *stored);
            assert_eq!(history.len(), 2, "what was said before the question");
            (turn, message.content)
        }
        other => panic!("the answer did not go on: {other:?}"),
    }
}
