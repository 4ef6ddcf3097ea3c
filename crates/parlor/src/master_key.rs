//! The installation's master key: what every signature and every stored secret hangs on.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use domain::id::Ids;

use crate::config::Config;

/// Its file in the data folder.
pub const FILE: &str = "master.key";

/// 32 bytes; never logged.
pub type MasterKey = [u8; 32];

/// The configured key; else the one in the data folder, made on first start with mode 0600.
pub fn load(config: &Config, ids: &dyn Ids) -> anyhow::Result<MasterKey> {
    if let Some(key) = &config.server.master_key {
        return parse(key.reveal()).context("PARLOR_MASTER_KEY");
    }
    let path = config.in_data_dir(FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => parse(&text).with_context(|| path.display().to_string()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => create(&path, ids),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

fn create(path: &Path, ids: &dyn Ids) -> anyhow::Result<MasterKey> {
    let key: MasterKey = ids.random();
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).with_context(|| format!("cannot create {}", path.display()))?;
    file.write_all(hex.as_bytes())?;
    file.sync_all()?;
    Ok(key)
}

fn parse(text: &str) -> anyhow::Result<MasterKey> {
    let text = text.trim();
    ensure!(text.len() == 64 && text.is_ascii(), "a master key has 64 hexadecimal digits");
    let mut key = [0; 32];
    for (byte, digits) in key.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let Ok(value) = u8::from_str_radix(std::str::from_utf8(digits)?, 16) else {
            bail!("a master key has 64 hexadecimal digits");
        };
        *byte = value;
    }
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_64_hexadecimal_digits_are_a_key() {
        assert_eq!(parse(&"0f".repeat(32)).unwrap(), [15; 32]);
        for wrong in ["", "0f", &"0g".repeat(32), &"é".repeat(32)] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
