//! Blobs in a folder: what is stored comes back, tenants are apart, paths cannot leave.

use bytes::Bytes;
use domain::document::{BlobError, Blobs};
use domain::id::{Ids, TenantId};
use outbound::blob::BlobStore;
use outbound::system::SystemIds;

fn tenant() -> TenantId {
    SystemIds.uuid().into()
}

#[tokio::test]
async fn what_is_put_is_got_replaced_and_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("file://{}", folder.path().join("not/yet/there").display());
    let blobs = BlobStore::open(&url, &[]).unwrap();
    let tenant = tenant();
    assert_eq!(blobs.get(tenant, "agt_1/doc_1").await, Ok(None));
    for text in ["first", "second, longer", ""] {
        blobs.put(tenant, "agt_1/doc_1", Bytes::from(text)).await.unwrap();
        assert_eq!(blobs.get(tenant, "agt_1/doc_1").await, Ok(Some(Bytes::from(text))));
    }
    blobs.delete_prefix(tenant, "agt_1/doc_1").await.unwrap();
    assert_eq!(blobs.get(tenant, "agt_1/doc_1").await, Ok(None));
    blobs.delete_prefix(tenant, "agt_1/doc_1").await.unwrap();
}

#[tokio::test]
async fn a_prefix_is_text_and_stays_inside_its_tenant() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = BlobStore::folder(folder.path()).unwrap();
    let (ours, theirs) = (tenant(), tenant());
    let paths = ["agt_1/doc_1", "agt_1/doc_2", "agt_12/doc_1", "agt_2/doc_1"];
    let left = |prefix: &'static str| {
        let blobs = &blobs;
        async move {
            for path in paths {
                for tenant in [ours, theirs] {
                    blobs.put(tenant, path, Bytes::from(path)).await.unwrap();
                }
            }
            blobs.delete_prefix(ours, prefix).await.unwrap();
            let mut left = Vec::new();
            for path in paths {
                assert_eq!(blobs.get(theirs, path).await, Ok(Some(Bytes::from(path))), "{prefix}");
                left.extend(blobs.get(ours, path).await.unwrap().map(|_| path));
            }
            left
        }
    };
    assert_eq!(left("agt_1/").await, ["agt_12/doc_1", "agt_2/doc_1"]);
    assert_eq!(left("agt_1/doc_2").await, ["agt_1/doc_1", "agt_12/doc_1", "agt_2/doc_1"]);
    assert_eq!(left("agt_1").await, ["agt_2/doc_1"]);
    assert_eq!(left("").await, [""; 0]);
}

#[tokio::test]
async fn paths_with_a_meaning_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = BlobStore::folder(&folder.path().join("blobs")).unwrap();
    let long = "a".repeat(300);
    for path in
        ["", "/", "a//b", "../x", "a/../../x", ".", "a/", "/a", "A", "a b", "a%2fb", "a\0", "ü", &long]
    {
        let put = blobs.put(tenant(), path, Bytes::from_static(b"x")).await;
        assert!(matches!(put, Err(BlobError::Failed(_))), "put {path:?}");
        let get = blobs.get(tenant(), path).await;
        assert!(matches!(get, Err(BlobError::Failed(_))), "get {path:?}");
    }
    for prefix in ["../", "..", "a/../", "/", "a//", "*"] {
        assert!(blobs.delete_prefix(tenant(), prefix).await.is_err(), "delete {prefix:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path().join("blobs")).unwrap().count(), 0);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn places_that_cannot_hold_blobs_are_refused_at_once() {
    let option = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
    for (url, options) in [
        ("", vec![]),
        ("ftp://host/x", vec![]),
        ("file://host/x", vec![]),
        ("file:///dev/null/x", vec![]),
        ("s3:///x", vec![]),
        ("s3://bucket/x", option("AWS_NO_SUCH_THING", "1")),
    ] {
        assert!(BlobStore::open(url, &options).is_err(), "{url}");
    }
    assert!(BlobStore::open("s3://bucket/a/b", &option("AWS_REGION", "eu-central-1")).is_ok());
}
