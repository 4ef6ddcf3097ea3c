//! Whether a difference is more than chance. Exact tests, in logarithms, so that no number of cases overflows.

/// McNemar's test, exact and two-sided (Q. McNemar, 1947): how likely a split at least as uneven as `worse` to `better` is among the cases
/// that changed, if better and worse were equally likely.
pub fn mcnemar(worse: u32, better: u32) -> f64 {
    let changed = worse + better;
    if changed == 0 {
        return 1.0;
    }
    let mut log_choose = 0.0_f64;
    let mut tail = 0.0;
    let log_half = f64::from(changed) * 0.5_f64.ln();
    for k in 0..=worse.min(better) {
        tail += (log_choose + log_half).exp();
        log_choose += f64::from(changed - k).ln() - f64::from(k + 1).ln();
    }
    (2.0 * tail).min(1.0)
}

/// Fisher's exact test, one-sided (R. A. Fisher, 1922): how likely at least `bad` of `of` are among the later ones, when `bad_before` of
/// `of_before` were among the earlier ones, if nothing had changed.
pub fn fisher(bad_before: u32, of_before: u32, bad: u32, of: u32) -> f64 {
    let all_bad = bad_before + bad;
    let all = of_before + of;
    let most = all_bad.min(of);
    // The hypergeometric distribution: so many bad ones among `of` that are drawn from all.
    let logs = log_factorials(all);
    let log = |n: u32| logs.get(n as usize).copied().unwrap_or(0.0);
    let choose = |n: u32, k: u32| log(n) - log(k) - log(n - k);
    let whole = choose(all, of);
    (bad..=most)
        .filter(|drawn| of - drawn <= all - all_bad)
        .map(|drawn| (choose(all_bad, drawn) + choose(all - all_bad, of - drawn) - whole).exp())
        .sum::<f64>()
        .min(1.0)
}

fn log_factorials(most: u32) -> Vec<f64> {
    let mut logs = vec![0.0];
    let mut sum = 0.0;
    for n in 1..=most {
        sum += f64::from(n).ln();
        logs.push(sum);
    }
    logs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(got: f64, expect: f64) {
        assert!((got - expect).abs() < 1e-9, "{got} is not {expect}");
    }

    #[test]
    fn mcnemar_is_the_exact_binomial_test() {
        near(mcnemar(0, 0), 1.0);
        near(mcnemar(1, 1), 1.0);
        near(mcnemar(5, 0), 2.0 / 32.0);
        near(mcnemar(0, 6), 2.0 / 64.0);
        // 2 * (1 + 12 + 66) / 4096
        near(mcnemar(2, 10), 158.0 / 4096.0);
        near(mcnemar(10, 2), mcnemar(2, 10));
        assert!(mcnemar(2_000, 3_000) < 1e-40);
    }

    #[test]
    fn fisher_is_the_exact_hypergeometric_test() {
        // The lady tasting tea: 3 of 4, and all 4, guessed right; 17 / 70 and 1 / 70.
        near(fisher(1, 4, 3, 4), 17.0 / 70.0);
        near(fisher(0, 4, 4, 4), 1.0 / 70.0);
        near(fisher(4, 4, 0, 4), 1.0);
        near(fisher(0, 0, 0, 0), 1.0);
        near(fisher(5, 10, 10, 20), fisher(5, 10, 10, 20));
        // 2 of 20 before and 9 of 20 after: (choose(11, k) * choose(29, 20 - k)) / choose(40, 20), summed over k = 9, 10, 11.
        let by_hand = (55.0 * 34_597_290.0 + 11.0 * 20_030_010.0 + 10_015_005.0) / 137_846_528_820.0;
        near(fisher(2, 20, 9, 20), by_hand);
        assert!(fisher(100, 2_000, 400, 2_000) < 1e-40);
    }
}
