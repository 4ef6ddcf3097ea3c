//! What tools need of the guarded client, however they are called: their addresses checked, and its failures as theirs.

use domain::tool::ToolError;
use url::Url;

use super::{Egress, EgressError};

impl Egress {
    /// Whether a tool may be at an address. `InvalidArguments`: it is none; `Blocked`: it may not be reached.
    pub async fn check_tool(&self, url: &str) -> Result<(), ToolError> {
        let url = Url::parse(url).map_err(|error| ToolError::InvalidArguments(error.to_string()))?;
        Ok(self.check(&url).await?)
    }
}

impl From<EgressError> for ToolError {
    fn from(error: EgressError) -> Self {
        match error {
            EgressError::Blocked(_) => Self::Blocked,
            EgressError::TooLarge => Self::TooLarge,
            EgressError::Timeout => Self::TimedOut,
            EgressError::Redirect(reason) => Self::Refused(reason.to_owned()),
            EgressError::Failed(reason) => Self::Unavailable(reason),
        }
    }
}
