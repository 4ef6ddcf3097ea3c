//! Documents, their chunks, and the index that is read from them.

use std::sync::Arc;

use domain::document::content::Progress;
use domain::document::{Chunk, DocumentStatus, IndexedChunk};
use domain::id::{AgentId, DocumentId};
use domain::job::{Job, JobKind};
use domain::page::PageRequest;
use domain::storage::StorageError;

use crate::world::{Home, World, at};

pub fn chunk(world: &World, document: DocumentId, position: u32) -> Chunk {
    Chunk {
        id: world.id(),
        document_id: document,
        position,
        heading: "Care › Water".into(),
        page: (position > 0).then_some(position),
        text: format!("Passage {position} 🌱"),
        span: (position * 10, position * 10 + 9),
        embedding_model: (position != 1).then(|| "old".into()),
        embedding: (position != 1).then(|| Arc::from([0.5, -0.25, position as f32])),
    }
}

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let agent = world.stored_agent(&home, "helper").await;
    let (first, ingest) = world.document(agent);
    home.cold.create_document(&first, &ingest).await.unwrap();
    let (second, ingest) = world.document(agent);
    home.cold.create_document(&second, &ingest).await.unwrap();
    assert_eq!(home.cold.document(first.id).await.unwrap().as_ref(), Some(&first));
    let (orphan, ingest) = world.document(world.id());
    let refused = home.cold.create_document(&orphan, &ingest).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");

    let page = home.cold.documents(agent, PageRequest { after: None, limit: 1 }).await.unwrap();
    assert_eq!(page.items, std::slice::from_ref(&second));
    let rest = home.cold.documents(agent, PageRequest { after: page.next, limit: 1 }).await.unwrap();
    assert_eq!((rest.items, rest.next), (vec![first.clone()], None));

    statuses_move(world, &home, first.id).await;
    chunks_are_replaced(world, &home, agent, first.id, second.id).await;
    embeddings_change_over_at_once(&home, agent).await;
    requeue_and_delete(world, &home, agent, first.id).await;
}

async fn embeddings_change_over_at_once(home: &Home, agent: AgentId) {
    let (version, before) = home.cold.index_chunks(agent).await.unwrap();
    assert_eq!(home.cold.agents_to_reembed("new").await.unwrap(), [agent]);
    assert_eq!(home.cold.agents_to_reembed("old").await.unwrap(), []);
    let waiting = home.cold.chunks_to_reembed(agent, "new", 10).await.unwrap();
    let ids = |chunks: &[IndexedChunk]| chunks.iter().map(|c| c.chunk.id).collect::<Vec<_>>();
    assert_eq!((ids(&waiting), &*waiting[0].title), (ids(&before), "Guide"));
    assert_eq!(ids(&home.cold.chunks_to_reembed(agent, "new", 1).await.unwrap()), ids(&before[..1]));

    let vector: Arc<[f32]> = Arc::from([0.0, 1.0]);
    home.cold.prepare_embeddings("new", &[(waiting[0].chunk.id, vector.clone())]).await.unwrap();
    assert_eq!(ids(&home.cold.chunks_to_reembed(agent, "new", 10).await.unwrap()), ids(&before[1..]));
    assert!(!home.cold.switch_embeddings(agent, "new").await.unwrap());
    assert_eq!(home.cold.index_chunks(agent).await.unwrap(), (version, before.clone()), "the old one serves");

    home.cold.prepare_embeddings("new", &[(waiting[1].chunk.id, vector.clone())]).await.unwrap();
    assert!(home.cold.switch_embeddings(agent, "new").await.unwrap());
    let (grown, after) = home.cold.index_chunks(agent).await.unwrap();
    assert_eq!((grown, ids(&after)), (version + 1, ids(&before)));
    for indexed in &after {
        assert_eq!(indexed.chunk.embedding_model.as_deref(), Some("new"));
        assert_eq!(indexed.chunk.embedding.as_ref(), Some(&vector));
    }
    assert_eq!(home.cold.agents_to_reembed("new").await.unwrap(), []);
    assert_eq!(home.cold.agents_to_reembed("old").await.unwrap(), [agent]);
}

