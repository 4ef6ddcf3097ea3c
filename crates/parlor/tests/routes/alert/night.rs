//! The run of the night, and the alert that it raises.

use domain::clock::Timestamp;
use domain::eval::due::{What, next_night};
use domain::job::{Job, JobKind};
use reqwest::Method;
use serde_json::{Value, json};
use testkit::upstream::Script;

use super::{alerts, tenant_id};
use crate::eval::suite;
use crate::help::{Tenant, body, expect, tenant, until};
use crate::on_both;
use crate::support::Server as Running;

/// The night of this time, as it is planned: claimed by two nodes at once, and begun by as many jobs.
async fn night(server: &Running, tenant: &Tenant, now: Timestamp) -> usize {
    let watcher = &server.watcher;
    let mut claimed = 0;
    let due = watcher.directory.due(now, now, 100).await.unwrap();
    for due in due.iter().filter(|due| due.tenant == tenant_id(tenant)) {
        let What::Night { hour, .. } = due.what else { continue };
        for _node in 0..2 {
            let run_id = watcher.ids.next();
            let job = Job::due(
                watcher.ids.next(),
                JobKind::EvaluateNightly { agent_id: due.agent, run_id },
                watcher.clock.now(),
            );
            if watcher.directory.claim_due(due, Some(next_night(now, hour)), &job).await.unwrap() {
                claimed += 1;
                // What a worker left that died after it had begun the run, and what its successor does.
                watcher.begin_night(due.tenant, due.agent, run_id).await.unwrap();
            }
        }
    }
    claimed
}

/// The runs of nights, newest first, once so many have ended.
async fn nights(server: &Running, tenant: &Tenant, count: usize) -> Vec<Value> {
    let path = format!("/api/admin/agents/{}/evals/runs", tenant.agent);
    let of_night = |all: &Value| -> Vec<Value> {
        let runs = all["runs"].as_array().unwrap().iter();
        runs.filter(|run| run["trigger"] == "nightly").cloned().collect()
    };
    let get = || server.member(&tenant.account, Method::GET, &path);
    let all = until(get, |all| {
        let nights = of_night(all);
        nights.len() >= count && nights.iter().all(|run| run["status"] == "done")
    });
    of_night(&all.await)
}

on_both! {
    async fn one_run_a_night_of_the_live_version_and_an_alert_when_it_falls(server: Server) {
        let acme = tenant(&server, "Acme").await;
        suite(&server, &acme, "golden").await;
        let path = format!("/api/admin/agents/{}/gate", acme.agent);
        let set = |nightly: Value| server.member(&acme.account, Method::PUT, &path).json(&json!({"suites": [], "nightly": nightly}));
        let (status, problem) = body(set(json!(24))).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("nightly")), "{problem}");
        let hour = |hour: i64| Timestamp::from_millis(hour * 3_600_000);
        let today = server.watcher.clock.now().as_millis() / 3_600_000;
        assert_eq!(night(&server, &acme, hour(today + 25)).await, 0, "nobody asked for it");
        assert_eq!(expect(200, set(json!(3))).await["settings"]["nightly"], 3);

        server.upstream.otherwise(Script::answer("It costs €32."));
        assert_eq!(night(&server, &acme, hour(today - 1)).await, 0, "not yet");
        assert_eq!(night(&server, &acme, hour(today + 25)).await, 1, "one node has it");
        let first = nights(&server, &acme, 1).await;
        assert_eq!((first.len(), &first[0]["publishedVersion"], &first[0]["draftVersion"]), (1, &json!(1), &Value::Null));
        assert_eq!(alerts(&server, &acme).await, Vec::<Value>::new());
        assert_eq!(night(&server, &acme, hour(today + 25)).await, 0, "it was tonight's");
    }

    async fn a_night_below_its_bar_raises_an_alert_and_switching_it_off_ends_it(server: Server) {
        let acme = tenant(&server, "Acme").await;
        suite(&server, &acme, "golden").await;
        let path = format!("/api/admin/agents/{}/gate", acme.agent);
        let set = |nightly: Value| server.member(&acme.account, Method::PUT, &path).json(&json!({"suites": [], "nightly": nightly}));
        expect(200, set(json!(3))).await;
        server.upstream.otherwise(Script::answer("It costs €23."));
        let later = Timestamp::from_millis(server.watcher.clock.now().as_millis() + 25 * 3_600_000);
        assert_eq!(night(&server, &acme, later).await, 1);
        let run = nights(&server, &acme, 1).await;
        let told = alerts(&server, &acme).await;
        let evidence = &told[0]["evidence"];
        assert_eq!((&evidence["kind"], &evidence["runId"]), (&json!("night_failed"), &run[0]["id"]), "{told:?}");
        assert_eq!(evidence["suites"], json!([{"suite": "golden", "share": 0.0, "threshold": 1.0}]));
        expect(200, set(Value::Null)).await;
        let much_later = Timestamp::from_millis(later.as_millis() + 72 * 3_600_000);
        assert_eq!(night(&server, &acme, much_later).await, 0);
    }
}
