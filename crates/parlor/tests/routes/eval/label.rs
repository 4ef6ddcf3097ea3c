//! People's word on what a model judged, and how far the two agree.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::upstream::Script;

use super::ran;
use crate::help::{body, expect, refused, tenant};
use crate::on_both;

on_both! {
    async fn people_label_what_a_model_judged_and_the_agreement_is_told(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let suites = format!("/api/admin/agents/{}/evals/suites", acme.agent);
        let suite = expect(201, member(Method::POST, &suites).json(&json!({"name": "tone"}))).await;
        let path = format!("/api/admin/evals/suites/{}", suite["id"].as_str().unwrap());
        for name in ["one", "two"] {
            let case = json!({"name": name, "input": "Hello", "checks": [{"helpful": {}}, {"rubric": {"rubric": "Greets."}}]});
            expect(201, member(Method::POST, &format!("{path}/cases")).json(&case)).await;
        }
        let plain = json!({"name": "plain", "input": "Hello", "checks": [{"lacks": "sorry"}]});
        expect(201, member(Method::POST, &format!("{path}/cases")).json(&plain)).await;
        server.upstream.otherwise(Script::answer(r#"{"reasoning": "It greets.", "score": 0.8}"#));
        let all = ran(&server, &acme, json!({})).await;

        let labels = format!("{path}/labels");
        let list = async || expect(200, member(Method::GET, &labels)).await;
        let told = list().await;
        let queue = told["queue"].as_array().unwrap();
        let judges: Vec<&str> = queue.iter().map(|one| one["judge"].as_str().unwrap()).collect();
        assert_eq!((judges, &told["agreement"]), (vec!["helpful", "rubric", "helpful", "rubric"], &json!([])), "{told}");
        let first = &queue[0];
        assert_eq!((&first["passed"], &first["score"], &first["votes"][0]["reasoning"]), (&json!(true), &json!(0.8), &json!("It greets.")));
        assert_eq!((&first["input"], &first["runId"]), (&json!("Hello"), &all["run"]["id"]));
        let one = expect(200, member(Method::GET, &format!("{labels}?limit=1"))).await;
        assert_eq!(one["queue"], json!([first]));
        assert_eq!(refused(member(Method::GET, &format!("{labels}?limit=0"))).await, "422 invalid_request");

        let label = |of: &Value, passes: bool, note: Value| {
            let path = format!("/api/admin/evals/results/{}/labels", of["resultId"].as_str().unwrap());
            member(Method::PUT, &path).json(&json!({"place": of["place"], "passes": passes, "note": note}))
        };
        let set = expect(200, label(first, true, json!(" Fine. "))).await;
        assert_eq!((&set["judgePasses"], &set["passes"], &set["note"]), (&json!(true), &json!(true), &json!("Fine.")));
        assert_eq!(set["memberId"], acme.account.body["member"]["id"]);
        let record = expect(200, member(Method::GET, "/api/admin/audit-log")).await;
        assert_eq!((&record["entries"][0]["action"], &record["entries"][0]["subject"]), (&json!("label.set"), &first["resultId"]), "{record}");
        expect(200, label(&queue[2], false, Value::Null)).await;
        expect(200, label(&queue[1], false, Value::Null)).await;
        let told = list().await;
        assert_eq!(told["queue"], json!([queue[3]]));
        let helpful = &told["agreement"][0];
        assert_eq!((&helpful["judge"], &helpful["labels"], &helpful["agreement"], &helpful["onlyJudgePassed"]),
            (&json!("helpful"), &json!(2), &json!(0.5), &json!(1)), "{told}");
        assert_eq!((&helpful["kappa"], &told["agreement"][1]["agreement"]), (&json!(0.0), &json!(0.0)));
        // A changed mind counts once.
        expect(200, label(&queue[2], true, Value::Null)).await;
        let told = list().await;
        let helpful = &told["agreement"][0];
        assert_eq!((&helpful["labels"], &helpful["agreement"], &helpful["kappa"]), (&json!(2), &json!(1.0), &Value::Null), "{told}");

        let nowhere = json!({"resultId": first["resultId"], "place": 2});
        let (status, problem) = body(label(&nowhere, true, Value::Null)).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("place")), "{problem}");
        assert_eq!(refused(label(first, true, json!("x".repeat(2_001)))).await, "422 invalid_request");
    }
}
