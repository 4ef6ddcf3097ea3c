//! Whether a difference between two runs is more than chance.

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;
use serde::Serialize;

/// Resamples of the bootstrap.
const RESAMPLES: usize = 10_000;

/// The mean of paired differences with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// Mean of the differences.
    pub mean: f64,
    /// 2.5 % of resampled means are below.
    pub low: f64,
    /// 2.5 % of resampled means are above.
    pub high: f64,
}

impl Difference {
    /// Whether the interval leaves out "no difference".
    pub fn is_significant(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// Paired bootstrap (B. Efron, 1979): the differences of the pairs are drawn again and again with replacement, percentile interval. The same seed gives the
/// same numbers. `None` without pairs.
pub fn bootstrap(differences: &[f64], seed: u64) -> Option<Difference> {
    if differences.is_empty() {
        return None;
    }
    let count = differences.len();
    let mut rng = Pcg64Mcg::seed_from_u64(seed);
    let mut means: Vec<f64> = (0..RESAMPLES)
        .map(|_| (0..count).map(|_| differences[rng.random_range(0..count)]).sum::<f64>() / count as f64)
        .collect();
    means.sort_by(f64::total_cmp);
    let at = |share: f64| means[((RESAMPLES - 1) as f64 * share).round() as usize];
    Some(Difference { mean: differences.iter().sum::<f64>() / count as f64, low: at(0.025), high: at(0.975) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(got: f64, expect: f64) {
        assert!((got - expect).abs() < 1e-9, "{got} is not {expect}");
    }

    #[test]
    fn the_bootstrap_is_repeatable_and_brackets_the_mean() {
        let differences: Vec<f64> =
            (0..40).map(|n| if n % 4 == 0 { -1.0 - f64::from(n) / 1000.0 } else { 0.0 }).collect();
        let one = bootstrap(&differences, 7).unwrap();
        assert_eq!(bootstrap(&differences, 7), Some(one));
        assert_ne!(bootstrap(&differences, 8), Some(one));
        near(one.mean, -0.2545);
        // The normal interval is about -0.25 ± 1.96 * sqrt(0.25 * 0.75 / 40) = -0.384 … -0.116.
        assert!((-0.41..-0.36).contains(&one.low) && (-0.14..-0.09).contains(&one.high), "{one:?}");
        assert!(one.is_significant());
        assert!(!bootstrap(&[1.0, -1.0, 1.0, -1.0], 1).unwrap().is_significant());
        assert_eq!(bootstrap(&[], 1), None);
        let same = bootstrap(&[0.0; 10], 1).unwrap();
        assert!(!same.is_significant());
    }
}
