//! Langfuse projects of agents.

use domain::id::AgentId;
use domain::langfuse::connection::{Connection, PromptName};
use domain::storage::StorageError;
use domain::vault::Sealed;

use crate::world::{World, at};

pub fn connection(agent: AgentId) -> Connection {
    Connection {
        agent_id: agent,
        host: "https://langfuse.example".into(),
        public_key: "pk-lf-1".into(),
        secret_key: Sealed::from_text("v1.key".into()),
        hook_secret: Some(Sealed::from_text("v1.hook".into())),
        prompt: Some(PromptName { name: "greeter".into(), label: "production".into() }),
        report_runs: true,
        updated_at: at(3_000),
    }
}

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let agent = world.stored_agent(&home, "helper").await;
    assert_eq!(home.cold.connection(agent).await.unwrap(), None);
    assert!(!home.cold.note_hook(agent, at(1_000), "a").await.unwrap(), "there is no project");
    let first = connection(agent);
    home.cold.connect(&first).await.unwrap();
    assert_eq!(home.cold.connection(agent).await.unwrap(), Some(first.clone()));

    assert!(home.cold.note_hook(agent, at(5_000), "a").await.unwrap());
    let changed =
        Connection { hook_secret: None, prompt: None, report_runs: false, updated_at: at(4_000), ..first };
    home.cold.connect(&changed).await.unwrap();
    assert_eq!(home.cold.connection(agent).await.unwrap(), Some(changed));
    for (time, signature, taken) in [
        (5_000, "a", false),
        (4_000, "b", false),
        (5_000, "b", true),
        (5_000, "b", false),
        (6_000, "a", true),
    ] {
        assert_eq!(
            home.cold.note_hook(agent, at(time), signature).await.unwrap(),
            taken,
            "{time} {signature}"
        );
    }

    let nobody: AgentId = world.id();
    let refused = home.cold.connect(&connection(nobody)).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");
    assert!(home.cold.disconnect(agent).await.unwrap());
    assert!(!home.cold.disconnect(agent).await.unwrap());
    assert_eq!(home.cold.connection(agent).await.unwrap(), None);
}
