//! The door to all models: the built-in answerer by its name, everything else at the provider. Without a provider the built-in answerer
//! serves whatever is asked, so that a fresh install answers.

use std::sync::Arc;

use async_trait::async_trait;
use domain::chat::extract;
use domain::chat::model::{ModelError, ModelInfo, ModelRequest, ModelStream, Models};

/// Chooses by model id.
#[derive(Clone)]
pub struct Router {
    provider: Option<Arc<dyn Models>>,
}

impl Router {
    /// With the configured provider, or with the built-in answerer alone.
    pub fn new(provider: Option<Arc<dyn Models>>) -> Self {
        Self { provider }
    }
}

#[async_trait]
impl Models for Router {
    fn default_model(&self) -> &str {
        self.provider.as_ref().map_or(extract::MODEL, |provider| provider.default_model())
    }

    async fn list(&self) -> Vec<ModelInfo> {
        let built_in = ModelInfo {
            id: extract::MODEL.to_owned(),
            name: "Cited extracts (built in)".to_owned(),
            context_tokens: None,
        };
        let mut models = match &self.provider {
            Some(provider) => provider.list().await,
            None => Vec::new(),
        };
        models.push(built_in);
        models
    }

    async fn generate(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        match &self.provider {
            Some(provider) if request.model != extract::MODEL => provider.generate(request).await,
            _ => Ok(extract::answer(request)),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::StreamExt;

    use super::super::scripted::{Script, Scripted, request};
    use super::*;
    use domain::chat::model::ModelEvent;

    async fn model_that_answers(router: &Router, model: &str) -> String {
        let stream =
            router.generate(ModelRequest { model: model.to_owned(), ..request("Hi") }).await.unwrap();
        let events: Vec<_> = stream.collect().await;
        let usage =
            events.into_iter().find_map(|e| if let Ok(ModelEvent::Usage(u)) = e { Some(u) } else { None });
        usage.unwrap().model
    }

    #[tokio::test]
    async fn only_the_built_in_model_stays_in_the_house() {
        let scripted = Arc::new(Scripted::new("big"));
        scripted.otherwise(Script::answer(&["Hello"]));
        let router = Router::new(Some(scripted.clone()));
        assert_eq!(router.default_model(), "big");
        assert_eq!(model_that_answers(&router, "big").await, "big");
        assert_eq!(model_that_answers(&router, extract::MODEL).await, extract::MODEL);
        assert_eq!(scripted.requests().len(), 1);
        let ids: Vec<_> = router.list().await.into_iter().map(|m| m.id).collect();
        assert_eq!(ids, ["big", extract::MODEL]);
    }

    #[tokio::test]
    async fn without_a_provider_every_model_is_the_built_in_one() {
        let router = Router::new(None);
        assert_eq!(router.default_model(), extract::MODEL);
        assert_eq!(model_that_answers(&router, "openai/gpt-5-mini").await, extract::MODEL);
        assert_eq!(router.list().await.len(), 1);
    }
}
