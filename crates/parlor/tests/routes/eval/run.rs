//! Runs: results with their reasons, tools that are never called for real, live progress.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::upstream::Script;

use super::{ran, suite};
use crate::help::{expect, refused, tenant};
use crate::on_both;
use crate::tool::manage::{add, order_tool};
use crate::tool::receiver::Receiver;

on_both! {
    async fn a_run_tells_what_came_of_each_case_and_why(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let runs = format!("/api/admin/agents/{}/evals/runs", acme.agent);
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        assert_eq!(refused(member(Method::POST, &runs).json(&json!({}))).await, "422 invalid_request", "no cases");
        let made = suite(&server, &acme, "golden").await;
        let path = format!("/api/admin/evals/suites/{}/cases", made["id"].as_str().unwrap());
        let judged = json!({"name": "tone", "input": "Hello", "checks": [{"rubric": {"rubric": "Greets.", "atLeast": 0.5}}]});
        expect(201, member(Method::POST, &path).json(&judged)).await;
        server.upstream.when("How much", Script::answer("It costs €23."));
        server.upstream.otherwise(Script::answer(r#"{"reasoning": "It greets.", "score": 0.8}"#));

        let all = ran(&server, &acme, json!({})).await;
        let run = &all["run"];
        assert_eq!((&run["status"], &run["trigger"], &run["draftVersion"]), (&json!("done"), &json!("manual"), &json!(1)));
        assert_eq!((&run["total"], &run["done"]), (&json!(2), &json!(2)));
        assert!(run["costMicros"].as_u64().unwrap() > 0, "{run}");
        assert_eq!((&run["suites"][0]["share"], &run["suites"][0]["passed"]), (&json!(0.5), &json!(false)));
        let results = all["results"].as_array().unwrap();
        assert_eq!((&results[0]["case"], &results[0]["state"]), (&json!("price"), &json!("failed")));
        assert!(results[0]["reason"].as_str().unwrap().contains("€32"), "{all}");
        assert_eq!(results[1]["state"], "passed", "{all}");

        let detail = |index: usize| format!("/api/admin/evals/results/{}", results[index]["id"].as_str().unwrap());
        let failed = expect(200, member(Method::GET, &detail(0))).await;
        let attempt = &failed["detail"]["attempts"][0];
        assert_eq!(attempt["observation"]["answer"], "It costs €23.");
        assert_eq!((&attempt["scores"][0]["check"], &attempt["scores"][0]["verdict"]), (&json!("contains"), &json!("fail")));
        assert!(attempt["observation"]["usage"][0]["costMicros"].is_u64());
        let passed = expect(200, member(Method::GET, &detail(1))).await;
        assert_eq!(passed["detail"]["attempts"][0]["scores"][0]["votes"][0]["reasoning"], "It greets.");
        let list = expect(200, member(Method::GET, &runs)).await;
        assert_eq!(list["runs"], json!([run]));
    }

    async fn a_case_s_tools_answer_what_it_declares_and_no_webhook_is_called(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let receiver = Receiver::start().await;
        let mut order = order_tool(&receiver.url);
        order["policy"] = json!("ask_visitor");
        add(&server, &acme, order).await;
        add(&server, &acme, json!({"builtIn": "calculate"})).await;
        let check = async |case: Value| {
            let suites = format!("/api/admin/agents/{}/evals/suites", acme.agent);
            let made = server.member(&acme.account, Method::POST, &suites).json(&json!({"name": case["name"]}));
            let made = expect(201, made).await;
            let path = format!("/api/admin/evals/suites/{}/cases", made["id"].as_str().unwrap());
            expect(201, server.member(&acme.account, Method::POST, &path).json(&case)).await;
            let all = ran(&server, &acme, json!({"suiteIds": [made["id"]]})).await;
            assert_eq!(all["results"][0]["state"], "passed", "{all}");
            let path = format!("/api/admin/evals/results/{}", all["results"][0]["id"].as_str().unwrap());
            let detail = expect(200, server.member(&acme.account, Method::GET, &path)).await;
            detail["detail"]["attempts"][0]["observation"]["tools"].clone()
        };
        server.upstream.otherwise(Script::answer("It was sent."));
        server.upstream.push(Script::calls(&[("get_order", r#"{"id":"A7"}"#), ("calculate", r#"{"expression":"2*3"}"#)]));
        let tools = check(json!({"name": "declared", "input": "Where is A7?",
            "expect": {"facts": ["sent"], "tools": [{"name": "get_order", "arguments": {"id": {"equals": "A7"}}}, {"name": "calculate"}]},
            "toolResults": [{"name": "get_order", "arguments": {"id": {"equals": "A7"}}, "result": {"status": "sent"}}]}))
        .await;
        assert_eq!((&tools[0]["name"], &tools[0]["output"]), (&json!("get_order"), &json!(r#"{"status":"sent"}"#)));
        assert_eq!(tools[1]["output"], r#"{"result":"6"}"#, "built-in tools are used as ever");

        server.upstream.push(Script::calls(&[("get_order", r#"{"id":"B8"}"#)]));
        let beyond = json!({"name": "beyond", "input": "Where is B8?", "checks": [{"toolCalled": {"name": "get_order"}}]});
        let tools = check(beyond).await;
        let error = tools[0]["error"].as_str().unwrap();
        assert!(error.contains("not in evaluation"), "{error}");
        assert!(receiver.received().is_empty(), "nothing outside was called");
    }

    async fn a_run_that_is_stopped_calls_no_model_any_more_and_passes_no_gate(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let made = suite(&server, &acme, "golden").await;
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let path = format!("/api/admin/evals/suites/{}/cases", made["id"].as_str().unwrap());
        for n in 0..9 {
            let case = json!({"name": format!("more {n}"), "input": "How much?", "expect": {"facts": ["€32"]}});
            expect(201, member(Method::POST, &path).json(&case)).await;
        }
        server.upstream.otherwise(Script::hang());
        let runs = format!("/api/admin/agents/{}/evals/runs", acme.agent);
        let run = expect(202, member(Method::POST, &runs).json(&json!({}))).await;
        let path = format!("/api/admin/evals/runs/{}", run["id"].as_str().unwrap());
        let second = std::time::Duration::from_secs(10);
        let asked = server.upstream.wait(second, |counts| counts.received > 0).await.unwrap();
        let stopped = expect(200, member(Method::POST, &format!("{path}/stop"))).await;
        assert_eq!((&stopped["status"], &stopped["done"]), (&json!("stopped"), &json!(0)), "{stopped}");
        assert!(stopped["endedAt"].is_string(), "{stopped}");
        let hung_up = server.upstream.wait(second, |counts| counts.cancelled >= asked.received).await.unwrap();
        assert!(hung_up.received < 10, "no further case was asked: {hung_up:?}");
        assert_eq!(refused(member(Method::POST, &format!("{path}/stop"))).await, "409 conflict");
        let record = expect(200, member(Method::GET, "/api/admin/audit-log")).await;
        assert_eq!((&record["entries"][0]["action"], &record["entries"][0]["subject"]), (&json!("evaluation.stop"), &run["id"]), "{record}");

        // It was a run of this very draft, and says nothing about it.
        let gate = format!("/api/admin/agents/{}/gate", acme.agent);
        server.upstream.otherwise(Script::answer("It costs €32."));
        expect(200, member(Method::PUT, &gate).json(&json!({"suites": [{"suiteId": made["id"]}]}))).await;
        let passed = crate::help::until(|| member(Method::GET, &gate), |gate| gate["state"] == "passed").await;
        assert_ne!(passed["runId"], run["id"]);
        let trend = format!("/api/admin/evals/suites/{}/trend", made["id"].as_str().unwrap());
        let points = expect(200, member(Method::GET, &trend)).await;
        let points = points["points"].as_array().unwrap();
        assert_eq!((points.len(), &points[0]["runId"], &points[0]["share"]), (1, &passed["runId"], &json!(1.0)));
        assert_eq!(refused(member(Method::GET, &format!("{trend}?limit=0"))).await, "422 invalid_request");
    }

    async fn a_trend_goes_from_the_oldest_run_to_the_newest(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let made = suite(&server, &acme, "golden").await;
        for (answer, target) in [("It costs €23.", "draft"), ("It costs €32.", "live")] {
            server.upstream.otherwise(Script::answer(answer));
            ran(&server, &acme, json!({"target": target})).await;
        }
        let path = format!("/api/admin/evals/suites/{}/trend", made["id"].as_str().unwrap());
        let trend = expect(200, server.member(&acme.account, Method::GET, &path)).await;
        let points = trend["points"].as_array().unwrap();
        let seen: Vec<_> = points.iter().map(|p| (&p["share"], &p["passed"], &p["publishedVersion"], &p["draftVersion"])).collect();
        let (zero, one, null) = (json!(0.0), json!(1.0), Value::Null);
        assert_eq!(seen, [(&zero, &json!(false), &null, &json!(1)), (&one, &json!(true), &json!(1), &null)], "{trend}");
        let last = expect(200, server.member(&acme.account, Method::GET, &format!("{path}?limit=1"))).await;
        assert_eq!(last["points"], json!([points[1]]));
    }
}
