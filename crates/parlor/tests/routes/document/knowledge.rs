//! From a file to a cited answer.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use testkit::upstream::Script;

use crate::help::{chat, events, expect, kinds, message, refused, tenant, text, until};
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
        assert!(found["results"][0]["textScore"].is_number() && found["tookMs"].is_u64(), "{found}");

        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        server.upstream.otherwise(Script::answer("Within 30 days [1]."));
        let raw = message(&server, &token, &id, "Within how many days can I return anything unused?").send().await.unwrap();
        let events = events(&raw.text().await.unwrap());
        assert_eq!(text(&events), "Within 30 days [1].");
        assert!(kinds(&events).contains(&"source-document"));
        let citation = &events.iter().find(|(_, part)| part["type"] == "data-citation").unwrap().1["data"];
        assert_eq!((&citation["marker"], &citation["documentId"]), (&json!(1), &uploaded["id"]));
        assert!(RETURNS.contains(citation["quote"].as_str().unwrap()), "{citation}");
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

    async fn what_cannot_be_read_is_refused(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let path = format!("/api/admin/agents/{}/documents", acme.agent);
        let post = || server.member(&acme.account, Method::POST, &path);
        assert_eq!(refused(post().multipart(file("a.txt", " \n"))).await, "422 invalid_request");
        assert_eq!(refused(post().multipart(file("a.txt", vec![0xff, 0xfe, 0]))).await, "415 unsupported_media_type");
        assert_eq!(refused(post().multipart(file("a.txt", "%PDF-1.7\n%"))).await, "415 unsupported_media_type");
        assert_eq!(refused(post().multipart(Form::new().text("url", "http://x"))).await, "422 invalid_request");
        assert_eq!(refused(post().multipart(Form::new())).await, "422 invalid_request");
        assert_eq!(refused(post().json(&json!({"url": "http://x"}))).await, "415 unsupported_media_type");
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
