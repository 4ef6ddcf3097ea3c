//! The list of the provider's models.

use domain::chat::model::Models;

use super::server::*;

fn listing() -> Vec<Act> {
    let body = r#"{"data":[{"id":"a/one","name":"One","context_length":1000,"pricing":{}},{"id":"big","object":"model"}]}"#;
    status("200 OK", "content-type: application/json\r\n", body)
}

#[tokio::test]
async fn the_list_is_fetched_once_and_kept() {
    let server = Server::start(vec![listing()]).await;
    let model = server.model(quick());
    for _ in 0..3 {
        let models: Vec<_> =
            model.list().await.into_iter().map(|m| (m.id, m.name, m.context_tokens)).collect();
        let one = ("a/one".to_owned(), "One".to_owned(), Some(1_000));
        assert_eq!(models, [one, ("big".to_owned(), "big".to_owned(), None)]);
    }
    assert_eq!(server.requests(), 1);
    assert!(server.seen.lock().unwrap().requests[0].starts_with("GET /v1/models HTTP/1.1\r\n"));
}

#[tokio::test]
async fn without_a_list_there_is_the_default_model() {
    let huge = format!("{{\"data\":[{}]}}", "1,".repeat(5 << 20));
    for reply in [
        status("404 Not Found", "", "no"),
        status("200 OK", "", "<html>"),
        status("200 OK", "", &huge),
        vec![Act::Close],
    ] {
        let server = Server::start(vec![reply]).await;
        let model = server.model(quick());
        for _ in 0..2 {
            let ids: Vec<_> = model.list().await.into_iter().map(|m| m.id).collect();
            assert_eq!(ids, ["big"]);
        }
        assert_eq!(server.requests(), 1, "a provider that fails is left alone for a while");
    }
}
