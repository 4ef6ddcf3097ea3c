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
}
