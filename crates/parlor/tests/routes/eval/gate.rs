//! The publish gate: what it refuses, what it lets pass, and the way around it.

use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use testkit::upstream::Script;

use super::suite;
use crate::help::{Tenant, body, expect, refused, tenant, until};
use crate::on_both;
use crate::support::Server as Running;

/// One tenant's agent behind its gate.
struct Guarded<'a> {
    server: &'a Running,
    tenant: &'a Tenant,
}

impl Guarded<'_> {
    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        let path = format!("/api/admin/agents/{}{path}", self.tenant.agent);
        self.server.member(&self.tenant.account, method, &path)
    }

    /// The gate, once it has made up its mind.
    async fn settled(&self) -> Value {
        until(
            || self.call(Method::GET, "/gate"),
            |gate| !matches!(gate["state"].as_str(), Some("missing" | "running")),
        )
        .await
    }

    async fn prompt(&self, text: &str) {
        expect(200, self.call(Method::PATCH, "").json(&json!({"systemPrompt": text}))).await;
    }

    async fn publish(&self) -> Value {
        expect(200, self.call(Method::POST, "/publish").json(&json!({}))).await
    }
}

on_both! {
    async fn a_draft_that_fails_a_case_is_refused_until_it_is_mended(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let made = suite(&server, &acme, "golden").await;
        let agent = Guarded { server: &server, tenant: &acme };
        assert_eq!(expect(200, agent.call(Method::GET, "/gate")).await["state"], "open");
        server.upstream.when("How much", Script::answer("It costs €32."));
        let gate = json!({"suites": [{"suiteId": made["id"], "atLeast": 1.0}], "noRegression": true});
        expect(200, agent.call(Method::PUT, "/gate").json(&gate)).await;
        let settled = agent.settled().await;
        assert_eq!((&settled["state"], &settled["faults"]), (&json!("passed"), &json!([])), "{settled}");
        assert_eq!(agent.publish().await["publishedVersion"], 2);
        let path = format!("/api/admin/evals/suites/{}", made["id"].as_str().unwrap());
        assert_eq!(refused(server.member(&acme.account, Method::DELETE, &path)).await, "409 conflict", "the gate demands it");

        // Asked before the evaluations of a new draft are through.
        server.upstream.when("How much", Script::answer("It costs €23."));
        agent.prompt("Be brief.").await;
        let (status, early) = body(agent.call(Method::POST, "/publish").json(&json!({}))).await;
        assert_eq!((status, &early["code"]), (409, &json!("gate_closed")), "{early}");
        let settled = agent.settled().await;
        assert_eq!(settled["state"], "failed", "{settled}");
        let (status, problem) = body(agent.call(Method::POST, "/publish").json(&json!({}))).await;
        assert_eq!((status, &problem["code"]), (409, &json!("gate_closed")));
        let places: Vec<&str> = problem["errors"].as_array().unwrap().iter().map(|e| e["path"].as_str().unwrap()).collect();
        assert_eq!(places, ["golden", "golden/price"], "{problem}");
        assert_eq!(expect(200, agent.call(Method::GET, "")).await["publishedVersion"], 2);

        // Only a member answers for it, with a reason, and it stays with the version.
        let by_key = server.request(Method::POST, &format!("/api/admin/agents/{}/gate/override", acme.agent)).bearer_auth(&acme.server_key);
        assert_eq!(refused(by_key.json(&json!({"reason": "x"}))).await, "403 forbidden");
        assert_eq!(refused(agent.call(Method::POST, "/gate/override").json(&json!({"reason": " "}))).await, "422 invalid_request");
        let overridden = agent.call(Method::POST, "/gate/override").json(&json!({"reason": "The price rose."}));
        assert_eq!(expect(200, overridden).await["publishedVersion"], 3);
        let versions = expect(200, agent.call(Method::GET, "/versions")).await;
        let passage = |index: usize| versions["versions"][index]["gate"].clone();
        assert_eq!((&passage(0)["overridden"], &passage(0)["reason"]), (&json!(true), &json!("The price rose.")), "{versions}");
        assert_eq!((&passage(0)["by"], &passage(0)["runId"]), (&acme.account.body["member"]["id"], &settled["runId"]));
        assert_eq!((&passage(1)["overridden"], &passage(2)), (&json!(false), &Value::Null));

        // Back to what passed is allowed, be it as a draft or, compared with, as the live version; to what never did is not.
        assert_eq!(refused(agent.call(Method::POST, "/rollback").json(&json!({"version": 3}))).await, "409 gate_closed");
        for (version, becomes) in [(2, 4), (1, 5)] {
            let back = agent.call(Method::POST, "/rollback").json(&json!({"version": version}));
            assert_eq!(expect(200, back).await["publishedVersion"], becomes);
        }
        let again = json!({"reason": "As agreed.", "rollbackTo": 3});
        assert_eq!(expect(200, agent.call(Method::POST, "/gate/override").json(&again)).await["publishedVersion"], 6);

        server.upstream.when("How much", Script::answer("€32, gladly."));
        agent.prompt("Be brief and right.").await;
        let settled = agent.settled().await;
        assert_eq!(settled["state"], "passed", "{settled}");
        assert_eq!(agent.publish().await["publishedVersion"], 7);
    }

    async fn a_changed_suite_must_be_run_again_and_old_drafts_are_not_finished(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let made = suite(&server, &acme, "golden").await;
        let agent = Guarded { server: &server, tenant: &acme };
        server.upstream.otherwise(Script::answer("It costs €32."));
        expect(200, agent.call(Method::PUT, "/gate").json(&json!({"suites": [{"suiteId": made["id"]}]}))).await;
        for n in 0..3 {
            agent.prompt(&format!("Be brief, {n}.")).await;
        }
        assert_eq!(agent.settled().await["state"], "passed");
        let runs = expect(200, agent.call(Method::GET, "/evals/runs")).await;
        let states: Vec<&str> = runs["runs"].as_array().unwrap().iter().map(|run| run["status"].as_str().unwrap()).collect();
        assert_eq!(states, ["done", "superseded", "superseded", "superseded"]);
        let path = format!("/api/admin/evals/suites/{}/cases", made["id"].as_str().unwrap());
        let more = json!({"name": "more", "input": "Free?", "expect": {"facts": ["€32"]}});
        expect(201, server.member(&acme.account, Method::POST, &path).json(&more)).await;
        assert_eq!(expect(200, agent.call(Method::GET, "/gate")).await["state"], "missing");
        // A refused attempt begins what is missing.
        assert_eq!(refused(agent.call(Method::POST, "/publish").json(&json!({}))).await, "409 gate_closed");
        assert_eq!(agent.settled().await["state"], "passed");
        agent.publish().await;
    }

    async fn tools_and_documents_that_change_reopen_the_gate_and_begin_one_run(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let made = suite(&server, &acme, "golden").await;
        let agent = Guarded { server: &server, tenant: &acme };
        server.upstream.otherwise(Script::answer("It costs €32."));
        expect(200, agent.call(Method::PUT, "/gate").json(&json!({"suites": [{"suiteId": made["id"]}]}))).await;
        assert_eq!(agent.settled().await["state"], "passed");
        let runs = async || expect(200, agent.call(Method::GET, "/evals/runs")).await["runs"].as_array().unwrap().len();
        assert_eq!(runs().await, 1);
        let outdated = async |what: &str| {
            let gate = expect(200, agent.call(Method::GET, "/gate")).await;
            assert_eq!((&gate["state"], &gate["outdated"]), (&json!("missing"), &json!([what])), "{gate}");
            assert_eq!(refused(agent.call(Method::POST, "/publish").json(&json!({}))).await, "409 gate_closed");
        };

        let tool = expect(201, agent.call(Method::POST, "/tools").json(&json!({"builtIn": "calculate"}))).await;
        outdated("tools").await;
        assert_eq!(agent.settled().await["state"], "passed");
        assert_eq!(runs().await, 2, "begun by the attempt to publish");
        let path = format!("/api/admin/tools/{}", tool["id"].as_str().unwrap());
        assert_eq!(server.member(&acme.account, Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(agent.settled().await["state"], "passed", "as it was when the first run passed");

        // Many documents, and nobody saves or publishes.
        for n in 0..12 {
            let form = Form::new().part("file", Part::text(format!("Fact {n}.")).file_name(format!("{n}.txt")));
            expect(202, agent.call(Method::POST, "/documents").multipart(form)).await;
        }
        let ready = |all: &Value| all["documents"].as_array().unwrap().iter().filter(|one| one["status"] == "ready").count();
        let documents = until(|| agent.call(Method::GET, "/documents"), |all| ready(all) == 12).await;
        let gate = agent.settled().await;
        assert_eq!((&gate["state"], &gate["outdated"]), (&json!("passed"), &json!([])), "{gate}");
        assert_eq!(runs().await, 3, "one run for all of them");
        let path = format!("/api/admin/documents/{}", documents["documents"][0]["id"].as_str().unwrap());
        assert_eq!(server.member(&acme.account, Method::DELETE, &path).send().await.unwrap().status(), 204);
        outdated("knowledge").await;
    }

    async fn a_gate_demands_only_what_can_be_run(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let made = suite(&server, &acme, "golden").await;
        let agent = Guarded { server: &server, tenant: &acme };
        let list = agent.call(Method::POST, "/evals/suites").json(&json!({"name": "empty"}));
        let empty = expect(201, list).await;
        for (suites, place) in [
            (json!([{"suiteId": "evs_0198c0de000070008000000000000001"}]), "suites[0].suiteId"),
            (json!([{"suiteId": empty["id"]}]), "suites[0].suiteId"),
            (json!([{"suiteId": made["id"]}, {"suiteId": made["id"]}]), "suites[1].suiteId"),
            (json!([{"suiteId": made["id"], "atLeast": 2}]), "suites[0].atLeast"),
        ] {
            let (status, problem) = body(agent.call(Method::PUT, "/gate").json(&json!({"suites": suites}))).await;
            assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!(place)), "{problem}");
        }
    }
}
