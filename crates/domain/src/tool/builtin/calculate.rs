//! Exact arithmetic. What a model writes is bounded before it is read and while it is computed.

use std::sync::atomic::{AtomicU32, Ordering};

use fend_core::{Context, Interrupt, evaluate_with_interrupt};

use crate::tool::ToolError;

/// Longest expression, in bytes.
const MAX_EXPRESSION: usize = 400;
/// Deepest nesting: the parser recurses.
const MAX_DEPTH: usize = 12;
/// How often the computation may ask whether to go on. The library asks at least once per operation on a digit group.
const MAX_STEPS: u32 = 200_000;
/// Longest result, in characters.
const MAX_RESULT: usize = 500;

struct Budget(AtomicU32);

impl Interrupt for Budget {
    fn should_interrupt(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed);
        self.is_spent()
    }
}

impl Budget {
    fn is_spent(&self) -> bool {
        self.0.load(Ordering::Relaxed) > MAX_STEPS
    }
}

/// The value of an expression, as text.
pub fn calculate(expression: &str) -> Result<String, ToolError> {
    let invalid = |reason: &str| Err(ToolError::InvalidArguments(reason.to_owned()));
    if expression.len() > MAX_EXPRESSION {
        return invalid("the expression is too long");
    }
    if depth(expression) > MAX_DEPTH {
        return invalid("the expression is nested too deeply");
    }
    // Without handlers for time, chance and exchange rates the library has none of them.
    let mut context = Context::new();
    let budget = Budget(AtomicU32::new(0));
    let result = evaluate_with_interrupt(expression, &mut context, &budget);
    match result {
        _ if budget.is_spent() => invalid("the calculation takes too long"),
        Err(reason) => invalid(&reason),
        Ok(result) if result.output_is_empty() => invalid("there is nothing to calculate"),
        Ok(result) if result.get_main_result().chars().count() > MAX_RESULT => {
            invalid("the result is too long")
        }
        Ok(result) => Ok(result.get_main_result().to_owned()),
    }
}

/// How deep the parser may have to go: brackets, and chains of prefix and power operators, which nest to the right.
fn depth(expression: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    let mut chained = 0;
    for c in expression.chars() {
        match c {
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' => open = open.saturating_sub(1),
            '^' | '-' | '+' | '!' | '~' | '\\' | ':' | '=' => chained += 1,
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest + chained / 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_exact() {
        for (expression, expect) in [
            ("1 + 1", "2"),
            ("0.1 + 0.2", "0.3"),
            ("(19.99 * 3) - 15%", "59.82"),
            ("2^64", "18446744073709551616"),
            ("5 feet + 11 inches to cm", "180.34 cm"),
        ] {
            assert_eq!(calculate(expression).as_deref(), Ok(expect), "{expression}");
        }
    }

    #[test]
    fn nothing_runs_for_ever_or_reaches_out() {
        for expression in [
            "",
            "1 +",
            "1/0",
            "9^9^9^9",
            "10^1000000!",
            "100000!",
            "today",
            "roll d6",
            "5 USD to EUR",
            &"(".repeat(300),
            &"-".repeat(300),
            &"1+".repeat(300),
        ] {
            assert!(matches!(calculate(expression), Err(ToolError::InvalidArguments(_))), "{expression}");
        }
    }
}
