//! Alerts touch no cache: they are passed on.

use async_trait::async_trait;
use domain::alert::{Alert, AlertStore, FeedbackWatch};
use domain::clock::Timestamp;
use domain::id::{AgentId, AlertId};
use domain::page::{Page, PageRequest};
use domain::storage::StorageResult;

use super::tenant::CachedTenant;

#[async_trait]
impl AlertStore for CachedTenant {
    async fn raise(&self, alert: &Alert) -> StorageResult<bool> {
        self.inner.raise(alert).await
    }

    async fn alert(&self, id: AlertId) -> StorageResult<Option<Alert>> {
        self.inner.alert(id).await
    }

    async fn open_alerts(&self, agent: Option<AgentId>, page: PageRequest) -> StorageResult<Page<Alert>> {
        self.inner.open_alerts(agent, page).await
    }

    async fn dismiss_alert(&self, id: AlertId, now: Timestamp) -> StorageResult<bool> {
        self.inner.dismiss_alert(id, now).await
    }

    async fn feedback_watch(&self, agent: AgentId) -> StorageResult<Option<FeedbackWatch>> {
        self.inner.feedback_watch(agent).await
    }

    async fn end_feedback_watch(&self, agent: AgentId, version: i64) -> StorageResult<()> {
        self.inner.end_feedback_watch(agent, version).await
    }
}
