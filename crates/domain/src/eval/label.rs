//! What people say of answers that a model has judged, and how far the two agree.

use crate::clock::Timestamp;
use crate::id::{EvalResultId, EvalRunId, MemberId, SuiteId};

/// Longest note, in characters.
pub const MAX_NOTE: usize = 2_000;

/// A person's word on one judgement. It carries what it is about, as results of old runs are forgotten.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The result.
    pub result_id: EvalResultId,
    /// Which of the result's judgements, from 0: attempt by attempt, in the order of its scores.
    pub place: u32,
    /// The run.
    pub run_id: EvalRunId,
    /// The suite.
    pub suite_id: SuiteId,
    /// The case's name then.
    pub case: String,
    /// The check that asked the judge.
    pub judge: String,
    /// Whether the judge let it pass.
    pub judge_good: bool,
    /// Whether the person does.
    pub good: bool,
    /// Why, for other members.
    pub note: Option<String>,
    /// Who; `None` for a server.
    pub member_id: Option<MemberId>,
    /// When.
    pub created_at: Timestamp,
}

/// How often a judge and people said what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Both say good.
    pub both_good: u32,
    /// Both say not good.
    pub both_bad: u32,
    /// The judge is too kind.
    pub only_judge_good: u32,
    /// The judge is too strict.
    pub only_people_good: u32,
}

impl Tally {
    /// Counts one more.
    pub const fn add(&mut self, judge: bool, people: bool, times: u32) {
        *match (judge, people) {
            (true, true) => &mut self.both_good,
            (false, false) => &mut self.both_bad,
            (true, false) => &mut self.only_judge_good,
            (false, true) => &mut self.only_people_good,
        } += times;
    }

    /// How many there are.
    pub const fn count(&self) -> u32 {
        self.both_good + self.both_bad + self.only_judge_good + self.only_people_good
    }

    /// The share in which both say the same. `None`: there are none.
    pub fn agreement(&self) -> Option<f64> {
        (self.count() > 0).then(|| f64::from(self.both_good + self.both_bad) / f64::from(self.count()))
    }

    /// Cohen's kappa (J. Cohen, 1960): 1 is perfect, 0 no better than chance. `None` when there are none, or when chance alone would agree
    /// everywhere because one side always says the same as the other.
    pub fn kappa(&self) -> Option<f64> {
        let agreement = self.agreement()?;
        let share = |count: u32| f64::from(count) / f64::from(self.count());
        let (judge, people) =
            (share(self.both_good + self.only_judge_good), share(self.both_good + self.only_people_good));
        let chance = judge * people + (1.0 - judge) * (1.0 - people);
        (chance < 1.0).then(|| (agreement - chance) / (1.0 - chance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(both_good: u32, both_bad: u32, only_judge_good: u32, only_people_good: u32) -> Tally {
        Tally { both_good, both_bad, only_judge_good, only_people_good }
    }

    #[test]
    fn kappa_takes_away_what_chance_alone_would_agree_on() {
        // The example of the paper's textbooks: 20, 15, 5, 10 gives 0.4.
        let known = tally(20, 15, 5, 10);
        assert_eq!(known.agreement(), Some(0.7));
        assert!((known.kappa().unwrap() - 0.4).abs() < 1e-9);
        assert_eq!(tally(5, 5, 0, 0).kappa(), Some(1.0));
        assert_eq!(tally(1, 1, 1, 1).kappa(), Some(0.0));
        assert_eq!(tally(9, 0, 0, 0).kappa(), None, "always the same word says nothing");
        assert_eq!((tally(9, 0, 0, 0).agreement(), Tally::default().agreement()), (Some(1.0), None));
        assert_eq!(Tally::default().kappa(), None);
    }

    #[test]
    fn each_pair_of_words_has_its_count() {
        let mut counted = Tally::default();
        for (judge, people, times) in [(true, true, 4), (false, false, 3), (true, false, 2), (false, true, 1)]
        {
            counted.add(judge, people, times);
        }
        assert_eq!((counted, counted.count()), (tally(4, 3, 2, 1), 10));
    }
}