async fn statuses_move(world: &World, home: &Home, id: DocumentId) {
    let failed = DocumentStatus::Failed;
    assert!(home.cold.set_document_status(id, failed, Some("empty"), at(10)).await.unwrap());
    let document = home.cold.document(id).await.unwrap().unwrap();
    assert_eq!((document.status, document.error.as_deref()), (failed, Some("empty")));
    assert_eq!(document.updated_at, at(10));
    assert!(!home.cold.set_document_status(world.id(), failed, None, at(10)).await.unwrap());

    let progress = Progress { done: 3, total: 10 };
    assert!(home.cold.set_document_progress(id, progress).await.unwrap());
    assert_eq!(home.cold.document(id).await.unwrap().unwrap().progress, Some(progress));
    assert!(!home.cold.set_document_progress(world.id(), progress).await.unwrap());
    assert!(home.cold.set_document_status(id, DocumentStatus::Embedding, None, at(11)).await.unwrap());
    assert_eq!(home.cold.document(id).await.unwrap().unwrap().progress, None, "each step begins anew");
    assert!(home.cold.set_document_progress(id, progress).await.unwrap());
}

async fn chunks_are_replaced(
    world: &World,
    home: &Home,
    agent: AgentId,
    first: DocumentId,
    second: DocumentId,
) {
    assert_eq!(home.cold.index_chunks(agent).await.unwrap(), (0, vec![]));
    let many: Vec<Chunk> = (0..70).map(|position| chunk(world, first, position)).collect();
    assert!(home.cold.replace_chunks(first, &many, Some(3), at(20)).await.unwrap());
    let document = home.cold.document(first).await.unwrap().unwrap();
    assert_eq!((document.status, document.error), (DocumentStatus::Ready, None));
    assert_eq!((document.chunk_count, document.page_count, document.progress), (70, Some(3), None));
    let other = vec![chunk(world, second, 0)];
    assert!(home.cold.replace_chunks(second, &other, None, at(21)).await.unwrap());
    assert!(!home.cold.replace_chunks(world.id(), &[], None, at(21)).await.unwrap());

    let listed = home.cold.chunks(first, 68, 10).await.unwrap();
    let without_vectors = many[68..].iter().map(|chunk| Chunk { embedding: None, ..chunk.clone() });
    assert_eq!(listed, without_vectors.collect::<Vec<_>>());
    assert_eq!(home.cold.chunks(first, 0, 2).await.unwrap().len(), 2);

    let (version, indexed) = home.cold.index_chunks(agent).await.unwrap();
    assert_eq!(version, 2);
    let expected: Vec<_> = many.iter().chain(&other).cloned().collect();
    assert_eq!(indexed.iter().map(|found| found.chunk.clone()).collect::<Vec<_>>(), expected);
    assert_eq!(
        (&*indexed[0].title, &*indexed[0].media_type, &*indexed[0].filename),
        ("Guide", "text/markdown", "Guide.md")
    );

    let fewer = vec![chunk(world, first, 0)];
    assert!(home.cold.replace_chunks(first, &fewer, None, at(22)).await.unwrap());
    assert_eq!(home.cold.chunks(first, 0, 100).await.unwrap().len(), 1);
    let (version, indexed) = home.cold.index_chunks(agent).await.unwrap();
    assert_eq!((version, indexed.len()), (3, 2));
    assert_eq!(home.cold.index_chunks(world.id()).await.unwrap(), (0, vec![]));
}

async fn requeue_and_delete(world: &World, home: &Home, agent: AgentId, id: DocumentId) {
    let ingest = || Job::due(world.id(), JobKind::IngestDocument { document_id: id }, at(30));
    assert!(home.cold.requeue_document(id, &ingest(), at(30)).await.unwrap());
    let document = home.cold.document(id).await.unwrap().unwrap();
    assert_eq!((document.status, document.chunk_count), (DocumentStatus::Queued, 1));
    assert_eq!(home.cold.index_chunks(agent).await.unwrap().1.len(), 2, "still findable");
    assert!(!home.cold.requeue_document(world.id(), &ingest(), at(30)).await.unwrap());

    assert!(home.cold.delete_document(id, &world.cleanup()).await.unwrap());
    assert!(!home.cold.delete_document(id, &world.cleanup()).await.unwrap());
    assert_eq!(home.cold.document(id).await.unwrap(), None);
    assert_eq!(home.cold.chunks(id, 0, 10).await.unwrap(), []);
    let (version, indexed) = home.cold.index_chunks(agent).await.unwrap();
    assert_eq!((version, indexed.len()), (5, 1));
}
