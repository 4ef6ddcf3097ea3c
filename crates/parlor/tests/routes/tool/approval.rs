//! Calls that the visitor is asked about.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::upstream::Script;

use super::manage::{add, order_tool};
use super::receiver::Receiver;
use crate::help::{Tenant, chat, events, expect, kinds, message, refused, tenant, text};
use crate::on_both;
use crate::support::Server;

/// A chat whose answer waits for a decision: the visitor's token, the chat, the question and the answer's id.
async fn asked(server: &Server, acme: &Tenant, receiver: &Receiver) -> (String, String, String, Value) {
    let mut tool = order_tool(&receiver.url);
    tool["policy"] = json!("ask_visitor");
    add(server, acme, tool).await;
    let token = acme.visitor(server).await;
    let id = chat(server, &token).await;
    server.upstream.push(Script::calls(&[("get_order", r#"{"id":"A7"}"#)]));
    let raw = message(server, &token, &id, "Look up A7.").send().await.unwrap().text().await.unwrap();
    let events = events(&raw);
    assert_eq!(
        kinds(&events)[..2]
            .iter()
            .chain(kinds(&events)[kinds(&events).len() - 5..].iter())
            .copied()
            .collect::<Vec<_>>(),
        [
            "start",
            "start-step",
            "tool-input-available",
            "tool-approval-request",
            "finish-step",
            "finish",
            "[DONE]"
        ],
        "{raw}"
    );
    let question = events.iter().find(|(_, part)| part["type"] == "tool-approval-request").unwrap();
    let question = question.1["approvalId"].as_str().unwrap().to_owned();
    assert_eq!(receiver.received().len(), 0, "nothing is called before the visitor agrees");
    (token, id, question, events[0].1["messageId"].clone())
}

on_both! {
    async fn an_agreed_call_is_made_and_the_same_answer_goes_on(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let receiver = Receiver::start().await;
        let (token, id, question, answer) = asked(&server, &acme, &receiver).await;
        let path = format!("/api/chats/{id}");
        let stored = expect(200, server.request(Method::GET, &path).bearer_auth(&token)).await;
        let waiting = &stored["messages"][1];
        assert_eq!((&waiting["outcome"], &stored["turn"]["status"]), (&json!("waiting"), &json!("waiting")));
        assert_eq!(waiting["parts"][0]["approval"]["id"], question.as_str());
        assert_eq!(waiting["parts"][0]["state"], "approval-requested");

        server.upstream.push(Script::answer("It was sent."));
        let messages = json!([{"id": answer, "role": "assistant", "parts": [{
            "type": "dynamic-tool", "toolName": "get_order", "toolCallId": "call_0", "state": "approval-responded",
            "input": {"id": "A7"}, "approval": {"id": question, "approved": true}
        }]}]);
        let decided = json!({"id": id, "messages": messages, "trigger": "submit-message", "messageId": answer});
        let send = || server.request(Method::POST, &format!("{path}/messages")).bearer_auth(&token).json(&decided);
        let raw = send().send().await.unwrap().text().await.unwrap();
        let events = events(&raw);
        assert_eq!((&events[0].1["messageId"], text(&events).as_str()), (&answer, "It was sent."), "{raw}");
        assert_eq!(kinds(&events)[1..3], ["tool-input-available", "tool-output-available"]);
        assert_eq!(receiver.received().len(), 1);
        let stored = expect(200, server.request(Method::GET, &path).bearer_auth(&token)).await;
        assert_eq!(stored["messages"].as_array().unwrap().len(), 2, "one answer");
        let whole = &stored["messages"][1];
        assert_eq!((&whole["outcome"], &whole["content"]), (&json!("complete"), &json!("It was sent.")));
        assert_eq!(whole["parts"][0]["state"], "output-available");
        assert_eq!(refused(send()).await, "409 conflict", "a question is answered once");
        assert_eq!(receiver.received().len(), 1);
    }

    async fn a_refused_call_is_not_made_and_the_model_is_told(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let receiver = Receiver::start().await;
        let (token, id, question, _) = asked(&server, &acme, &receiver).await;
        server.upstream.push(Script::answer("Then I will not look."));
        let path = format!("/api/chats/{id}/messages");
        let no = json!({"approvals": [{"id": question, "approved": false}]});
        let raw = server.request(Method::POST, &path).bearer_auth(&token).json(&no).send().await.unwrap().text().await.unwrap();
        assert_eq!(kinds(&events(&raw))[1], "tool-output-denied");
        assert_eq!(receiver.received().len(), 0);
        let sent = server.upstream.received().pop().unwrap().body;
        let last = sent["messages"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((&last["role"], &last["content"]), (&json!("tool"), &json!("Error: The visitor did not agree to this call.")));
    }

    async fn a_question_that_is_passed_over_counts_as_refused(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let receiver = Receiver::start().await;
        let (token, id, question, _) = asked(&server, &acme, &receiver).await;
        server.upstream.push(Script::answer("Fine."));
        message(&server, &token, &id, "Never mind.").send().await.unwrap().text().await.unwrap();
        let path = format!("/api/chats/{id}/messages");
        let late = json!({"approvals": [{"id": question, "approved": true}]});
        let late = server.request(Method::POST, &path).bearer_auth(&token).json(&late);
        assert_eq!(refused(late).await, "409 conflict");
        let sent = server.upstream.received().pop().unwrap().body;
        let told = sent["messages"].as_array().unwrap().iter().find(|m| m["role"] == "tool").unwrap()["content"].clone();
        assert_eq!(told, "Error: The visitor did not agree to this call.");
        assert_eq!(receiver.received().len(), 0);
    }
}
