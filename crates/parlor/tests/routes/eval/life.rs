//! From life to test: cases of answers that visitors got, and of questions that nobody could answer.

use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use testkit::upstream::Script;

use super::ran;
use crate::help::{Tenant, body, chat, events, expect, message, refused, tenant, until};
use crate::on_both;
use crate::support::Server;

/// A visitor's conversation.
struct Talk {
    token: String,
    id: String,
}

impl Talk {
    async fn begin(server: &Server, tenant: &Tenant) -> Self {
        let token = tenant.visitor(server).await;
        let id = chat(server, &token).await;
        Self { token, id }
    }

    /// Asks; the id of the answer.
    async fn ask(&self, server: &Server, text: &str) -> String {
        let raw = message(server, &self.token, &self.id, text).send().await.unwrap().text().await.unwrap();
        events(&raw)[0].1["messageId"].as_str().unwrap().to_owned()
    }

    async fn dislike(&self, server: &Server, answer: &str) {
        let path = format!("/api/messages/{answer}/feedback");
        let rate = server.request(Method::PUT, &path).bearer_auth(&self.token);
        expect(200, rate.json(&json!({"rating": "down", "comment": "I am Eve, 12 Elm Street"}))).await;
    }
}

async fn know(server: &Server, tenant: &Tenant, text: &str) {
    let path = format!("/api/admin/agents/{}/documents", tenant.agent);
    let form = Form::new().part("file", Part::text(text.to_owned()).file_name("Returns.md"));
    let made = expect(202, server.member(&tenant.account, Method::POST, &path).multipart(form)).await;
    let path = format!("/api/admin/documents/{}", made["id"].as_str().unwrap());
    until(|| server.member(&tenant.account, Method::GET, &path), |d| d["status"] == "ready").await;
}

async fn empty_suite(server: &Server, tenant: &Tenant, name: &str) -> String {
    let path = format!("/api/admin/agents/{}/evals/suites", tenant.agent);
    let made = server.member(&tenant.account, Method::POST, &path).json(&json!({"name": name}));
    expect(201, made).await["id"].as_str().unwrap().to_owned()
}

