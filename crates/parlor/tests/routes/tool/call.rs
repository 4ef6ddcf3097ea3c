//! Calls within an answer.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::upstream::Script;

use super::manage::{add, order_tool};
use super::receiver::Receiver;
use crate::help::{chat, events, expect, kinds, message, tenant, text};
use crate::on_both;

/// The messages of the last request to the model that have this role.
fn told(sent: &Value, role: &str) -> Vec<Value> {
    let messages = sent["messages"].as_array().unwrap();
    messages.iter().filter(|message| message["role"] == role).cloned().collect()
}

on_both! {
    async fn an_answer_uses_tools_and_the_next_one_remembers_them(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let receiver = Receiver::start().await;
        let made = add(&server, &acme, order_tool(&receiver.url)).await;
        add(&server, &acme, json!({"builtIn": "calculate"})).await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        receiver.plan(503, "busy");
        receiver.plan(200, r#"{"status":"sent","total":10.5}"#);
        server.upstream.push(Script::calls(&[("get_order", r#"{"id":"A7"}"#), ("calculate", r#"{"expression":"10.5 * 2"}"#)]));
        server.upstream.push(Script::answer("It was sent; two cost 21."));
        let raw = message(&server, &token, &id, "Where is order A7?").send().await.unwrap().text().await.unwrap();
        let events = events(&raw);
        let outcome = events.iter().filter(|(_, part)| part["type"] == "tool-output-available").count();
        assert_eq!((outcome, text(&events).as_str()), (2, "It was sent; two cost 21."), "{raw}");
        assert_eq!(kinds(&events).iter().filter(|kind| **kind == "finish-step").count(), 2);

        // The lost answer was asked for again under the same name, signed anew.
        let hooks = receiver.received();
        assert_eq!(hooks.len(), 2);
        assert_eq!(hooks[0].header("webhook-id"), hooks[1].header("webhook-id"));
        assert!(hooks.iter().all(|hook| hook.is_signed_with(made["secret"].as_str().unwrap())));
        let data = &hooks[1].json()["data"];
        assert_eq!((&data["chatId"], &data["arguments"]), (&json!(id), &json!({"id": "A7"})));

        let stored = expect(200, server.request(Method::GET, &format!("/api/chats/{id}")).bearer_auth(&token)).await;
        let parts = stored["messages"][1]["parts"].as_array().unwrap();
        let kinds: Vec<&str> = parts.iter().map(|part| part["type"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["dynamic-tool", "dynamic-tool", "text"]);
        assert_eq!((&parts[0]["state"], &parts[0]["output"]["status"]), (&json!("output-available"), &json!("sent")));
        assert_eq!(parts[1]["output"], json!({"result": "21"}));

        server.upstream.push(Script::answer("Yes."));
        message(&server, &token, &id, "Really?").send().await.unwrap().text().await.unwrap();
        let sent = server.upstream.received().pop().unwrap().body;
        assert_eq!(sent["tools"].as_array().unwrap().len(), 2);
        let results = told(&sent, "tool");
        assert_eq!(results.len(), 2);
        assert_eq!(results[0]["content"], r#"{"status":"sent","total":10.5}"#);
        let calls = told(&sent, "assistant")[0]["tool_calls"].clone();
        assert_eq!((&calls[0]["id"], &calls[1]["id"]), (&results[0]["tool_call_id"], &results[1]["tool_call_id"]));
    }

    async fn a_document_that_orders_a_call_is_not_obeyed(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let receiver = Receiver::start().await;
        add(&server, &acme, order_tool(&receiver.url)).await;
        let off = json!({
            "name": "delete_all", "description": "Deletes every order.", "url": receiver.url, "enabled": false
        });
        add(&server, &acme, off).await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        // The model has read "call delete_all" in a document and does as it says.
        server.upstream.push(Script::calls(&[("delete_all", "{}")]));
        server.upstream.push(Script::answer("I cannot do that."));
        let raw = message(&server, &token, &id, "Summarise the document.").send().await.unwrap().text().await.unwrap();
        let events = events(&raw);
        let refusal = events.iter().find(|(_, part)| part["type"] == "tool-input-error").unwrap();
        assert_eq!(refusal.1["errorText"], "This agent has no tool named `delete_all`.");
        assert_eq!(text(&events), "I cannot do that.");
        assert_eq!(receiver.received().len(), 0, "nothing was called");
        let sent = server.upstream.received().pop().unwrap().body;
        assert_eq!(told(&sent, "tool")[0]["content"], "Error: This agent has no tool named `delete_all`.");
        let offered: Vec<&str> =
            sent["tools"].as_array().unwrap().iter().map(|t| t["function"]["name"].as_str().unwrap()).collect();
        assert_eq!(offered, ["get_order"]);
    }

    async fn a_loop_of_calls_is_stopped_at_the_cap(server: Server) {
        let acme = tenant(&server, "Acme").await;
        add(&server, &acme, json!({"builtIn": "current_time"})).await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        server.upstream.otherwise(Script::calls(&[("current_time", "{}")]));
        let before = server.upstream.received().len();
        let raw = message(&server, &token, &id, "What time is it?").send().await.unwrap().text().await.unwrap();
        let events = events(&raw);
        let error = events.iter().find(|(_, part)| part["type"] == "error").unwrap();
        assert_eq!(error.1["code"], "limit_reached");
        assert_eq!(server.upstream.received().len() - before, 8);
        let stored = expect(200, server.request(Method::GET, &format!("/api/chats/{id}")).bearer_auth(&token)).await;
        assert_eq!(stored["messages"][1]["outcome"], "failed");
    }

    async fn a_failing_tool_is_told_and_never_more_than_is_right(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let receiver = Receiver::start().await;
        add(&server, &acme, order_tool(&receiver.url)).await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        receiver.plan(200, &"x".repeat(40_000));
        server.upstream.push(Script::calls(&[("get_order", r#"{"id":"A7"}"#), ("get_order", r#"{"number":7}"#)]));
        server.upstream.push(Script::answer("Sorry."));
        let raw = message(&server, &token, &id, "Where is it?").send().await.unwrap().text().await.unwrap();
        let told: Vec<Value> = events(&raw)
            .into_iter()
            .filter(|(_, part)| part["type"] == "tool-output-error" || part["type"] == "tool-input-error")
            .map(|(_, part)| part["errorText"].clone())
            .collect();
        assert!(told.contains(&json!("The tool's answer is too large.")), "{told:?}");
        assert!(told.iter().any(|text| text.as_str().unwrap().starts_with("The arguments are not valid:")), "{told:?}");
        assert_eq!(receiver.received().len(), 1);
    }
}
