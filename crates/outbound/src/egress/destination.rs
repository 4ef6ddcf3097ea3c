//! Whether a URL may be asked for: its form, and its address when it names one.

use std::net::IpAddr;

use url::{Host, Url};

use super::client::EgressError;
use super::resolve::{Guard, Refusal};

/// Longest URL.
const MAX_URL: usize = 2_048;

impl Guard {
    /// Refuses every form that is not a plain web address, and addresses that are not allowed. Names are not looked up. Runs before
    /// each connection, because the client asks its resolver about names only.
    pub(super) fn admit(&self, url: &Url) -> Result<(), EgressError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(EgressError::Blocked("only http and https addresses can be reached"));
        }
        if url.as_str().len() > MAX_URL {
            return Err(EgressError::Blocked("the address is too long"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EgressError::Blocked("an address must not hold a user name or password"));
        }
        let literal = match url.host() {
            None => return Err(EgressError::Blocked("the address names no host")),
            Some(Host::Domain(_)) => None,
            Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        };
        match literal {
            Some(address) if !self.allows(address) => Err(EgressError::not_public()),
            _ => Ok(()),
        }
    }

    /// As [`Guard::admit`], and looks the name up. A name without an address passes: it is asked again at each connection.
    pub(super) async fn check(&self, url: &Url) -> Result<(), EgressError> {
        self.admit(url)?;
        let Some(Host::Domain(name)) = url.host() else { return Ok(()) };
        match self.addresses(name).await {
            Err(Refusal::Blocked) => Err(EgressError::not_public()),
            Ok(_) | Err(Refusal::Unknown(_)) => Ok(()),
        }
    }
}
