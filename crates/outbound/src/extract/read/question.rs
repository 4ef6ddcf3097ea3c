//! A question with its answer, as the server stored it: the answer is the text, the question is the document's title.

use domain::document::content::Content;
use domain::document::kind::FileKind;
use domain::document::question::Question;

use super::{Unreadable, markdown};

pub(super) fn read(json: &str) -> Result<Content, Unreadable> {
    let question: Question =
        serde_json::from_str(json).map_err(|error| Unreadable::damaged(FileKind::Question, error))?;
    Ok(markdown::read(&question.answer))
}
