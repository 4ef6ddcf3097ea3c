//! Names to addresses, each answer judged before anybody can connect to it.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use async_trait::async_trait;
use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::is_allowed;

/// Where answers come from: the system, or a test.
#[async_trait]
pub trait Lookup: Send + Sync {
    /// Every address of a name.
    async fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// The system's resolver.
pub(super) struct System;

#[async_trait]
impl Lookup for System {
    async fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        Ok(tokio::net::lookup_host((name, 0)).await?.map(|address| address.ip()).collect())
    }
}

/// A destination that may not be connected to. Travels inside the client's error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Blocked;

impl fmt::Display for Blocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the destination is not on the public internet")
    }
}

impl std::error::Error for Blocked {}

/// What is asked before each connection.
#[derive(Clone)]
pub(super) struct Guard {
    pub(super) lookup: Arc<dyn Lookup>,
    pub(super) permitted: Arc<[IpNet]>,
}

impl Guard {
    /// Whether this very address may be connected to.
    pub(super) fn allows(&self, address: IpAddr) -> bool {
        is_allowed(address, &self.permitted)
    }

    /// The addresses of a name. One that may not be connected to spoils them all: who controls a name's answers could else make each
    /// attempt a guess.
    pub(super) async fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, Refusal> {
        let addresses =
            self.lookup.lookup(name).await.map_err(|error| Refusal::Unknown(error.to_string()))?;
        match addresses.iter().all(|address| self.allows(*address)) {
            _ if addresses.is_empty() => Err(Refusal::Unknown("the name has no address".to_owned())),
            true => Ok(addresses),
            false => Err(Refusal::Blocked),
        }
    }
}

/// Why a name cannot be connected to.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It means an address that is not allowed.
    Blocked,
    /// It means nothing; the text is for logs.
    Unknown(String),
}

/// Called by the client for names only: it takes addresses in URLs as they are, so those are judged before
/// ([`super::destination`]).
impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            match guard.addresses(name.as_str()).await {
                // Port 0: the client puts in the URL's.
                Ok(found) => {
                    let addresses: Addrs = Box::new(found.into_iter().map(|ip| SocketAddr::new(ip, 0)));
                    Ok(addresses)
                }
                Err(Refusal::Blocked) => Err(Blocked.into()),
                Err(Refusal::Unknown(text)) => Err(text.into()),
            }
        })
    }
}
