use domain::chat::MessageRole;
use domain::chat::model::ModelMessage;
use futures::FutureExt;

use super::*;
use crate::run::journal::Past;
use crate::testing::{Counted, Memory, StillClock};

const SCRIPT: &str = r#"
rules:
  - say: { first: "Hello", then: "Hello again" }
    costMicros: 5
"#;

fn request(text: &str) -> ModelRequest {
    ModelRequest {
        model: "m".into(),
        system: "s".into(),
        messages: vec![ModelMessage::new(MessageRole::User, text.into())],
        passages: Arc::new([]),
        tools: Arc::new([]),
        max_output_tokens: None,
        settings: domain::agent::model::ModelSettings::default(),
    }
}

struct Recorder {
    models: Arc<Counted>,
    written: Arc<Memory>,
    meter: Arc<Meter>,
    tape: Arc<Tape>,
}

fn recorder(calls: Vec<Call>, strict: bool) -> Recorder {
    let (written, meter) = (Arc::new(Memory::default()), Arc::new(Meter::default()));
    let tape =
        Tape::new(calls, vec![written.clone()], strict, meter.clone(), Arc::new(StillClock::default()));
    Recorder { models: Counted::script(SCRIPT), written, meter, tape }
}

impl Recorder {
    fn wrap(&self, scope: &str) -> Arc<Taped> {
        self.tape.wrap(scope.into(), self.models.clone())
    }
}

fn say(models: &Taped, text: &str) -> Result<String, ModelError> {
    async {
        let mut stream = models.generate(request(text)).await?;
        let mut said = String::new();
        while let Some(event) = stream.next().await {
            if let ModelEvent::Text(more) = event? {
                said.push_str(&more);
            }
        }
        Ok(said)
    }
    .now_or_never()
    .unwrap()
}

#[test]
fn what_was_recorded_is_played_and_neither_asked_nor_paid_again() {
    let first = recorder(vec![], false);
    let taped = first.wrap("a");
    assert_eq!(say(&taped, "Hi").unwrap(), "Hello");
    assert_eq!(say(&taped, "Hi").unwrap(), "Hello again");
    assert_eq!((first.models.count(), first.meter.spent(), taped.spent(), taped.times()), (2, 10, 10, None));

    let calls = Past::read(&first.written.text.lock()).unwrap().calls;
    let again = recorder(calls, true);
    let taped = again.wrap("a");
    assert_eq!(say(&taped, "Hi").unwrap(), "Hello");
    assert_eq!(say(&taped, "Hi").unwrap(), "Hello again");
    assert_eq!((again.models.count(), again.meter.spent(), taped.times()), (0, 0, Some((0, 0))));
    assert_eq!(*again.written.text.lock(), "");
}

#[test]
fn a_cassette_refuses_what_it_does_not_have() {
    let first = recorder(vec![], false);
    say(&first.wrap("a"), "Hi").unwrap();
    let calls = Past::read(&first.written.text.lock()).unwrap().calls;
    let strict = recorder(calls, true);
    let refused = |scope: &str, text: &str| say(&strict.wrap(scope), text).unwrap_err().to_string();
    assert!(refused("a", "Ho").contains("not on the cassette"));
    assert!(refused("b", "Hi").contains("not on the cassette"));
    assert_eq!(strict.models.count(), 0);
}

#[test]
fn an_answer_that_could_not_be_recorded_does_not_count() {
    let mut recorder = recorder(vec![], false);
    let full = Arc::new(Memory { fails_after: Some(0), ..Memory::default() });
    recorder.tape =
        Tape::new(vec![], vec![full], false, recorder.meter.clone(), Arc::new(StillClock::default()));
    assert!(matches!(say(&recorder.wrap("a"), "Hi"), Err(ModelError::Broken(_))));
    assert_eq!(recorder.meter.spent(), 5);
}
