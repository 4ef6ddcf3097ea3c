//! Files are what they are pinned to be, or they are not used.

use std::{fs, io::Read, path::Path};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// The SHA-256 of a file in lower-case hex.
pub fn sha256(path: &Path) -> Result<String> {
    let mut file = fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether the file is there and is the pinned one.
pub fn matches(path: &Path, pinned: &str) -> bool {
    path.is_file() && sha256(path).is_ok_and(|found| found == pinned)
}

/// Refuses and removes a file that is not the pinned one.
pub fn require(path: &Path, pinned: &str) -> Result<()> {
    let found = sha256(path)?;
    if found != pinned {
        fs::remove_file(path)?;
        bail!("{} has the wrong checksum and was removed: expected {pinned}, found {found}", path.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_file_is_refused_and_removed() {
        let path = std::env::temp_dir().join(format!("parlor-checksum-{}", std::process::id()));
        fs::write(&path, "abc").unwrap();
        let right = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert!(matches(&path, right));
        require(&path, right).unwrap();
        assert!(require(&path, &right.replace('b', "c")).is_err());
        assert!(!path.exists());
    }
}
