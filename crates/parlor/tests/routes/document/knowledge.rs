//! From a file to a cited answer.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use testkit::upstream::Script;

use crate::help::{body, chat, events, expect, kinds, message, refused, tenant, text, until};
use crate::on_both;

const RETURNS: &str = "# Returns\n\nYou can return anything within 30 days, unused and in its original packaging.\n\n# Delivery\n\nParcels arrive within two working days.\n";

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> Form {
    Form::new().part("file", Part::bytes(bytes.into()).file_name(name.to_owned()))
}

on_both! {
    async fn an_upload_is_read_found_and_cited(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let documents = format!("/api/admin/agents/{}/documents", acme.agent);
        let uploaded = expect(202, member(Method::POST, &documents).multipart(file("Returns.md", RETURNS))).await;
        assert_eq!((&uploaded["title"], &uploaded["mediaType"]), (&json!("Returns"), &json!("text/markdown")));
        let path = format!("/api/admin/documents/{}", uploaded["id"].as_str().unwrap());
        let ready = until(|| member(Method::GET, &path), |d| d["status"] == "ready" || d["status"] == "failed").await;
        assert_eq!(ready["status"], "ready", "{ready}");
        assert_eq!(ready["chunkCount"], 2);
        let list = expect(200, member(Method::GET, &documents)).await;
        assert_eq!(list["documents"][0]["id"], uploaded["id"]);
        let chunks = expect(200, member(Method::GET, &format!("{path}/chunks?limit=1"))).await;
        assert_eq!((&chunks["chunks"][0]["heading"], &chunks["nextFrom"]), (&json!("Returns"), &json!(1)));

        let search = format!("/api/admin/agents/{}/retrieve", acme.agent);
        let query = json!({"query": "Within how many days can I return anything unused?", "mode": "text", "topK": 1});
        let found = expect(200, member(Method::POST, &search).json(&query)).await;
        assert_eq!(found["results"][0]["heading"], "Returns", "{found}");
        let best = &found["results"][0];
        assert!(best["textScore"].is_number() && found["tookMs"].is_u64() && found["searchMs"].is_f64(), "{found}");
        assert_eq!((&best["rank"], &best["textRank"], &best["vectorRank"]), (&json!(1), &json!(1), &Value::Null));
        assert_eq!((&found["searched"], &found["embedMs"]), (&json!(2), &Value::Null));
        let tried = json!({"query": "returns", "vectorWeight": 1.5});
        let (status, problem) = body(member(Method::POST, &search).json(&tried)).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("vectorWeight")));

        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        server.upstream.otherwise(Script::answer("Within 30 days [1]."));
        let raw = message(&server, &token, &id, "Within how many days can I return anything unused?").send().await.unwrap();
        let events = events(&raw.text().await.unwrap());
        assert_eq!(text(&events), "Within 30 days [1].");
        assert!(kinds(&events).contains(&"source-document"));
        let citation = &events.iter().find(|(_, part)| part["type"] == "data-citation").unwrap().1["data"];
        assert_eq!((&citation["marker"], &citation["documentId"]), (&json!(1), &uploaded["id"]));
        assert!(RETURNS.contains(citation["passage"].as_str().unwrap()), "{citation}");
        let place = |key: &str| usize::try_from(citation[key].as_u64().unwrap()).unwrap();
        let passage: Vec<char> = citation["passage"].as_str().unwrap().chars().collect();
        let quoted: String = passage[place("quoteStart")..place("quoteEnd")].iter().collect();
        assert_eq!((&json!(quoted), &citation["heading"]), (&citation["quote"], &json!("Returns")));
        let stored = expect(200, server.request(Method::GET, &format!("/api/chats/{id}")).bearer_auth(&token)).await;
        assert_eq!(&stored["messages"][1]["citations"][0], citation);

        let again = expect(202, member(Method::POST, &format!("{path}/reprocess"))).await;
        assert_eq!(again["id"], uploaded["id"]);
        until(|| member(Method::GET, &path), |d| d["status"] == "ready").await;
        assert_eq!(member(Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(refused(member(Method::GET, &path)).await, "404 not_found");
        let found = expect(200, member(Method::POST, &search).json(&query)).await;
        assert_eq!(found["results"], json!([]));
    }

    async fn without_evidence_the_agent_says_what_it_was_told_to_and_asks_no_model(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let agent = format!("/api/admin/agents/{}", acme.agent);
        let uploaded = member(Method::POST, &format!("{agent}/documents")).multipart(file("Returns.md", RETURNS));
        let path = format!("/api/admin/documents/{}", expect(202, uploaded).await["id"].as_str().unwrap());
        until(|| member(Method::GET, &path), |d| d["status"] == "ready").await;

        let (status, problem) = body(member(Method::PATCH, &agent).json(&json!({"noEvidence": {"policy": "contact"}}))).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("noEvidence.contact")));
        let refuse = json!({"policy": "contact", "message": "Not in my papers.", "contact": "Ring 0316 555."});
        let change = json!({"noEvidence": refuse, "retrieval": {"mode": "text", "threshold": 0.3}});
        let changed = expect(200, member(Method::PATCH, &agent).json(&change)).await;
        assert_eq!(changed["draft"]["noEvidence"], refuse);
        expect(200, member(Method::POST, &format!("{agent}/publish")).json(&json!({}))).await;

        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        let asked = server.upstream.received().len();
        let raw = message(&server, &token, &id, "Who won the cup in 1954?").send().await.unwrap();
        let said = events(&raw.text().await.unwrap());
        assert_eq!(text(&said), "Not in my papers.\n\nRing 0316 555.");
        assert!(kinds(&said).ends_with(&["finish", "[DONE]"]) && !kinds(&said).contains(&"error"), "{:?}", kinds(&said));
        assert_eq!(server.upstream.received().len(), asked, "the model was asked");

        server.upstream.otherwise(Script::answer("Within 30 days [1]."));
        let raw = message(&server, &token, &id, "Within how many days can I return anything?").send().await.unwrap();
        assert_eq!(text(&events(&raw.text().await.unwrap())), "Within 30 days [1].");
    }

    async fn a_question_with_its_answer_is_found_and_cited(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let documents = format!("/api/admin/agents/{}/documents", acme.agent);
        let pair = json!({"question": "Are you open on Sundays?", "answer": "We rest then, but *not* on Saturdays."});
        let made = expect(202, member(Method::POST, &documents).json(&pair)).await;
        assert_eq!((&made["kind"], &made["title"]), (&json!("qa"), &pair["question"]));
        let path = format!("/api/admin/documents/{}", made["id"].as_str().unwrap());
        until(|| member(Method::GET, &path), |d| d["status"] == "ready").await;

        // Only the question has these words: it is searched with the answer.
        let search = format!("/api/admin/agents/{}/retrieve", acme.agent);
        let query = json!({"query": "open sundays", "mode": "text"});
        let found = expect(200, member(Method::POST, &search).json(&query)).await;
        assert_eq!(found["results"][0]["text"], pair["answer"], "{found}");

        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        server.upstream.otherwise(Script::answer("No, we rest then [1]."));
        let raw = message(&server, &token, &id, "Are you open on Sundays?").send().await.unwrap();
        let events = events(&raw.text().await.unwrap());
        let citation = &events.iter().find(|(_, part)| part["type"] == "data-citation").unwrap().1["data"];
        assert_eq!(citation["documentId"], made["id"], "{citation}");
    }

    async fn what_cannot_be_read_is_refused(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let path = format!("/api/admin/agents/{}/documents", acme.agent);
        let post = || server.member(&acme.account, Method::POST, &path);
        assert_eq!(refused(post().multipart(file("a.txt", " \n"))).await, "422 invalid_request");
        assert_eq!(refused(post().multipart(file("a.txt", vec![0xff, 0xfe, 0]))).await, "415 unsupported_media_type");
        assert_eq!(refused(post().multipart(file("a.pdf", *b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"))).await, "415 unsupported_media_type");
        assert_eq!(refused(post().multipart(Form::new().text("url", "http://x"))).await, "422 invalid_request");
        assert_eq!(refused(post().multipart(Form::new())).await, "422 invalid_request");
        for body in [json!({"url": "x"}), json!({"url": "http://x.example/", "answer": "No."}), json!({}), json!({"question": " ", "answer": "No."}), json!({"question": "Open?"})] {
            assert_eq!(refused(post().json(&body)).await, "422 invalid_request", "{body}");
        }
        let list = expect(200, server.member(&acme.account, Method::GET, &path)).await;
        assert_eq!(list["documents"], json!([]));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_over_the_limit_is_cut_off_while_it_comes() {
    use crate::support::{Backend, Server};
    let server =
        Server::with(Backend::Sqlite, &[("PARLOR_RATE_LIMITS", "off"), ("PARLOR_UPLOAD_BYTES", "100000")])
            .await;
    let acme = tenant(&server, "Acme").await;
    let path = format!("/api/admin/agents/{}/documents", acme.agent);
    let endless = futures::stream::repeat_with(|| Ok::<Vec<u8>, std::io::Error>(vec![b'a'; 16 * 1024]));
    let form = Form::new().part("file", Part::stream(reqwest::Body::wrap_stream(endless)).file_name("a.txt"));
    let sent = server.member(&acme.account, Method::POST, &path).multipart(form).send().await;
    // The server answers and hangs up while the client still sends; either end of that is a refusal.
    if let Ok(response) = sent {
        assert_eq!(response.status(), 413);
    }
    let list: Value = expect(200, server.member(&acme.account, Method::GET, &path)).await;
    assert_eq!(list["documents"], json!([]));
}
