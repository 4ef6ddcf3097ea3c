//! The log of a turn, its orders and its end.

use domain::chat::store::{FinishTurn, TurnOrder};
use domain::chat::{Citation, MessageRole, TurnStatus, Usage};
use domain::id::{AgentId, TenantId, TurnId};
use domain::usage::{Call, CallSource, Day, UsageDay};
use sqlx::Connection as _;
use uuid::Uuid;

use crate::world::{Home, Raw, World, answered, at, events};

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    logs_and_orders(world, &home).await;
    an_answer_with_everything(world, &home).await;
    empty_answers(world, &home).await;
    erased_under_way(world, &home).await;
    each_answer_is_entered_once(world).await;
}

async fn each_answer_is_entered_once(world: &World) {
    let home = world.settle("ledger").await;
    let today = Day::of(at(7_000));
    let none = home.hot.usage(today.minus(30), today).await.unwrap();
    assert_eq!(none, []);
    let (owner, chat) = world.chat(&home).await;
    let end = async |usage: Option<Usage>| {
        let turn = world.begun(&home, world.say(owner, chat, "Again")).await;
        let finish = FinishTurn { usage, ..answered("Yes.") };
        assert!(home.hot.finish_turn(turn.id, finish.clone()).await.unwrap());
        assert!(!home.hot.finish_turn(turn.id, finish).await.unwrap(), "billed once");
    };
    let usage = |model: &str, cost_micros| {
        Some(Usage { model: model.into(), input_tokens: 10, output_tokens: 5, cost_micros })
    };
    end(usage("m", Some(3))).await;
    end(usage("m", None)).await;
    end(usage("n", Some(4))).await;
    end(None).await;
    assert!(home.hot.delete_chat(owner, chat).await.unwrap(), "what was used was used");
    let day = |model: &str, calls: u64, cost_micros: u64| UsageDay {
        day: today,
        model: model.into(),
        calls,
        input_tokens: if model.is_empty() { 0 } else { 10 * calls },
        output_tokens: if model.is_empty() { 0 } else { 5 * calls },
        cost_micros,
    };
    let used = home.hot.usage(today, today).await.unwrap();
    assert_eq!(used, [day("", 1, 0), day("m", 2, 3), day("n", 1, 4)]);
    let call = |model: &str, input_tokens| Call {
        id: world.id(),
        agent_id: owner.agent,
        source: CallSource::Rerank,
        model: model.into(),
        input_tokens,
        at: at(7_000),
    };
    home.hot.enter_call(&call("r", 30)).await.unwrap();
    home.hot.enter_call(&call("r", 0)).await.unwrap();
    home.hot.enter_call(&call("m", 5)).await.unwrap();
    let used = home.hot.usage(today, today).await.unwrap();
    let reranked = UsageDay { input_tokens: 30, output_tokens: 0, ..day("r", 0, 0) };
    let beside = UsageDay { input_tokens: 25, ..day("m", 2, 3) };
    assert_eq!(used, [day("", 1, 0), beside, day("n", 1, 4), reranked], "no answer more");
    assert_eq!(entries(world, home.id, owner.agent, "rerank").await, 3);
    assert_eq!(home.hot.usage(today.minus(9), today.minus(1)).await.unwrap(), []);
    let stranger = world.settle("stranger").await;
    assert_eq!(stranger.hot.usage(today, today).await.unwrap(), []);
}

/// Rows of the ledger for an agent from a source, none of which names a visitor.
async fn entries(world: &World, tenant: TenantId, agent: AgentId, source: &str) -> i64 {
    const COUNT: &str = "SELECT COUNT(*) FROM ledger WHERE tenant_id = $1 AND agent_id = $2 AND source = $3 AND visitor_id IS NULL";
    let (tenant, agent) = (Uuid::from(tenant), Uuid::from(agent));
    match world.raw().await {
        Raw::Lite(mut connection) => {
            let count = sqlx::query_scalar(COUNT).bind(tenant).bind(agent).bind(source);
            count.fetch_one(&mut connection).await.unwrap()
        }
        Raw::Pg(mut connection) => {
            let mut tx = connection.begin().await.unwrap();
            let own = sqlx::query("SELECT set_config('parlor.tenant', $1, true)").bind(tenant.to_string());
            own.execute(&mut *tx).await.unwrap();
            let count = sqlx::query_scalar(COUNT).bind(tenant).bind(agent).bind(source);
            count.fetch_one(&mut *tx).await.unwrap()
        }
    }
}

