//! Where the model's two files come from: a folder, read when the model is first used, or the binary itself.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use domain::document::EmbedError;
use sha2::{Digest, Sha256};

use super::{MODEL, unusable};

const WEIGHTS_FILE: &str = "model.safetensors";
const TOKENIZER_FILE: &str = "tokenizer.json";
const WEIGHTS_SUM: &str = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db";
const TOKENIZER_SUM: &str = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037";

/// Where the model's files are.
#[derive(Debug, Clone)]
pub enum Source {
    /// A folder with `model.safetensors` and `tokenizer.json`. Their SHA-256 sums are checked when they are read.
    Folder(PathBuf),
    /// The same two files as part of the program. Weights that lie at an address divisible by four are used in place.
    Embedded {
        /// `model.safetensors`.
        weights: &'static [u8],
        /// `tokenizer.json`.
        tokenizer: &'static [u8],
    },
}

/// The bytes of the weights file, in memory that may hold 32-bit numbers.
pub(super) enum WeightBytes {
    Embedded(&'static [u8]),
    /// The file, padded with zeros to whole numbers.
    Read(Vec<f32>),
}

impl Source {
    /// Whether the files are there at all. Cheap: reads nothing.
    pub(in crate::embed) fn check(&self) -> Result<(), EmbedError> {
        let Self::Folder(folder) = self else { return Ok(()) };
        let lacks = [WEIGHTS_FILE, TOKENIZER_FILE].into_iter().find(|name| !folder.join(name).is_file());
        lacks.map_or(Ok(()), |name| Err(absent(&folder.join(name))))
    }

    pub(super) fn weights(&self) -> Result<WeightBytes, EmbedError> {
        let folder = match self {
            Self::Embedded { weights, .. } => return Ok(WeightBytes::Embedded(weights)),
            Self::Folder(folder) => folder,
        };
        let path = folder.join(WEIGHTS_FILE);
        let (mut file, length) = open(&path)?;
        let mut numbers = vec![0_f32; length.div_ceil(4)];
        let bytes = &mut bytemuck::cast_slice_mut::<f32, u8>(&mut numbers)[..length];
        file.read_exact(bytes).map_err(|error| unreadable(&path, &error))?;
        verify(&path, bytes, WEIGHTS_SUM)?;
        Ok(WeightBytes::Read(numbers))
    }

    pub(super) fn tokenizer(&self) -> Result<Cow<'static, [u8]>, EmbedError> {
        let folder = match self {
            Self::Embedded { tokenizer, .. } => return Ok(Cow::Borrowed(*tokenizer)),
            Self::Folder(folder) => folder,
        };
        let path = folder.join(TOKENIZER_FILE);
        let (mut file, length) = open(&path)?;
        let mut bytes = Vec::with_capacity(length);
        file.read_to_end(&mut bytes).map_err(|error| unreadable(&path, &error))?;
        verify(&path, &bytes, TOKENIZER_SUM)?;
        Ok(Cow::Owned(bytes))
    }
}

fn open(path: &Path) -> Result<(File, usize), EmbedError> {
    let file = File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => absent(path),
        _ => unreadable(path, &error),
    })?;
    let length = file.metadata().map_err(|error| unreadable(path, &error))?.len();
    // The weights are 91 MB; a file of another order of size is not them, and is not worth the memory.
    let length = usize::try_from(length).ok().filter(|length| *length < 1 << 28);
    length
        .map(|length| (file, length))
        .ok_or_else(|| unusable(&format!("{} is far too large", path.display())))
}

fn verify(path: &Path, bytes: &[u8], sum: &str) -> Result<(), EmbedError> {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hex, "{byte:02x}");
    }
    if hex == sum { Ok(()) } else { Err(unusable(&format!("{} has a wrong checksum", path.display()))) }
}

fn absent(path: &Path) -> EmbedError {
    EmbedError::Missing(format!(
        "{MODEL} is not installed ({} is missing); run `cargo xtask setup`",
        path.display()
    ))
}

fn unreadable(path: &Path, error: &std::io::Error) -> EmbedError {
    unusable(&format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(result: Result<(), EmbedError>) -> String {
        match result {
            Err(EmbedError::Missing(text)) => text,
            other => panic!("expected that the model is missing, got {other:?}"),
        }
    }

    #[test]
    fn missing_and_damaged_files_say_what_to_run() {
        let folder = tempfile::tempdir().unwrap();
        let source = Source::Folder(folder.path().to_owned());
        let text = sentence(source.check());
        assert!(
            text.contains("model.safetensors is missing") && text.contains("`cargo xtask setup`"),
            "{text}"
        );
        assert_eq!(sentence(source.weights().map(drop)), text);

        for name in [WEIGHTS_FILE, TOKENIZER_FILE] {
            std::fs::write(folder.path().join(name), b"not it").unwrap();
        }
        assert_eq!(source.check(), Ok(()));
        for result in [source.weights().map(drop), source.tokenizer().map(drop)] {
            let text = sentence(result);
            assert!(text.contains("wrong checksum") && text.contains("`cargo xtask setup`"), "{text}");
        }
    }
}
