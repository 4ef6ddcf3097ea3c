//! Work by lease.

use domain::id::NodeId;
use domain::job::{Job, JobKind, JobOutcome};
use domain::tenant::Directory;

use crate::world::{Home, World, at};

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let node = world.id::<NodeId>();
    let blobs =
        |prefix: &str, due| Job::due(world.id(), JobKind::DeleteBlobs { prefix: prefix.into() }, at(due));
    let claim = async |now, until| world.store.claim_job(node, at(now), at(until)).await.unwrap();
    assert_eq!(claim(100, 200).await, None);

    let later = blobs("later/", 20);
    let sooner = blobs("sooner/", 10);
    home.cold.enqueue(&later).await.unwrap();
    home.cold.enqueue(&sooner).await.unwrap();
    assert_eq!(claim(9, 200).await, None, "nothing is due");
    let claimed = claim(100, 200).await.unwrap();
    assert_eq!(claimed.tenant_id, home.id);
    assert_eq!(claimed.job, Job { attempts: 1, ..sooner.clone() }, "the oldest first");
    assert_eq!(claim(100, 200).await.unwrap().job.id, later.id);
    assert_eq!(claim(199, 300).await, None, "all leased");

    // The lease of `sooner` is extended, that of `later` runs out.
    assert!(home.cold.extend_lease(sooner.id, 1, at(500)).await.unwrap());
    assert!(!home.cold.extend_lease(sooner.id, 2, at(900)).await.unwrap());
    let again = claim(200, 400).await.unwrap();
    assert_eq!((again.job.id, again.job.attempts), (later.id, 2));
    assert!(!home.cold.finish_job(later.id, 1, &JobOutcome::Done).await.unwrap(), "not its attempt");

    let retry = JobOutcome::Retry { at: at(1_000), error: "away".into() };
    assert!(home.cold.finish_job(later.id, 2, &retry).await.unwrap());
    assert!(!home.cold.finish_job(later.id, 2, &retry).await.unwrap(), "only once");
    assert!(!home.cold.extend_lease(later.id, 2, at(2_000)).await.unwrap(), "no lease to extend");
    assert!(home.cold.finish_job(sooner.id, 1, &JobOutcome::Done).await.unwrap());
    assert_eq!(claim(999, 2_000).await, None);
    assert_eq!(claim(1_000, 2_000).await.unwrap().job.attempts, 3);
    let dead = JobOutcome::Dead { error: "hopeless".into() };
    assert!(home.cold.finish_job(later.id, 3, &dead).await.unwrap());
    assert_eq!(claim(9_000, 9_100).await, None, "dead jobs stay");
    assert!(!home.cold.finish_job(sooner.id, 1, &JobOutcome::Done).await.unwrap(), "gone");

    a_document_takes_its_work_with_it(world).await;
    no_job_is_claimed_twice(world).await;
    a_tenant_with_much_work_does_not_hold_up_another(world).await;
}

async fn a_document_takes_its_work_with_it(world: &World) {
    let home = world.settle("bob").await;
    let agent = world.stored_agent(&home, "helper").await;
    let (document, ingest) = world.document(agent);
    home.cold.create_document(&document, &ingest).await.unwrap();
    let cleanup = world.cleanup();
    assert!(home.cold.delete_document(document.id, &cleanup).await.unwrap());
    let claimed = world.store.claim_job(world.id(), at(9_000), at(9_100)).await.unwrap().unwrap();
    assert_eq!(claimed.job.id, cleanup.id);
    assert!(home.cold.finish_job(cleanup.id, 1, &JobOutcome::Done).await.unwrap());
    assert_eq!(world.store.claim_job(world.id(), at(9_000), at(9_100)).await.unwrap(), None);
}

async fn no_job_is_claimed_twice(world: &World) {
    let home = world.settle("eve").await;
    for _ in 0..20 {
        home.cold.enqueue(&world.cleanup()).await.unwrap();
    }
    let claims = (0..20).map(|_| world.store.claim_job(world.id(), at(10_000), at(20_000)));
    let claimed = futures::future::try_join_all(claims).await.unwrap();
    let mut ids: Vec<_> = claimed.into_iter().flatten().map(|claimed| claimed.job.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 20);
}

async fn a_tenant_with_much_work_does_not_hold_up_another(world: &World) {
    let (busy, small) = (world.settle("busy").await, world.settle("small").await);
    let job = |due| Job { run_at: at(due), ..world.cleanup() };
    for _ in 0..200 {
        busy.cold.enqueue(&job(11_000)).await.unwrap();
    }
    let claim = async || {
        let claimed = world.store.claim_job(world.id(), at(15_000), at(19_000)).await.unwrap().unwrap();
        (claimed.tenant_id, claimed.job.id)
    };
    let finish = async |home: &Home, id| {
        assert!(home.cold.finish_job(id, 1, &JobOutcome::Done).await.unwrap());
    };
    // One worker: each tenant in its turn.
    let (first, id) = claim().await;
    assert_eq!(first, busy.id);
    finish(&busy, id).await;
    let (one, another) = (job(12_000), job(12_001));
    small.cold.enqueue(&one).await.unwrap();
    small.cold.enqueue(&another).await.unwrap();
    assert_eq!(claim().await, (small.id, one.id), "younger than 199 others");
    finish(&small, one.id).await;
    let (next, id) = claim().await;
    assert_eq!(next, busy.id);
    finish(&busy, id).await;
    assert_eq!(claim().await, (small.id, another.id));
    finish(&small, another.id).await;

    // Several workers: whoever has fewer running comes first.
    for _ in 0..3 {
        assert_eq!(claim().await.0, busy.id);
    }
    let (one, another) = (job(12_000), job(12_001));
    small.cold.enqueue(&one).await.unwrap();
    small.cold.enqueue(&another).await.unwrap();
    assert_eq!((claim().await.0, claim().await.0), (small.id, small.id));
    assert_eq!(claim().await.0, busy.id);
}
