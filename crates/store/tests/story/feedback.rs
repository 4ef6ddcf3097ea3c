//! What visitors think of answers.

use domain::chat::{Feedback, Rating};

use crate::world::World;

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let (owner, chat) = world.chat(&home).await;
    let turn = world.exchange(&home, owner, chat, "Good?").await;
    let answer = turn.assistant_message_id;
    let up = Feedback { rating: Rating::Up, comment: Some("Thanks".into()) };
    let down = Feedback { rating: Rating::Down, comment: None };
    for feedback in [Some(up), Some(down), None] {
        assert!(home.hot.set_feedback(owner, answer, feedback.as_ref()).await.unwrap());
        assert_eq!(home.hot.messages(chat, 1).await.unwrap()[0].feedback, feedback);
    }
    let up = Feedback { rating: Rating::Up, comment: None };
    let stranger = world.visitor(&home, owner.agent).await;
    assert!(!home.hot.set_feedback(stranger, answer, Some(&up)).await.unwrap());
    assert!(!home.hot.set_feedback(owner, turn.user_message_id, Some(&up)).await.unwrap(), "not an answer");
    assert!(!home.hot.set_feedback(owner, world.id(), Some(&up)).await.unwrap());
    assert!(home.hot.messages(chat, 10).await.unwrap().iter().all(|message| message.feedback.is_none()));
}
