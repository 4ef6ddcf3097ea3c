//! Turns that call tools.

use serde_json::{Value, json};

use super::*;
use crate::chat::part::Part;
use crate::tool::builtin::BuiltIn;
use crate::tool::{Tool, ToolAction, ToolError, ToolOutput, ToolPolicy, ToolRun, ToolRunner};

/// Brings its arguments back; `forever` never brings anything, `broken` panics.
pub struct Echo;

#[async_trait]
impl ToolRunner for Echo {
    async fn run(&self, run: ToolRun) -> Result<ToolOutput, ToolError> {
        match run.arguments.get("expression").and_then(Value::as_str) {
            Some("forever") => std::future::pending().await,
            Some("broken") => panic!("a defect"),
            _ => Ok(ToolOutput::Value(Value::from(run.arguments))),
        }
    }
}

fn calculator(policy: ToolPolicy) -> Tool {
    Tool {
        id: Uuid::from_u128(40).into(),
        agent_id: owner().agent,
        spec: BuiltIn::Calculate.spec(),
        policy,
        enabled: true,
        action: ToolAction::BuiltIn { built_in: BuiltIn::Calculate },
        revision: 1,
        created_at: crate::clock::Timestamp::from_millis(0),
        updated_at: crate::clock::Timestamp::from_millis(0),
    }
}

impl House {
    async fn run_with_tools(&self, policy: ToolPolicy) -> (TurnRecord, Arc<LiveTurn>) {
        let agent = crate::agent::LiveAgent { tools: Arc::from([calculator(policy)]), ..agent("Help.") };
        let started = self.engine.start(tenant(), agent, request()).await.unwrap();
        let Started::New { turn, live, driver } = started else { panic!("not new") };
        tokio::spawn(driver);
        idle().await;
        (turn, live)
    }

    fn call(&self, expression: &str) {
        let start = ModelEvent::ToolStart { index: 0, id: "a".into(), name: "calculate".into() };
        self.feed.send(Ok(start));
        let text = json!({ "expression": expression }).to_string();
        self.feed.send(Ok(ModelEvent::ToolDelta { index: 0, text }));
        self.feed.send(Ok(ModelEvent::Finish(FinishReason::ToolCalls)));
    }
}

#[tokio::test]
async fn the_model_is_asked_again_with_what_its_tool_brought() {
    let house = house();
    let (turn, live) = house.run_with_tools(ToolPolicy::Allowed).await;
    let again = house.models.next_call();
    house.call("1+1");
    idle().await;
    again.send(Ok(ModelEvent::Text("Two.".into())));
    again.send(Ok(ModelEvent::Finish(FinishReason::Stop)));
    let events = all(live.read_from(0)).await;
    assert_gapless(&events, 1);
    assert_eq!(end_of(&events), Some(TurnStatus::Complete));
    let requests = house.models.requests.lock();
    assert_eq!(requests[0].tools.len(), 1);
    let told = &requests[1].messages.last().unwrap().exchanges[0];
    assert_eq!((told.name.as_str(), told.result.as_str()), ("calculate", r#"{"expression":"1+1"}"#));
    assert_eq!(requests[1].messages.len(), requests[0].messages.len() + 1);
    house.store.row(&turn, |row| {
        let end = row.end.as_ref().unwrap();
        assert_eq!(end.content, "Two.");
        assert!(matches!(&end.parts[..], [Part::Tool(_), Part::Text { .. }]), "{:?}", end.parts);
        assert_eq!(row.log(), events);
    });
}

#[tokio::test]
async fn a_tool_that_takes_too_long_is_given_up_and_the_answer_goes_on() {
    let house = house();
    let (_, live) = house.run_with_tools(ToolPolicy::Allowed).await;
    let again = house.models.next_call();
    house.call("forever");
    for _ in 0..31 {
        house.pass(1_000).await;
    }
    again.send(Ok(ModelEvent::Text("I could not.".into())));
    again.send(Ok(ModelEvent::Finish(FinishReason::Stop)));
    let events = all(live.read_from(0)).await;
    assert_eq!(end_of(&events), Some(TurnStatus::Complete));
    let told = house.models.requests.lock()[1].messages.last().unwrap().exchanges[0].result.clone();
    assert_eq!(told, "Error: The tool did not answer in time.");
}

#[tokio::test]
async fn a_stop_and_a_defect_end_a_turn_whose_tool_runs() {
    let stopped = house();
    let (turn, live) = stopped.run_with_tools(ToolPolicy::Allowed).await;
    stopped.call("forever");
    idle().await;
    stopped.engine.stop(tenant(), owner(), turn.chat_id).await.unwrap();
    assert_eq!(end_of(&all(live.read_from(0)).await), Some(TurnStatus::Stopped));

    let broken = house();
    let (turn, live) = broken.run_with_tools(ToolPolicy::Allowed).await;
    broken.call("broken");
    let events = all(live.read_from(0)).await;
    assert_eq!((error_of(&events), end_of(&events)), (Some("internal"), Some(TurnStatus::Failed)));
    let parts = broken.store.row(&turn, |row| row.end.as_ref().unwrap().parts.clone());
    let told = crate::chat::part::messages(&parts, true);
    assert_eq!(told[0].exchanges[0].result, "Error: The call was not finished.");
}

#[tokio::test]
async fn a_turn_that_asks_the_visitor_ends_waiting() {
    let house = house();
    let (turn, live) = house.run_with_tools(ToolPolicy::AskVisitor).await;
    house.call("1+1");
    let events = all(live.read_from(0)).await;
    assert_eq!(end_of(&events), Some(TurnStatus::Waiting));
    assert_eq!(house.store.row(&turn, |row| row.record.status), TurnStatus::Waiting);
    assert_eq!(house.models.requests.lock().len(), 1);
}
