//! What the schema itself promises: every table names its tenant in its key, with a short list of exceptions.

use std::collections::BTreeMap;

use sqlx::{Executor, Row};

use crate::world::{Raw, World};

/// Tables that belong to no tenant: people may be members of several, nodes are machines, the last is the migrations'.
const OF_NO_TENANT: [&str; 4] = ["_sqlx_migrations", "nodes", "password_resets", "users"];

pub async fn story(world: &World) {
    let tables = match world.raw().await {
        Raw::Lite(mut connection) => {
            let rows = connection
                .fetch_all(
                    "SELECT t.name AS table_name, c.pk > 0 AND c.\"notnull\" > 0 AS in_key
                    FROM sqlite_master t LEFT JOIN pragma_table_info(t.name) c ON c.name = 'tenant_id'
                    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
                )
                .await
                .unwrap();
            keys(rows.iter().map(|row| (row.get("table_name"), row.get("in_key"))))
        }
        Raw::Pg(mut connection) => {
            let rows = connection
                .fetch_all(
                    "SELECT c.relname::text AS table_name, bool_or(a.attname = 'tenant_id' AND a.attnotnull) AS in_key
                    FROM pg_class c
                    JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
                    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
                    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
                    GROUP BY c.relname",
                )
                .await
                .unwrap();
            keys(rows.iter().map(|row| (row.get("table_name"), row.get("in_key"))))
        }
    };
    assert!(tables.len() > 14, "the catalogue was read: {tables:?}");
    for (table, in_key) in &tables {
        assert_eq!(*in_key, !OF_NO_TENANT.contains(&table.as_str()), "{table}");
    }
    if let Raw::Pg(mut connection) = world.raw().await {
        let rows = connection
            .fetch_all(
                "SELECT relname::text AS table_name, relrowsecurity AND relforcerowsecurity AS walled
                FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
            )
            .await
            .unwrap();
        assert_eq!(rows.len(), tables.len(), "a table without a primary key");
        for row in rows {
            let (table, walled): (String, bool) = (row.get("table_name"), row.get("walled"));
            assert_eq!(walled, !OF_NO_TENANT.contains(&table.as_str()), "{table}");
        }
    }
}

fn keys(rows: impl Iterator<Item = (String, Option<bool>)>) -> BTreeMap<String, bool> {
    rows.map(|(table, in_key)| (table, in_key == Some(true))).collect()
}