async fn logs_and_orders(world: &World, home: &Home) {
    let (owner, chat) = world.chat(home).await;
    assert_eq!(home.hot.request_stop(owner, chat).await.unwrap(), None, "nothing runs");
    let turn = world.begun(home, world.say(owner, chat, "Tell me")).await;
    assert_eq!(home.hot.append_log(turn.id, events(1..=3)).await.unwrap(), TurnOrder::Continue);
    assert_eq!(home.hot.append_log(turn.id, vec![]).await.unwrap(), TurnOrder::Continue);
    assert_eq!(home.hot.append_log(turn.id, events(4..=4)).await.unwrap(), TurnOrder::Continue);
    for (after, expected) in [(0, events(1..=4)), (2, events(3..=4)), (3, events(4..=4)), (4, vec![])] {
        assert_eq!(home.hot.log(turn.id, after).await.unwrap(), expected, "after {after}");
    }

    assert_eq!(home.hot.request_stop(world.stranger(owner.agent), chat).await.unwrap(), None);
    assert_eq!(home.hot.append_log(turn.id, vec![]).await.unwrap(), TurnOrder::Continue);
    assert_eq!(home.hot.request_stop(owner, chat).await.unwrap(), Some(turn.id));
    assert_eq!(home.hot.append_log(turn.id, events(5..=5)).await.unwrap(), TurnOrder::Stop);

    let stopped = FinishTurn { status: TurnStatus::Stopped, log: events(6..=7), ..answered("Once upon") };
    assert!(home.hot.finish_turn(turn.id, stopped.clone()).await.unwrap());
    assert!(!home.hot.finish_turn(turn.id, stopped).await.unwrap(), "only once");
    assert_eq!(home.hot.append_log(turn.id, events(8..=8)).await.unwrap(), TurnOrder::Lost);
    assert_eq!(home.hot.log(turn.id, 0).await.unwrap(), events(1..=7));
    assert_eq!(home.hot.request_stop(owner, chat).await.unwrap(), None);
    let record = home.hot.turn(turn.id).await.unwrap().unwrap();
    assert_eq!((record.status, record.ended_at), (TurnStatus::Stopped, Some(at(7_000))));
    assert_eq!(home.hot.turn(world.id()).await.unwrap(), None);
    assert!(!home.hot.finish_turn(world.id::<TurnId>(), answered("x")).await.unwrap());
}

async fn an_answer_with_everything(world: &World, home: &Home) {
    let (owner, chat) = world.chat(home).await;
    let turn = world.begun(home, world.say(owner, chat, "Sources?")).await;
    let citation = Citation {
        marker: 1,
        document_id: world.id(),
        chunk_id: world.id(),
        title: "Guide \"2\"".into(),
        heading: Some("Care › Water".into()),
        page: Some(4),
        url: Some("https://shop.example/returns".into()),
        quote: "One cup.".into(),
        passage: "Each week? One cup.".into(),
        quote_start: 11,
        quote_end: 19,
    };
    let usage = Usage { model: "m".into(), input_tokens: 10, output_tokens: 5, cost_micros: Some(3) };
    let finish = FinishTurn {
        citations: vec![citation.clone()],
        usage: Some(usage),
        now: at(7_500),
        ..answered("One cup [1].")
    };
    assert!(home.hot.finish_turn(turn.id, finish).await.unwrap());
    let answer = home.hot.messages(chat, 10).await.unwrap().pop().unwrap();
    assert_eq!((answer.id, answer.turn_id), (turn.assistant_message_id, turn.id));
    assert_eq!((answer.role, answer.outcome), (MessageRole::Assistant, Some(TurnStatus::Complete)));
    assert_eq!((answer.content.as_str(), answer.citations), ("One cup [1].", vec![citation]));
    assert_eq!(home.hot.chat(owner, chat).await.unwrap().unwrap().updated_at, at(7_500));
}

async fn empty_answers(world: &World, home: &Home) {
    for (status, messages) in [
        (TurnStatus::Complete, 2),
        (TurnStatus::Stopped, 1),
        (TurnStatus::Interrupted, 1),
        (TurnStatus::Failed, 1),
    ] {
        let (owner, chat) = world.chat(home).await;
        let turn = world.begun(home, world.say(owner, chat, "Hm")).await;
        let finish = FinishTurn { status, log: events(1..=2), ..answered("") };
        assert!(home.hot.finish_turn(turn.id, finish).await.unwrap());
        assert_eq!(home.hot.messages(chat, 10).await.unwrap().len(), messages, "{status:?}");
        assert_eq!(home.hot.log(turn.id, 0).await.unwrap(), events(1..=2), "{status:?}");
        assert_eq!(home.hot.chat(owner, chat).await.unwrap().unwrap().updated_at, at(7_000), "{status:?}");
    }
}

async fn erased_under_way(world: &World, home: &Home) {
    let (owner, chat) = world.chat(home).await;
    let turn = world.begun(home, world.say(owner, chat, "Gone")).await;
    assert!(home.hot.delete_chat(owner, chat).await.unwrap());
    assert_eq!(home.hot.append_log(turn.id, events(1..=1)).await.unwrap(), TurnOrder::Lost);
    assert!(!home.hot.finish_turn(turn.id, answered("Too late")).await.unwrap());
    assert_eq!(home.hot.messages(chat, 10).await.unwrap(), []);
}
