//! Traces reach a collector, and one that is away costs a turn nothing.

use std::time::Duration;

use domain::chat::run::{TurnObserver, TurnReport, TurnTimes};
use domain::chat::{ChatOwner, TurnStatus};
use domain::clock::Timestamp;
use outbound::Secret;
use outbound::trace::{Settings, Tracer};
use uuid::Uuid;

use super::server::*;

fn report(n: u128) -> TurnReport {
    let id = Uuid::from_u128;
    TurnReport {
        tenant: id(1).into(),
        owner: ChatOwner { agent: id(2).into(), visitor: id(3).into() },
        chat: id(4).into(),
        turn: id(n).into(),
        model: "m".into(),
        prompt: None,
        status: TurnStatus::Complete,
        usage: None,
        question: "Hi".into(),
        answer: "Hello".into(),
        times: TurnTimes {
            started: Timestamp::from_millis(0),
            searched: None,
            asked: Some(Timestamp::from_millis(1)),
            first_token: None,
            ended: Timestamp::from_millis(2),
        },
    }
}

fn tracer(server: &Server) -> Tracer {
    let headers = vec![("Authorization".to_owned(), Secret::new("Basic c2VjcmV0"))];
    let endpoint = format!("{}/traces", server.base_url);
    Tracer::start(Settings { endpoint, headers, service: "parlor".into(), content: true }).unwrap()
}

#[tokio::test]
async fn turns_reach_the_collector_in_batches() {
    let server = Server::start(vec![status("200 OK", "", "{}")]).await;
    let tracer = tracer(&server);
    for turn in 0..64 {
        tracer.ended(&report(turn));
    }
    let sent = async {
        while server.requests() == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), sent).await.unwrap();
    let request = server.seen.lock().unwrap().requests[0].clone();
    assert!(request.starts_with("POST /v1/traces") && request.contains("Basic c2VjcmV0"), "{request}");
    assert_eq!(request.matches(r#""name":"turn""#).count(), 64, "one request for all of them");
}

#[tokio::test]
async fn a_collector_that_hangs_costs_a_turn_nothing_and_memory_stays_bounded() {
    let server = Server::start(vec![vec![Act::Hang]]).await;
    let tracer = tracer(&server);
    for turn in 0..5_000 {
        tracer.ended(&report(turn));
        if turn % 100 == 0 {
            tokio::task::yield_now().await;
        }
    }
    assert!(tracer.dropped() >= 5_000 - 2 * 1_024, "{}", tracer.dropped());
}
