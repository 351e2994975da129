//! How long calls took, counted in spans: a quarter of an octave each, so that a percentile is known to some ten per cent
//! from a handful of numbers.

/// Spans of an octave, as a power of two.
const BITS: u32 = 2;
/// The number of the last span: it has all that took longer than some 38 hours.
pub const LAST_SPAN: u32 = ((37 - BITS) << BITS) + 3;

/// The number of the span that so many microseconds belong to.
#[must_use]
pub fn span(microseconds: u64) -> u32 {
    let octave = u64::BITS - microseconds.leading_zeros();
    if octave <= BITS {
        return u32::try_from(microseconds).unwrap_or(0);
    }
    let shift = octave - BITS - 1;
    let within = u32::try_from((microseconds >> shift) & ((1 << BITS) - 1)).unwrap_or(0);
    (((shift + 1) << BITS) + within).min(LAST_SPAN)
}

/// The least microseconds of a span.
#[must_use]
pub fn least(span: u32) -> u64 {
    let (octave, within) = (span >> BITS, u64::from(span & ((1 << BITS) - 1)));
    match octave.checked_sub(1) {
        None => within,
        Some(shift) => ((1 << BITS) + within) << shift,
    }
}

/// Which of the calls in `spans`, pairs of a span and how many there are, is slower than `percent` of them: the middle of its
/// span in microseconds. `None` when there are none.
#[must_use]
pub fn percentile(spans: &[(u32, u64)], percent: u64) -> Option<u64> {
    let mut spans: Vec<_> = spans.iter().filter(|(_, calls)| *calls > 0).collect();
    spans.sort_unstable();
    let all: u64 = spans.iter().map(|(_, calls)| calls).sum();
    let wanted = (all.saturating_mul(percent)).div_ceil(100).max(1);
    let mut seen = 0;
    let (span, _) = spans.into_iter().find(|(_, calls)| {
        seen += calls;
        seen >= wanted
    })?;
    Some(u64::midpoint(least(*span), least(span + 1) - 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_follow_one_another_without_a_gap() {
        assert_eq!((span(0), least(0)), (0, 0));
        for number in 0..=LAST_SPAN {
            assert_eq!(span(least(number)), number);
            assert!(least(number) < least(number + 1));
            if number < LAST_SPAN {
                assert_eq!(span(least(number + 1) - 1), number);
            }
        }
        assert_eq!(span(u64::MAX), LAST_SPAN);
    }

    #[test]
    fn a_percentile_of_few_calls_is_one_of_them() {
        assert_eq!(percentile(&[], 50), None);
        assert_eq!(percentile(&[(3, 0)], 50), None);
        assert_eq!(percentile(&[(3, 1)], 50), Some(3));
        assert_eq!(percentile(&[(3, 1), (2, 1)], 50), Some(2));
        assert_eq!(percentile(&[(3, 1), (2, 1)], 95), Some(3));
    }

    proptest! {
        #[test]
        fn percentiles_are_right_to_an_eighth(mut times in proptest::collection::vec(0_u64..100_000_000, 1..200), percent in 1_u64..=100) {
            let mut spans = std::collections::BTreeMap::new();
            for time in &times {
                *spans.entry(span(*time)).or_insert(0) += 1;
            }
            let spans: Vec<(u32, u64)> = spans.into_iter().collect();
            times.sort_unstable();
            let rank = (times.len() as u64 * percent).div_ceil(100).max(1);
            let exact = times[usize::try_from(rank).unwrap() - 1];
            let found = percentile(&spans, percent).unwrap();
            prop_assert!(found.abs_diff(exact) <= exact / 8 + 1, "{found} for {exact}");
        }
    }
}
