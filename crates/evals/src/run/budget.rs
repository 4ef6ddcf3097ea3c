//! What a run may spend. A unit begins only while what was spent, together with what the units under way may still cost, is below the cap.

use parking_lot::Mutex;

/// Counts micro-USD.
#[derive(Debug, Default)]
pub struct Meter {
    cap: Option<u64>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    spent: u64,
    under_way: u64,
    /// The dearest unit so far: what each unit under way is expected to cost.
    dearest: u64,
}

impl Meter {
    /// `cap`: most micro-USD; `None` for no bound. `spent`: by the same run before it was cut off.
    pub fn new(cap: Option<u64>, spent: u64) -> Self {
        Self { cap, state: Mutex::new(State { spent, ..State::default() }) }
    }

    /// Something was paid.
    pub fn spend(&self, micros: u64) {
        let mut state = self.state.lock();
        state.spent = state.spent.saturating_add(micros);
    }

    /// What was paid so far.
    pub fn spent(&self) -> u64 {
        self.state.lock().spent
    }

    /// Whether another unit may begin; it must [`Meter::end`] then.
    pub fn begin(&self) -> bool {
        let mut state = self.state.lock();
        let expected = state.spent.saturating_add(state.under_way.saturating_mul(state.dearest));
        let may = self.cap.is_none_or(|cap| expected < cap);
        state.under_way += u64::from(may);
        may
    }

    /// A unit is done; `cost` bounds what it cost.
    pub fn end(&self, cost: u64) {
        let mut state = self.state.lock();
        state.under_way = state.under_way.saturating_sub(1);
        state.dearest = state.dearest.max(cost);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_unit_begins_when_those_under_way_may_use_up_the_cap() {
        let meter = Meter::new(Some(100), 0);
        assert!(meter.begin());
        meter.spend(40);
        meter.end(40);
        assert!(meter.begin());
        assert!(meter.begin());
        assert!(!meter.begin(), "40 spent and two under way at 40 each");
        meter.end(0);
        meter.end(0);
        assert!(meter.begin());
        assert!(!Meter::new(Some(0), 0).begin());
        assert!(Meter::new(None, u64::MAX).begin());
    }
}
