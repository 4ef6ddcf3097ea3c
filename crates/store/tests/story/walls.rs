//! Row-level security on Postgres: the second wall, tried without the first.

use domain::id::TenantId;
use sqlx::{Connection, Executor, PgConnection};
use uuid::Uuid;

use crate::mcp::server;
use crate::tools::tool;
use crate::world::World;

const WALLED: [&str; 6] = ["agents", "chats", "mcp_servers", "messages", "tools", "turns"];

const NOBODY: [Uuid; 0] = [];

#[tokio::test]
async fn a_query_that_names_no_tenant_sees_nothing() {
    let world = World::postgres().await;
    let mut homes = Vec::new();
    for name in ["a", "b"] {
        let home = world.settle(name).await;
        let agent = world.stored_agent(&home, "helper").await;
        home.cold.create_tool(&tool(&world, agent, "get_order")).await.unwrap();
        home.cold.create_mcp_server(&server(&world, agent, "shop")).await.unwrap();
        let (owner, chat) = world.chat(&home).await;
        world.exchange(&home, owner, chat, "Hello").await;
        homes.push(home);
    }
    let mut connection = PgConnection::connect(&world.url).await.unwrap();
    let superuser: bool = sqlx::query_scalar("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert!(!superuser, "superusers are above the policies");

    for table in WALLED {
        assert_eq!(tenants_seen(&mut connection, table, None).await, NOBODY, "{table}");
        assert_eq!(tenants_seen(&mut connection, table, Some("")).await, NOBODY, "{table}");
        let a = homes[0].id;
        let seen = tenants_seen(&mut connection, table, Some(&text(a))).await;
        assert_eq!(seen, [Uuid::from(a)], "{table}");
    }
    // The directory sees what it must, and no content.
    assert_eq!(tenants_seen(&mut connection, "turns", Some("directory")).await.len(), 2);
    for table in ["agents", "chats", "messages", "tools"] {
        assert_eq!(tenants_seen(&mut connection, table, Some("directory")).await, NOBODY, "{table}");
    }
    writing_for_another_tenant_is_refused(&mut connection, homes[0].id, homes[1].id).await;
}

async fn tenants_seen(connection: &mut PgConnection, table: &str, setting: Option<&str>) -> Vec<Uuid> {
    let mut tx = connection.begin().await.unwrap();
    if let Some(setting) = setting {
        sqlx::query("SELECT set_config('parlor.tenant', $1, true)")
            .bind(setting)
            .execute(&mut *tx)
            .await
            .unwrap();
    }
    let select = format!("SELECT DISTINCT tenant_id FROM {table}");
    sqlx::query_scalar(sqlx::AssertSqlSafe(select)).fetch_all(&mut *tx).await.unwrap()
}

async fn writing_for_another_tenant_is_refused(connection: &mut PgConnection, a: TenantId, b: TenantId) {
    let mut tx = connection.begin().await.unwrap();
    let begin = format!("SET LOCAL parlor.tenant = '{}'", text(a));
    tx.execute(sqlx::AssertSqlSafe(begin)).await.unwrap();
    let stolen = sqlx::query("UPDATE agents SET tenant_id = $1").bind(Uuid::from(b)).execute(&mut *tx).await;
    let refused = stolen.unwrap_err().to_string();
    assert!(refused.contains("row-level security"), "{refused}");
}

fn text(tenant: TenantId) -> String {
    Uuid::from(tenant).hyphenated().to_string()
}
