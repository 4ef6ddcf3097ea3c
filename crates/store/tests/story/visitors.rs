//! A visitor who is erased leaves no word behind, in whichever table.

use domain::chat::Rating;
use domain::conversation::Note;
use domain::visitor::Visitor;
use sqlx::{AssertSqlSafe, Connection, Executor, Row};

use crate::world::{Home, Raw, World, at};

/// Stands in everything that the visitor said, or that was said of them.
const MARK: &str = "quetzalcoatlus";

/// Every table, and how many of its rows hold the mark.
async fn marked(world: &World, home: &Home) -> Vec<(String, i64)> {
    let mut found = Vec::new();
    match world.raw().await {
        Raw::Lite(mut connection) => {
            let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
            for table in connection.fetch_all(tables).await.unwrap() {
                let table: String = table.get("name");
                let columns = format!(
                    "SELECT group_concat('quote(\"' || name || '\")', ' || ') AS text FROM pragma_table_info('{table}')"
                );
                let text: String = connection.fetch_one(AssertSqlSafe(columns)).await.unwrap().get("text");
                let hex: String = MARK.bytes().map(|byte| format!("{byte:02X}")).collect();
                let count = format!(
                    "SELECT COUNT(*) AS n FROM (SELECT {text} AS row FROM \"{table}\")
                    WHERE instr(row, '{MARK}') > 0 OR instr(row, '{hex}') > 0"
                );
                found.push((table, connection.fetch_one(AssertSqlSafe(count)).await.unwrap().get("n")));
            }
        }
        Raw::Pg(mut connection) => {
            let tables = "SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";
            for table in connection.fetch_all(tables).await.unwrap() {
                let table: String = table.get("name");
                let hex: String = MARK.bytes().map(|byte| format!("{byte:02x}")).collect();
                let mut tx = connection.begin().await.unwrap();
                let tenant = uuid::Uuid::from(home.id);
                tx.execute(AssertSqlSafe(format!("SET LOCAL parlor.tenant = '{tenant}'"))).await.unwrap();
                let count = format!(
                    "SELECT COUNT(*) AS n FROM \"{table}\" t WHERE t::text LIKE '%{MARK}%' OR t::text LIKE '%{hex}%'"
                );
                found.push((table, tx.fetch_one(AssertSqlSafe(count)).await.unwrap().get("n")));
            }
        }
    }
    assert!(found.len() > 20, "{found:?}");
    found.retain(|(_, rows)| *rows > 0);
    found
}

pub async fn story(world: &World) {
    let (home, other) = (world.settle("ada").await, world.settle("bob").await);
    let agent = world.stored_agent(&home, "helper").await;
    let visitor = Visitor {
        external_id: Some(format!("{MARK}-1")),
        name: Some(format!("Ann {MARK}")),
        email: Some(format!("{MARK}@example.com")),
        ..world.anonymous(agent)
    };
    home.hot.put_visitor(&visitor).await.unwrap();
    let owner = domain::chat::ChatOwner { agent, visitor: visitor.id };
    assert!(home.hot.set_visit(owner, &format!("{{\"page\": \"{MARK}\"}}")).await.unwrap());
    let mut chats = Vec::new();
    for n in 0..2 {
        let chat = domain::chat::Chat { title: Some(format!("About {MARK} {n}")), ..world.new_chat(owner) };
        home.hot.create_chat(&chat, Some(&format!("{{\"cart\": \"{MARK}\"}}"))).await.unwrap();
        world.exchange(&home, owner, chat.id, &format!("I am {MARK}")).await;
        assert!(home.all.set_labels(chat.id, &[MARK.into()]).await.unwrap());
        let text = format!("{MARK} called");
        let note = Note { id: world.id(), chat_id: chat.id, member_id: None, text, created_at: at(9) };
        home.all.add_note(&note).await.unwrap();
        let answer = home.hot.messages(chat.id, 9).await.unwrap().pop().unwrap();
        let comment = Some(format!("{MARK}!"));
        let feedback = domain::chat::Feedback { rating: Rating::Down, comment };
        assert!(home.hot.set_feedback(owner, answer.id, Some(&feedback)).await.unwrap());
        chats.push(chat.id);
    }
    let (neighbour, kept) = world.chat(&home).await;
    world.exchange(&home, neighbour, kept, "Hello").await;
    let tables: Vec<String> = marked(world, &home).await.into_iter().map(|(table, _)| table).collect();
    for table in ["chat_labels", "chat_notes", "chats", "messages", "visitors"] {
        assert!(tables.contains(&table.to_owned()), "{table} is looked through: {tables:?}");
    }

    assert_eq!(home.all.known_visitor(visitor.id).await.unwrap().as_ref(), Some(&visitor));
    assert_eq!(other.all.known_visitor(visitor.id).await.unwrap(), None);
    assert_eq!(other.all.erase_visitor(visitor.id).await.unwrap(), None);
    let mut erased = home.all.erase_visitor(visitor.id).await.unwrap().unwrap();
    erased.sort();
    assert_eq!(erased, chats);
    assert_eq!(marked(world, &home).await, []);
    assert_eq!(home.all.erase_visitor(visitor.id).await.unwrap(), None);
    assert_eq!(home.all.known_visitor(visitor.id).await.unwrap(), None);
    assert_eq!(home.hot.messages(kept, 9).await.unwrap().len(), 2, "others keep what is theirs");
}
