//! `GET /api/chats/{id}/stream`.

use std::time::Duration;

use futures::StreamExt as _;
use reqwest::Method;
use testkit::upstream::Script;

use crate::help::{chat, events, message, refused, tenant, text, until};
use crate::on_both;

const WORDS: usize = 40;

on_both! {
    async fn a_reader_that_left_loses_nothing(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        let stream = format!("/api/chats/{id}/stream");
        let resume = |last: Option<u64>| {
            let request = server.request(Method::GET, &stream).bearer_auth(&token);
            match last {
                Some(last) => request.header("Last-Event-ID", last.to_string()),
                None => request,
            }
        };
        assert_eq!(resume(None).send().await.unwrap().status(), 204);
        server.upstream.otherwise(Script::tokens(WORDS).paced(Duration::from_millis(15)));
        let response = message(&server, &token, &id, "Count").send().await.unwrap();
        let mut body = response.bytes_stream();
        let mut head = String::new();
        while !head.contains("text-delta") {
            head.push_str(std::str::from_utf8(&body.next().await.unwrap().unwrap()).unwrap());
        }
        drop(body);
        let whole = &head[..head.rfind("\n\n").unwrap() + 2];
        let seen = events(whole);
        let last = seen.last().unwrap().0;
        let expected: Vec<String> = (1..=WORDS).map(|n| format!("word{n}")).collect();

        let replay = events(&resume(None).send().await.unwrap().text().await.unwrap());
        assert_eq!(replay[0].1["type"], "start");
        assert_eq!(text(&replay).split_whitespace().collect::<Vec<_>>(), expected);
        let rest = events(&resume(Some(last)).send().await.unwrap().text().await.unwrap());
        assert_eq!(rest[0].0, last + 1);
        assert_eq!(text(&seen) + &text(&rest), text(&replay));
        assert_eq!(resume(None).send().await.unwrap().status(), 204);
        assert_eq!(refused(resume(None).header("Last-Event-ID", "x")).await, "422 invalid_request");
        let path = format!("/api/chats/{id}");
        let stored = until(
            || server.request(Method::GET, &path).bearer_auth(&token),
            |chat| chat["messages"][1]["outcome"] == "complete",
        )
        .await;
        assert_eq!(stored["messages"][1]["content"].as_str().unwrap(), text(&replay));
    }

    async fn a_stranger_gets_nothing(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let other = tenant(&server, "Other").await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        server.upstream.otherwise(Script::tokens(WORDS).paced(Duration::from_millis(15)));
        let running = message(&server, &token, &id, "Count").send().await.unwrap();
        for stranger in [acme.visitor(&server).await, other.visitor(&server).await] {
            let path = format!("/api/chats/{id}/stream");
            assert_eq!(refused(server.request(Method::GET, &path).bearer_auth(&stranger)).await, "404 not_found");
            assert_eq!(refused(message(&server, &stranger, &id, "Mine")).await, "404 not_found");
            let stop = server.request(Method::POST, &format!("/api/chats/{id}/stop")).bearer_auth(&stranger);
            assert_eq!(refused(stop).await, "404 not_found");
        }
        let answer = text(&events(&running.text().await.unwrap()));
        assert_eq!(answer.split_whitespace().count(), WORDS);
    }

    async fn a_revoked_key_s_stream_ends_within_five_seconds(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        server.upstream.otherwise(Script::tokens(2_000).paced(Duration::from_millis(15)));
        let running = message(&server, &token, &id, "Count").send().await.unwrap();
        let path = format!("/api/admin/keys/{}", acme.page_key_id);
        server.member(&acme.account, Method::DELETE, &path).send().await.unwrap();
        let raw = tokio::time::timeout(Duration::from_secs(5), running.text()).await.expect("closed in time").unwrap();
        assert!(!raw.contains("[DONE]"), "the answer itself goes on");
    }
}
