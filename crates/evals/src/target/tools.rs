//! The tools of a case: what it declares is answered, built-in tools are used, and nothing outside is ever called.

use std::sync::Arc;

use async_trait::async_trait;
use domain::tool::{ToolAction, ToolError, ToolOutput, ToolRun, ToolRunner};
use serde_json::Value;

use crate::score::tool::mismatch;
use crate::suite::ToolResult;

/// What is said of a call that the case does not foresee.
const NOT_HERE: &str = "not in evaluation: the case declares no result for this call";

/// See the module.
pub(super) struct Answers {
    declared: Vec<ToolResult>,
    built_in: Arc<dyn ToolRunner>,
}

impl Answers {
    pub(super) fn new(declared: &[ToolResult], built_in: Arc<dyn ToolRunner>) -> Self {
        Self { declared: declared.to_vec(), built_in }
    }
}

#[async_trait]
impl ToolRunner for Answers {
    async fn run(&self, run: ToolRun) -> Result<ToolOutput, ToolError> {
        let arguments = Value::Object(run.arguments.clone());
        let declared = self.declared.iter().find(|answer| {
            answer.name == run.tool.spec.name && mismatch(&arguments, &answer.arguments).is_none()
        });
        match (declared, &run.tool.action) {
            (Some(ToolResult { error: Some(error), .. }), _) => Err(ToolError::Refused(error.clone())),
            (Some(answer), _) => Ok(ToolOutput::Value(answer.result.clone().unwrap_or_default())),
            (None, ToolAction::BuiltIn { .. }) => self.built_in.run(run).await,
            (None, _) => Err(ToolError::Refused(NOT_HERE.to_owned())),
        }
    }
}
