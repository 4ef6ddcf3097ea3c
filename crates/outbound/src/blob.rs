//! Uploaded files, in a folder or an S3 bucket. A blob's key is `<tenant>/<path>`: nothing outside a tenant's own prefix can be named.

use std::error::Error as StdError;
use std::io;
use std::path::Path as FilePath;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use domain::document::{BlobError, Blobs};
use domain::id::TenantId;
use futures::{StreamExt, TryStreamExt};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt};
use url::Url;

use crate::{SetupError, tls};

/// Largest blob that is read, in bytes; a larger one was not put there by this program.
const MAX_BLOB: u64 = 256 << 20;
/// Longest path below the tenant.
const MAX_PATH: usize = 256;

/// Blobs over an object store.
#[derive(Debug)]
pub struct BlobStore {
    store: Box<dyn ObjectStore>,
    /// Empty, or the part of the bucket that is ours.
    root: Path,
}

impl BlobStore {
    /// A folder, created when it is missing.
    pub fn folder(folder: &FilePath) -> Result<Self, SetupError> {
        let failed = |reason: &dyn std::fmt::Display| {
            SetupError(format!("cannot use {} for blobs: {reason}", folder.display()))
        };
        std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| failed(&error))?;
        Ok(Self {
            store: Box::new(store.with_automatic_cleanup(true).with_fsync(true)),
            root: Path::default(),
        })
    }

    /// `file:///folder` or `s3://bucket/prefix`. `options` are for S3, named as in the environment (`AWS_ACCESS_KEY_ID`, `AWS_REGION`,
    /// `AWS_ENDPOINT`, …); names that S3 does not know are refused.
    pub fn open(url: &str, options: &[(String, String)]) -> Result<Self, SetupError> {
        let parsed =
            Url::parse(url).map_err(|error| SetupError(format!("`{url}` is no URL for blobs: {error}")))?;
        match parsed.scheme() {
            "file" => {
                let folder =
                    parsed.to_file_path().map_err(|()| SetupError(format!("`{url}` names no folder")))?;
                Self::folder(&folder)
            }
            "s3" => Self::s3(&parsed, options),
            other => Err(SetupError(format!("blobs go to file:// or s3://, not to {other}://"))),
        }
    }

    fn s3(url: &Url, options: &[(String, String)]) -> Result<Self, SetupError> {
        let failed =
            |reason: &dyn std::fmt::Display| SetupError(format!("cannot use {url} for blobs: {reason}"));
        let bucket = url.host_str().ok_or_else(|| failed(&"it names no bucket"))?;
        tls::install_crypto_provider();
        let mut builder = AmazonS3Builder::new().with_bucket_name(bucket);
        for (name, value) in options {
            let key: AmazonS3ConfigKey =
                name.to_lowercase().parse().map_err(|error: Error| failed(&error))?;
            builder = builder.with_config(key, value);
        }
        let root = Path::from_url_path(url.path()).map_err(|error| failed(&error))?;
        Ok(Self { store: Box::new(builder.build().map_err(|error| failed(&error))?), root })
    }

    /// The folder of a tenant.
    fn tenant(&self, tenant: TenantId) -> Path {
        self.root.clone().join(tenant.to_string())
    }

    fn key(&self, tenant: TenantId, path: &str) -> Result<Path, BlobError> {
        let is_valid = path.len() <= MAX_PATH && path.split('/').all(is_part);
        if !is_valid {
            return Err(BlobError::Failed(format!("`{}` is no blob path", path.escape_debug())));
        }
        Ok(path.split('/').fold(self.tenant(tenant), |key, part| key.join(part)))
    }
}

/// `[a-z0-9_]`, at least one: neither dots nor anything that a file system or a URL gives a meaning.
fn is_part(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

#[async_trait]
impl Blobs for BlobStore {
    async fn put(&self, tenant: TenantId, path: &str, bytes: Bytes) -> Result<(), BlobError> {
        let key = self.key(tenant, path)?;
        self.store.put(&key, bytes.into()).await.map(drop).map_err(|error| failure(&error))
    }

    async fn get(&self, tenant: TenantId, path: &str) -> Result<Option<Bytes>, BlobError> {
        let key = self.key(tenant, path)?;
        let result = match self.store.get(&key).await {
            Ok(result) => result,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(failure(&error)),
        };
        let too_large = || BlobError::Failed(format!("{key} is larger than {MAX_BLOB} bytes"));
        let size = usize::try_from(result.meta.size.min(MAX_BLOB)).unwrap_or(0);
        if result.meta.size > MAX_BLOB {
            return Err(too_large());
        }
        let mut pieces = result.into_stream();
        let mut body = BytesMut::with_capacity(size);
        while let Some(piece) = pieces.try_next().await.map_err(|error| failure(&error))? {
            if body.len() + piece.len() > size {
                return Err(too_large());
            }
            body.extend_from_slice(&piece);
        }
        Ok(Some(body.freeze()))
    }

    async fn delete_prefix(&self, tenant: TenantId, prefix: &str) -> Result<(), BlobError> {
        // Object stores list whole folders; the rest of the prefix is compared here.
        let (folder, beginning) = match prefix.rsplit_once('/') {
            Some((folder, beginning)) => (self.key(tenant, folder)?, beginning),
            None => (self.tenant(tenant), prefix),
        };
        if !beginning.is_empty() && !is_part(beginning) {
            return Err(BlobError::Failed(format!("`{}` is no blob path", prefix.escape_debug())));
        }
        let start = format!("{folder}/{beginning}");
        let found = self.store.list(Some(&folder)).map_ok(|meta| meta.location);
        let wanted =
            found.try_filter(move |key| std::future::ready(key.as_ref().starts_with(&start))).boxed();
        let mut deleted = self.store.delete_stream(wanted);
        while let Some(result) = deleted.next().await {
            match result {
                Ok(_) | Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(failure(&error)),
            }
        }
        Ok(())
    }
}

/// What an error of the object store means: somewhere in its causes a full disk may stand.
fn failure(error: &Error) -> BlobError {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(inner) = cause {
        if inner.downcast_ref::<io::Error>().is_some_and(is_full) {
            return BlobError::Full;
        }
        cause = inner.source();
    }
    let text = error.to_string();
    let is_full =
        ["StorageFull", "InsufficientStorage", "QuotaExceeded"].iter().any(|code| text.contains(code));
    if is_full { BlobError::Full } else { BlobError::Failed(text) }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_found_among_the_causes() {
        let generic = |source: Box<dyn StdError + Send + Sync>| Error::Generic { store: "test", source };
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(failure(&generic(Box::new(full()))), BlobError::Full);
        assert_eq!(failure(&generic(Box::new(generic(Box::new(full()))))), BlobError::Full);
        assert_eq!(failure(&generic("XMinioStorageFull: no space".into())), BlobError::Full);
        let denied = failure(&generic(Box::new(io::Error::from(io::ErrorKind::PermissionDenied))));
        assert!(matches!(denied, BlobError::Failed(_)));
    }
}