on_both! {
    async fn an_answer_becomes_a_case_once_and_a_disliked_one_is_never_what_is_expected(server: Server) {
        let acme = tenant(&server, "Acme").await;
        know(&server, &acme, "# Returns\n\nUnused goods can be returned within 30 days.\n").await;
        server.upstream.otherwise(Script::answer("Within 30 days [1]."));
        let talk = Talk::begin(&server, &acme).await;
        let greeting = talk.ask(&server, "Can unused goods be returned?").await;
        let bad = talk.ask(&server, "Within how many days can unused goods be returned?").await;
        talk.dislike(&server, &bad).await;
        let suite = empty_suite(&server, &acme, "lived").await;
        let post = |what: Value| -> RequestBuilder {
            let path = format!("/api/admin/evals/suites/{suite}/cases/from-message");
            server.member(&acme.account, Method::POST, &path).json(&what)
        };

        let liked = expect(201, post(json!({"conversationId": talk.id, "messageId": greeting}))).await;
        assert_eq!(liked["case"]["expect"]["sources"], json!(["Returns"]), "{liked}");
        assert_eq!((&liked["case"]["name"], &liked["case"]["tags"]), (&json!("Can unused goods be returned?"), &json!(["from-life"])));
        assert_eq!(liked["origin"], json!({"conversationId": talk.id, "messageId": greeting}));
        let (status, twice) = body(post(json!({"conversationId": talk.id, "messageId": greeting, "name": "again"}))).await;
        assert_eq!((status, &twice["errors"][0]["path"]), (409, &json!("messageId")), "{twice}");
        assert!(twice["detail"].as_str().unwrap().contains("Can unused goods"), "{twice}");

        // The last answer is meant, and what the visitor did not like expects nothing by itself.
        let (status, problem) = body(post(json!({"conversationId": talk.id}))).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("expect")), "{problem}");
        let right = json!({"conversationId": talk.id, "expect": {"answer": "Within 30 days.", "facts": ["30 days"]}});
        let made = expect(201, post(right)).await;
        let case = &made["case"];
        assert_eq!(case["tags"], json!(["from-life", "disliked"]));
        assert_eq!(case["expect"], json!({"answer": "Within 30 days.", "facts": ["30 days"]}));
        assert_eq!(case["checks"], json!([{"similar": {"atLeast": 0.6}}]));
        let before = json!([{"user": "Can unused goods be returned?"}, {"assistant": "Within 30 days."}]);
        assert_eq!(case["conversation"][0], before[0], "{case}");
        assert!(!case["conversation"][1]["assistant"].as_str().unwrap().contains('['), "{case}");
        let text = made.to_string();
        assert!(!text.contains("Eve") && !text.contains("vis_"), "nothing of the visitor but the conversation: {text}");

        let all = ran(&server, &acme, json!({"suiteIds": [suite]})).await;
        let states: Vec<&str> = all["results"].as_array().unwrap().iter().map(|r| r["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["passed", "passed"], "{all}");

        // The record keeps that it was made, and of what, not what was said.
        let record = expect(200, server.member(&acme.account, Method::GET, "/api/admin/audit-log")).await;
        let entries: Vec<&Value> = record["entries"].as_array().unwrap().iter().filter(|e| e["action"] == "case.create").collect();
        assert_eq!(entries.len(), 2, "{record}");
        assert!(entries.iter().all(|e| !e.to_string().contains("goods") && e.to_string().contains(&talk.id)), "{record}");

        // A member's key needs both rights; a suite of another agent, or another tenant's conversation, is refused.
        let narrow = json!({"name": "Narrow", "kind": "secret", "scopes": ["agents:write"]});
        let narrow = server.key(&acme.account, narrow).await;
        let path = format!("/api/admin/evals/suites/{suite}/cases/from-message");
        let what = json!({"conversationId": talk.id, "messageId": greeting});
        let by_key = |key: &str| server.request(Method::POST, &path).bearer_auth(key).json(&what);
        assert_eq!(refused(by_key(narrow["key"].as_str().unwrap())).await, "403 forbidden");
        assert_eq!(refused(by_key(&acme.server_key)).await, "409 conflict");
        let other = tenant(&server, "Other").await;
        let foreign = empty_suite(&server, &other, "theirs").await;
        let path = format!("/api/admin/evals/suites/{foreign}/cases/from-message");
        assert_eq!(refused(server.member(&other.account, Method::POST, &path).json(&what)).await, "404 not_found");
        for (what, place) in [
            (json!({"conversationId": talk.id, "messageId": "msg_0198c0de000070008000000000000001"}), "messageId"),
            (json!({"conversationId": talk.id, "messageId": bad, "extra": 1}), "extra"),
        ] {
            let (status, problem) = body(post(what)).await;
            assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!(place)), "{problem}");
        }
    }

    async fn what_was_made_of_a_conversation_stays_and_forgets_where_it_is_from(server: Server) {
        let acme = tenant(&server, "Acme").await;
        server.upstream.otherwise(Script::answer("We do."));
        let suite = empty_suite(&server, &acme, "lived").await;
        let make = async |talk: &Talk, name: &str| {
            let path = format!("/api/admin/evals/suites/{suite}/cases/from-message");
            let what = json!({"conversationId": talk.id, "name": name});
            expect(201, server.member(&acme.account, Method::POST, &path).json(&what)).await
        };
        let (mut cases, mut talks) = (Vec::new(), Vec::new());
        for name in ["first", "second", "third"] {
            let talk = Talk::begin(&server, &acme).await;
            talk.ask(&server, "Do you ship?").await;
            cases.push(make(&talk, name).await);
            talks.push(talk);
        }
        let made_of = format!("/api/admin/conversations/{}/cases", talks[0].id);
        let listed = expect(200, server.member(&acme.account, Method::GET, &made_of)).await;
        assert_eq!(listed, json!({"cases": [cases[0]]}));
        assert_eq!(cases[0]["case"]["expect"], json!({"refusal": false}), "nothing was cited");

        // A member erases one, its visitor another.
        let erase = format!("/api/admin/conversations/{}", talks[0].id);
        assert_eq!(server.member(&acme.account, Method::DELETE, &erase).send().await.unwrap().status(), 204);
        let stranger = acme.visitor(&server).await;
        let theirs = format!("/api/chats/{}", talks[1].id);
        let by = |token: &str| server.request(Method::DELETE, &theirs).bearer_auth(token);
        let list = format!("/api/admin/evals/suites/{suite}/cases");
        let origins = async || {
            let listed = expect(200, server.member(&acme.account, Method::GET, &list)).await;
            [0, 1, 2].map(|index| listed["cases"][index]["origin"].clone())
        };
        let nowhere = json!({"conversationId": null, "messageId": null});
        assert_eq!(refused(by(&stranger)).await, "404 not_found");
        assert_eq!(origins().await, [nowhere.clone(), cases[1]["origin"].clone(), cases[2]["origin"].clone()], "a stranger changes nothing");
        assert_eq!(by(&talks[1].token).send().await.unwrap().status(), 204);
        assert_eq!(origins().await, [nowhere.clone(), nowhere.clone(), cases[2]["origin"].clone()]);
        // The third one's visitor is erased with everything they said.
        let path = format!("/api/admin/conversations/{}", talks[2].id);
        let talk = expect(200, server.member(&acme.account, Method::GET, &path)).await;
        let path = format!("/api/admin/visitors/{}", talk["visitor"]["id"].as_str().unwrap());
        assert_eq!(server.member(&acme.account, Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(origins().await, [nowhere.clone(), nowhere.clone(), nowhere]);
        let path = format!("/api/admin/evals/cases/{}", cases[0]["id"].as_str().unwrap());
        let changed = json!({"name": "first", "input": "Do you ship anywhere?", "expect": {"refusal": false}});
        expect(200, server.member(&acme.account, Method::PUT, &path).json(&changed)).await;
        let record = expect(200, server.member(&acme.account, Method::GET, "/api/admin/audit-log")).await;
        assert!(!record.to_string().contains("anywhere"), "still not recorded");
    }

    async fn unanswered_questions_become_cases_all_or_none(server: Server) {
        let acme = tenant(&server, "Acme").await;
        server.upstream.otherwise(Script::answer("I do not know."));
        let suite = empty_suite(&server, &acme, "unanswered").await;
        for text in ["Do you ship to Mars?", "do you SHIP to mars", "Can you ship things to Mars?"] {
            Talk::begin(&server, &acme).await.ask(&server, text).await;
        }
        let report = expect(200, server.member(&acme.account, Method::GET, "/api/admin/analytics")).await;
        let group = &report["unanswered"][0];
        let wordings = group["wordings"].as_array().unwrap();
        assert_eq!((&group["count"], wordings.len()), (&json!(3), 2), "{group}");
        let new = |index: usize, name: &str, expect: Value, checks: Value| {
            json!({"conversationId": wordings[index]["conversationId"],
                "case": {"name": name, "input": wordings[index]["question"], "expect": expect, "checks": checks}})
        };
        let path = format!("/api/admin/evals/suites/{suite}/cases/batch");
        let post = |cases: Value| server.member(&acme.account, Method::POST, &path).json(&json!({"cases": cases}));
        let answered = new(0, "answers", json!({"refusal": false}), json!([{"citesAny": []}]));
        let (status, problem) = body(post(json!([answered, new(1, "declines", json!({}), json!([]))]))).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("cases[1].case")), "{problem}");
        let (status, problem) = body(post(json!([answered, answered]))).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("cases[1].case")), "{problem}");
        assert_eq!(refused(post(json!([]))).await, "422 invalid_request");
        let list = format!("/api/admin/evals/suites/{suite}/cases");
        assert_eq!(expect(200, server.member(&acme.account, Method::GET, &list)).await, json!({"cases": []}), "none");

        let declines = new(1, "declines", json!({"refusal": true}), json!([]));
        let made = expect(201, post(json!([answered, declines]))).await;
        assert_eq!(made["cases"][0]["origin"], json!({"conversationId": wordings[0]["conversationId"], "messageId": null}));
        assert_eq!(expect(200, server.member(&acme.account, Method::GET, &list)).await, made);
        let all = ran(&server, &acme, json!({"suiteIds": [suite]})).await;
        let states: Vec<&str> = all["results"].as_array().unwrap().iter().map(|r| r["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["failed", "passed"], "{all}");
        let stranger = tenant(&server, "Other").await;
        let theirs = empty_suite(&server, &stranger, "x").await;
        let path = format!("/api/admin/evals/suites/{theirs}/cases/batch");
        let what = json!({"cases": [made["cases"][0]["case"].as_object().map(|case| json!({"case": case, "conversationId": wordings[0]["conversationId"]}))]});
        assert_eq!(refused(server.member(&stranger.account, Method::POST, &path).json(&what)).await, "404 not_found");
    }
}
