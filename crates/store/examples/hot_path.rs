//! How many turns the hot path of a fresh SQLite file takes: begin, then finish with an answer and its log.
//!
//! `cargo run --release -p store --example hot_path -- [tasks] [seconds]`

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::chat::event::{Sequenced, TurnEvent};
use domain::chat::store::{BeginTurn, Begun, FinishTurn, TurnInput};
use domain::chat::{Chat, ChatOwner, ChatStatus, TurnStatus};
use domain::clock::Timestamp;
use domain::id::TenantId;
use domain::storage::HotStorage;
use domain::visitor::Visitor;
use store::{Options, Store};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

static NEXT: AtomicU64 = AtomicU64::new(1);

fn id<T: From<Uuid>>() -> T {
    T::from(Uuid::from_u128(u128::from(NEXT.fetch_add(1, Ordering::Relaxed))))
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let tasks: u32 = arguments.next().map_or(Ok(32), |text| text.parse())?;
    let seconds: u64 = arguments.next().map_or(Ok(5), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}", folder.path().join("bench.db").display());
    let store = Store::open(&url, Options::default()).await?;
    store.migrate().await?;
    let store = Arc::new(store);
    #[expect(clippy::disallowed_methods, reason = "a measurement takes the real time")]
    let start = Instant::now();
    let running: Vec<_> =
        (0..tasks).map(|_| tokio::spawn(turns(store.clone(), start, Duration::from_secs(seconds)))).collect();
    let mut pairs = 0;
    for task in running {
        pairs += task.await??;
    }
    let rate = f64::from(pairs) / start.elapsed().as_secs_f64();
    #[expect(clippy::print_stdout, reason = "the measurement is what this program is for")]
    {
        println!("{tasks} tasks: {rate:.0} begin + finish pairs/s");
    }
    Ok(())
}

async fn turns(store: Arc<Store>, start: Instant, time: Duration) -> Outcome<u32> {
    let hot = HotStorage::tenant(&*store, id::<TenantId>());
    let now = Timestamp::from_millis(0);
    let mut pairs = 0;
    while start.elapsed() < time {
        let owner = ChatOwner { agent: id(), visitor: id() };
        let visitor = Visitor {
            id: owner.visitor,
            agent_id: owner.agent,
            external_id: None,
            name: None,
            email: None,
            created_at: now,
        };
        hot.put_visitor(&visitor).await?;
        let chat = Chat {
            id: id(),
            agent_id: owner.agent,
            visitor_id: owner.visitor,
            title: None,
            status: ChatStatus::Open,
            preview: false,
            created_at: now,
            updated_at: now,
        };
        hot.create_chat(&chat, None).await?;
        // A visitor stays for a few questions, so that history is read, too.
        for _ in 0..10 {
            let begin = BeginTurn {
                turn_id: id(),
                chat_id: chat.id,
                owner,
                input: TurnInput::Message { id: id(), content: "How often do I water a fern?".into() },
                assistant_message_id: id(),
                idempotency_key: Some(id::<Uuid>().to_string()),
                fingerprint: [1; 32],
                node_id: Uuid::nil().into(),
                history_limit: 20,
                title: Some("How often".into()),
                now,
            };
            let Begun::Started { turn, .. } = hot.begin_turn(begin).await? else {
                return Err("the turn did not start".into());
            };
            let event = |seq| Sequenced { seq, event: TurnEvent::TextDelta { text: "twice ".into() } };
            let finish = FinishTurn {
                status: TurnStatus::Complete,
                content: "twice ".repeat(50),
                parts: Vec::new(),
                citations: Vec::new(),
                usage: None,
                log: (1..=50).map(event).collect(),
                now,
            };
            hot.finish_turn(turn.id, finish).await?;
            pairs += 1;
        }
    }
    Ok(pairs)
}
