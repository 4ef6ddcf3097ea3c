//! Create, import, export, change, delete.

use reqwest::Method;
use serde_json::{Value, json};

use crate::help::{body, expect, refused, tenant};
use crate::on_both;

const FILE: &str = "name: returns\nthreshold: 0.5\ncases:\n  - id: period\n    input: How long?\n    expect: { facts: [30 days] }\n    weight: 2\n";

on_both! {
    async fn suites_and_cases_are_made_changed_and_deleted(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let list = format!("/api/admin/agents/{}/evals/suites", acme.agent);
        let made = expect(201, member(Method::POST, &list).json(&json!({"name": "golden", "checks": [{"lacks": "sorry"}]}))).await;
        assert_eq!((&made["threshold"], &made["tools"], &made["caseCount"]), (&json!(1.0), &json!("declared"), &json!(0)));
        assert_eq!(refused(member(Method::POST, &list).json(&json!({"name": "golden"}))).await, "409 conflict");
        let path = format!("/api/admin/evals/suites/{}", made["id"].as_str().unwrap());

        let cases = format!("{path}/cases");
        let price = json!({"name": "price", "input": "How much?", "expect": {"facts": ["€32"]},
            "conversation": [{"user": "Hi"}, {"assistant": "Hello"}], "checks": [{"length": {"max": 80}}], "weight": 2.0});
        let case = expect(201, member(Method::POST, &cases).json(&price)).await;
        assert_eq!(case["case"]["conversation"], price["conversation"]);
        assert_eq!(refused(member(Method::POST, &cases).json(&price)).await, "409 conflict");
        let case_path = format!("/api/admin/evals/cases/{}", case["id"].as_str().unwrap());
        let changed = json!({"name": "price", "input": "What does it cost?"});
        let case = expect(200, member(Method::PUT, &case_path).json(&changed)).await;
        assert_eq!((&case["case"]["input"], &case["case"]["checks"]), (&json!("What does it cost?"), &Value::Null));
        let listed = expect(200, member(Method::GET, &cases)).await;
        assert_eq!(listed["cases"], json!([case]));

        // The case lives by the suite's check alone: it cannot be taken away.
        let (status, problem) = body(member(Method::PATCH, &path).json(&json!({"checks": []}))).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("checks")), "{problem}");
        let suite = expect(200, member(Method::GET, &path)).await;
        let stale = member(Method::PATCH, &path).json(&json!({"threshold": 0.9, "version": 1}));
        assert_eq!(refused(stale).await, "409 conflict");
        let fresh = json!({"threshold": 0.9, "description": "Prices", "version": suite["version"]});
        let suite = expect(200, member(Method::PATCH, &path).json(&fresh)).await;
        assert_eq!((&suite["threshold"], &suite["description"], &suite["caseCount"]), (&json!(0.9), &json!("Prices"), &json!(1)));

        assert_eq!(member(Method::DELETE, &case_path).send().await.unwrap().status(), 204);
        assert_eq!(refused(member(Method::PUT, &case_path).json(&changed)).await, "404 not_found");
        assert_eq!(member(Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(refused(member(Method::GET, &path)).await, "404 not_found");
    }

    async fn every_broken_rule_of_a_case_is_told(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let suite = crate::eval::suite(&server, &acme, "golden").await;
        let path = format!("/api/admin/evals/suites/{}/cases", suite["id"].as_str().unwrap());
        for (case, place, words) in [
            (json!({"name": "a", "input": "x"}), "case", "nothing is checked"),
            (json!({"name": "a", "input": " ", "expect": {"facts": ["y"]}}), "case", "`input`"),
            (json!({"name": "a", "input": "x", "checks": [{"guess": "y"}]}), "case", "unknown variant `guess`"),
            (json!({"name": "a", "input": "x", "checks": [{"matches": "("}]}), "case", "regular expression"),
            (json!({"name": "a", "input": "x", "checks": [{"correct": {}}]}), "case", "needs an expected answer"),
            (json!({"name": "a", "input": "x", "expect": {"facts": ["y"]}, "toolResults": [{"name": "t"}]}), "case", "toolResults"),
            (json!({"name": "a", "input": "x", "extra": 1}), "extra", "unknown field"),
        ] {
            let (status, problem) = body(server.member(&acme.account, Method::POST, &path).json(&case)).await;
            assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!(place)), "{case} {problem}");
            let message = problem["errors"][0]["message"].as_str().unwrap();
            assert!(message.contains(words), "{case}: {message}");
        }
    }

    async fn a_file_is_imported_and_exported_and_a_broken_one_names_its_line(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let import = format!("/api/admin/agents/{}/evals/import", acme.agent);
        let post = |filename: &str, text: &str| {
            server.member(&acme.account, Method::POST, &import).json(&json!({"filename": filename, "text": text}))
        };
        let made = expect(201, post("returns.yaml", FILE)).await;
        assert_eq!((&made["name"], &made["threshold"], &made["caseCount"]), (&json!("returns"), &json!(0.5), &json!(1)));
        let csv = expect(201, post("prices.csv", "id,input,facts\na,How much?,€32\nb,And a week?,€145|week\n")).await;
        assert_eq!((&csv["name"], &csv["caseCount"]), (&json!("prices"), &json!(2)));
        let (status, problem) = body(post("x.yaml", &FILE.replace("input:", "inputt:"))).await;
        assert_eq!(status, 422);
        let message = problem["errors"][0]["message"].as_str().unwrap();
        assert!(message.starts_with("line 5: ") && message.contains("inputt"), "{message}");
        assert_eq!(refused(post("x.exe", "MZ")).await, "422 invalid_request");

        let export = format!("/api/admin/evals/suites/{}/export", made["id"].as_str().unwrap());
        let file = server.member(&acme.account, Method::GET, &export).send().await.unwrap();
        assert_eq!(file.headers()["content-type"], "application/yaml");
        let text = file.text().await.unwrap();
        let path = format!("/api/admin/evals/suites/{}", made["id"].as_str().unwrap());
        assert_eq!(server.member(&acme.account, Method::DELETE, &path).send().await.unwrap().status(), 204);
        let again = expect(201, post("again.yaml", &text)).await;
        let cases = format!("/api/admin/evals/suites/{}/cases", again["id"].as_str().unwrap());
        let cases = expect(200, server.member(&acme.account, Method::GET, &cases)).await;
        assert_eq!(cases["cases"][0]["case"]["name"], "period");
        assert_eq!((&again["threshold"], &cases["cases"][0]["case"]["weight"]), (&json!(0.5), &json!(2.0)), "{text}");
    }
}
