//! Embedding models as the rest of the product sees them.

use std::path::Path;
use std::sync::Arc;

use domain::document::{EmbedError, Embedder};
use outbound::Secret;
use outbound::embed::Source;
use outbound::embed::local::LocalEmbedder;
use outbound::embed::openai::OpenAiEmbedder;

use super::server::{Act, Server, status};

fn installed() -> Source {
    Source::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.cache/models/all-MiniLM-L6-v2"))
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[tokio::test]
async fn questions_and_documents_get_the_same_vectors_in_order_at_the_same_time() {
    let embedder = Arc::new(LocalEmbedder::new(installed(), 2));
    let texts: Vec<String> =
        (1..=5).map(|n| format!("Passage {n} is about {}.", "cats ".repeat(n * n))).collect();
    let bulk = tokio::spawn({
        let (embedder, texts) = (Arc::clone(&embedder), texts.clone());
        async move { embedder.embed(texts).await.unwrap() }
    });
    let mut alone = Vec::new();
    for text in texts {
        alone.extend(embedder.embed(vec![text]).await.unwrap());
    }
    let together = bulk.await.unwrap();
    assert_eq!((alone.len(), together.len()), (5, 5));
    for (n, vector) in alone.iter().enumerate() {
        assert!(dot(vector, &together[n]) > 0.999_99);
        assert!(dot(vector, &together[(n + 1) % 5]) < 0.999);
    }
    assert_eq!(embedder.embed(vec![]).await, Ok(vec![]));
    assert_eq!(embedder.model(), "all-MiniLM-L6-v2");
}

#[tokio::test]
async fn without_weights_the_model_is_missing_until_they_come() {
    let folder = tempfile::tempdir().unwrap();
    let embedder = LocalEmbedder::new(Source::Folder(folder.path().to_owned()), 2);
    for texts in [vec!["one".to_owned()], vec!["one".to_owned(), "two".to_owned()]] {
        let error = embedder.embed(texts).await.unwrap_err();
        assert_eq!(embedder.check(), Err(error.clone()));
        assert!(matches!(error, EmbedError::Missing(text) if text.contains("cargo xtask setup")));
    }
    let Source::Folder(from) = installed() else { unreachable!() };
    for name in ["model.safetensors", "tokenizer.json"] {
        std::os::unix::fs::symlink(from.join(name).canonicalize().unwrap(), folder.path().join(name))
            .unwrap();
    }
    assert_eq!(embedder.embed(vec!["one".to_owned()]).await.unwrap()[0].len(), 384);
}

fn vectors(json: &str) -> Vec<Act> {
    status("200 OK", "content-type: application/json\r\n", &format!("{{\"data\":[{json}]}}"))
}

fn remote(server: &Server) -> OpenAiEmbedder {
    OpenAiEmbedder::new(&server.base_url, Some(Secret::new("sk-secret")), "text-embedding-3-small").unwrap()
}

#[tokio::test]
async fn a_remote_model_is_asked_in_batches_and_again_when_it_is_busy() {
    let many: Vec<String> = (0..64).map(|n| format!("{{\"index\":{n},\"embedding\":[0,3]}}")).collect();
    let busy = status("429 Too Many Requests", "", "slow down");
    let server =
        Server::start(vec![busy, vectors(&many.join(",")), vectors(r#"{"index":0,"embedding":[4,0]}"#)])
            .await;
    let got = remote(&server).embed(vec![String::new(); 65]).await.unwrap();
    assert_eq!((got.len(), &*got[0], &*got[64]), (65, &[0.0, 1.0][..], &[1.0, 0.0][..]));
    let requests = &server.seen.lock().unwrap().requests;
    assert_eq!(requests.len(), 3);
    assert!(requests[0].starts_with("POST /v1/embeddings HTTP/1.1\r\n"));
    assert!(requests[2].contains("authorization: Bearer sk-secret"));
    assert!(
        requests[2]
            .ends_with(r#"{"model":"text-embedding-3-small","input":[" "],"encoding_format":"float"}"#)
    );
}

#[tokio::test]
async fn a_remote_model_that_refuses_is_a_failure_without_the_key() {
    for reply in [
        status("401 Unauthorized", "", "bad key sk-secret"),
        status("200 OK", "", "{}"),
        vectors(r#"{"index":1,"embedding":[1]}"#),
    ] {
        let server = Server::start(vec![reply]).await;
        let error = remote(&server).embed(vec!["a".to_owned()]).await.unwrap_err();
        assert!(matches!(&error, EmbedError::Failed(text) if !text.contains("sk-secret")), "{error}");
        assert_eq!(server.requests(), 1);
    }
}
