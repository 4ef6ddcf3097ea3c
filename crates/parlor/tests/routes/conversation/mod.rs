//! The inbox: finding, reading, annotating, exporting and erasing conversations, and hearing of them live.

mod visitor;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use testkit::upstream::Script;

use crate::help::{Tenant, chat, events, expect, message, refused, tenant};
use crate::on_both;
use crate::support::Server;

/// Asks, and answers the chat's id and the answer's.
async fn conversation(server: &Server, tenant: &Tenant, text: &str) -> (String, String) {
    let token = tenant.visitor(server).await;
    let id = chat(server, &token).await;
    let raw = message(server, &token, &id, text).send().await.unwrap().text().await.unwrap();
    let answer = events(&raw)[0].1["messageId"].as_str().unwrap().to_owned();
    let rate = server.request(Method::PUT, &format!("/api/messages/{answer}/feedback")).bearer_auth(&token);
    let rating = if text.contains("good") { "up" } else { "down" };
    expect(200, rate.json(&json!({"rating": rating, "comment": "=1+1"}))).await;
    (id, answer)
}

fn ids(list: &Value) -> Vec<&str> {
    list["conversations"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

on_both! {
    async fn a_conversation_is_found_annotated_exported_and_erased(server: Server) {
        let acme = tenant(&server, "Acme").await;
        server.upstream.otherwise(Script::answer("It is."));
        let (good, _) = conversation(&server, &acme, "Is this good, really").await;
        let (bad, _) = conversation(&server, &acme, "Why is it late").await;
        let get = |path: &str| server.member(&acme.account, Method::GET, path);
        let list = |query: &str| get(&format!("/api/admin/conversations?{query}"));

        assert_eq!(ids(&expect(200, list("")).await), [&bad, &good]);
        assert_eq!(ids(&expect(200, list("text=REALLY")).await), [&good]);
        assert_eq!(ids(&expect(200, list("rating=down")).await), [&bad]);
        assert_eq!(ids(&expect(200, list("unanswered=true")).await), [&bad, &good], "nothing was cited");
        assert_eq!(ids(&expect(200, list("from=2020-01-01T00:00:00Z&until=2021-01-01T00:00:00Z")).await).len(), 0);
        assert_eq!(refused(list("rating=meh")).await, "422 invalid_request");
        assert_eq!(refused(list("from=yesterday")).await, "422 invalid_request");
        let page = expect(200, list("limit=1")).await;
        assert_eq!(ids(&page), [&bad]);
        let cursor = page["nextCursor"].as_str().unwrap();
        assert_eq!(ids(&expect(200, list(&format!("limit=1&cursor={cursor}"))).await), [&good]);

        let path = format!("/api/admin/conversations/{bad}");
        let put = |labels: Value| server.member(&acme.account, Method::PUT, &format!("{path}/labels")).json(&json!({"labels": labels}));
        assert_eq!(expect(200, put(json!([" late", "bug", "late"]))).await, json!({"labels": ["bug", "late"]}));
        assert_eq!(refused(put(json!([""]))).await, "422 invalid_request");
        assert_eq!(expect(200, get("/api/admin/labels")).await, json!({"labels": ["bug", "late"]}));
        assert_eq!(ids(&expect(200, list("label=late")).await), [&bad]);
        let note = |text: &str| server.member(&acme.account, Method::POST, &format!("{path}/notes")).json(&json!({"text": text}));
        let noted = expect(201, note(" Called back ")).await;
        assert_eq!(noted["text"], "Called back");
        assert_eq!(noted["memberId"], acme.account.body["member"]["id"]);
        assert_eq!(refused(note("  ")).await, "422 invalid_request");
        let shown = expect(200, get(&path)).await;
        assert_eq!((&shown["labels"], &shown["notes"][0], &shown["downs"]), (&json!(["bug", "late"]), &noted, &json!(1)));
        let gone = server.member(&acme.account, Method::DELETE, &format!("/api/admin/notes/{}", noted["id"].as_str().unwrap()));
        assert_eq!(gone.send().await.unwrap().status(), 204);

        export_is_whole_and_safe(&server, &acme, &[&bad, &good]).await;

        let erase = || server.member(&acme.account, Method::DELETE, &path);
        assert_eq!(erase().send().await.unwrap().status(), 204);
        assert_eq!(refused(erase()).await, "404 not_found");
        assert_eq!(refused(get(&path)).await, "404 not_found");
        assert_eq!(ids(&expect(200, list("")).await), [&good]);
        assert_eq!(expect(200, get("/api/admin/labels")).await, json!({"labels": []}));
    }

    async fn members_hear_what_changes_until_they_leave(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let other = tenant(&server, "Other").await;
        server.upstream.otherwise(Script::answer("Hi."));
        let mut stream = server.member(&acme.account, Method::GET, "/api/admin/events").send().await.unwrap();
        assert_eq!(stream.headers()["content-type"], "text/event-stream");
        let mut heard = String::from_utf8(stream.chunk().await.unwrap().unwrap().to_vec()).unwrap();
        conversation(&server, &other, "Not yours").await;
        let (id, _) = conversation(&server, &acme, "Hello").await;
        while !heard.contains(&id) {
            heard.push_str(std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap());
        }
        let first = heard.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
        assert_eq!(serde_json::from_str::<Value>(first).unwrap(), json!({"type": "conversation", "id": id}));
        let leave = server.member(&acme.account, Method::POST, "/api/auth/logout").send().await.unwrap();
        assert_eq!(leave.status(), 204);
        while stream.chunk().await.unwrap().is_some() {}
    }
}

async fn export_is_whole_and_safe(server: &Server, acme: &Tenant, expected: &[&str]) {
    let export = |query: &str| -> RequestBuilder {
        let path = format!("/api/admin/conversations/export?{query}");
        server.request(Method::GET, &path).bearer_auth(&acme.server_key)
    };
    let file = expect(200, export("format=json")).await;
    assert_eq!(ids(&file), expected);
    assert_eq!(file["nextCursor"], Value::Null);
    assert_eq!(file["conversations"][0]["messages"].as_array().unwrap().len(), 2);
    let none = expect(200, export("text=nowhere")).await;
    assert_eq!(none, json!({"conversations": [], "nextCursor": null}));
    let response = export("format=csv&rating=up").send().await.unwrap();
    assert!(response.headers()["content-disposition"].to_str().unwrap().contains("conversations.csv"));
    let text = response.text().await.unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "a heading and two messages: {text}");
    assert!(lines[0].starts_with("conversation,title,agent,visitor,"), "{text}");
    assert!(lines[1].contains("\"Is this good, really\"") && lines[2].ends_with(",up,'=1+1"), "{text}");
}
