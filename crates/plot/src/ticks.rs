//! Where an axis has its marks: round numbers (1, 2, 5 times a power of ten) that cover the data.

use crate::text;

/// The marks of an axis, increasing; the first is at or below the data, the last at or above.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// Where.
    pub values: Vec<f64>,
    /// What stands there.
    pub labels: Vec<String>,
}

impl Ticks {
    /// The first mark.
    pub fn low(&self) -> f64 {
        self.values.first().copied().unwrap_or(0.0)
    }
    /// The last mark.
    pub fn high(&self) -> f64 {
        self.values.last().copied().unwrap_or(1.0)
    }
}

const HUGE: f64 = 1e290;

/// Marks for a linear axis, at most so many (but at least three may be needed).
pub fn linear(low: f64, high: f64, at_most: usize) -> Ticks {
    let (low, high) = widened(low, high);
    let at_most = at_most.max(3) as f64;
    let mut power = libm::floor(libm::log10((high - low) / at_most)) as i32 - 1;
    loop {
        for mantissa in [1.0, 2.0, 5.0] {
            let step = times_ten(mantissa, power);
            let (first, last) = (libm::floor(low / step), libm::ceil(high / step));
            if last - first < at_most {
                return marks(first, last, mantissa, power);
            }
        }
        power += 1;
    }
}

/// A range of which the ends are finite, in order and apart enough to be told apart.
fn widened(low: f64, high: f64) -> (f64, f64) {
    if !(low.is_finite() && high.is_finite()) {
        return (0.0, 1.0);
    }
    let (low, high) = (low.min(high).clamp(-HUGE, HUGE), low.max(high).clamp(-HUGE, HUGE));
    let size = low.abs().max(high.abs());
    let least = if size < 1e-290 { 1.0 } else { size * 1e-9 };
    if high - low >= least {
        return (low, high);
    }
    // A constant: half its size above and below, or one unit around zero.
    let half = if size < 1e-290 { 0.5 } else { size * 0.5 };
    (low - half, high + half)
}

/// A number times a power of ten, correctly rounded where the power is small.
fn times_ten(v: f64, power: i32) -> f64 {
    let ten = libm::pow(10.0, f64::from(power.abs()));
    if power < 0 { v / ten } else { v * ten }
}

fn marks(first: f64, last: f64, mantissa: f64, power: i32) -> Ticks {
    let count = (last - first) as usize;
    let values: Vec<f64> =
        (0..=count).map(|i| times_ten((first + i as f64) * mantissa, power) + 0.0).collect();
    let top = first.abs().max(last.abs()) * mantissa;
    let digits = libm::floor(libm::log10(top.max(1.0))) as usize;
    let plain = (-5..5).contains(&power) && times_ten(top, power) < 1e6;
    let label = |v: &f64| {
        if plain {
            text::fixed(*v, usize::try_from(-power).unwrap_or(0))
        } else {
            text::scientific(*v, digits)
        }
    };
    Ticks { labels: values.iter().map(label).collect(), values }
}

/// Marks for a logarithmic axis of positive data: decades, or 1, 2, 5 within them when there is room.
pub fn logarithmic(low: f64, high: f64, at_most: usize) -> Ticks {
    let ok = low.is_finite() && high.is_finite() && low > 0.0 && high > 0.0;
    let (low, high) = if ok { (low.min(high), low.max(high)) } else { (0.1, 1.0) };
    let (low, high) = (low.clamp(1.0 / HUGE, HUGE), high.clamp(1.0 / HUGE, HUGE));
    let (mut a, mut b) = (libm::floor(libm::log10(low)) as i32, libm::ceil(libm::log10(high)) as i32);
    a -= i32::from(times_ten(1.0, a) > low);
    b += i32::from(times_ten(1.0, b) < high);
    b = b.max(a + 1);
    let fine: Vec<f64> = (a..=b)
        .flat_map(|p| [1.0, 2.0, 5.0].map(|m| times_ten(m, p)))
        .take((b - a) as usize * 3 + 1)
        .collect();
    let from = fine.iter().rposition(|v| *v <= low).unwrap_or(0);
    let to = fine.iter().position(|v| *v >= high).unwrap_or(fine.len() - 1).max(from + 1);
    if let Some(part) = fine.get(from..=to)
        && part.len() <= at_most.max(4)
    {
        return labelled(part.to_vec());
    }
    let stride = ((b - a) as usize).div_ceil(at_most.max(3) - 1).max(1);
    let mut powers: Vec<i32> = (a..=b).step_by(stride).collect();
    if powers.last().is_some_and(|p| *p < b) {
        powers.push(powers.last().map_or(b, |p| p + stride as i32));
    }
    labelled(powers.into_iter().map(|p| times_ten(1.0, p)).collect())
}

fn labelled(values: Vec<f64>) -> Ticks {
    let label = |v: &f64| {
        if (9e-4..1e5).contains(v) {
            text::fixed(*v, (-libm::floor(libm::log10(*v * 1.000_001))).max(0.0) as usize)
        } else {
            text::scientific(*v, 0)
        }
    };
    Ticks { labels: values.iter().map(label).collect(), values }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(low: f64, high: f64, at_most: usize, labels: &[&str]) {
        assert_eq!(linear(low, high, at_most).labels, labels, "{low}..{high}");
    }

    #[test]
    fn marks_are_round_numbers() {
        check(0.0, 0.71, 6, &["0.0", "0.2", "0.4", "0.6", "0.8"]);
        check(0.0, 100.0, 6, &["0", "20", "40", "60", "80", "100"]);
        check(-0.9, 1.0, 5, &["−1.0", "−0.5", "0.0", "0.5", "1.0"]);
        check(0.0, 0.0, 5, &["−0.5", "0.0", "0.5"]);
        check(3.0, 3.0, 5, &["1", "2", "3", "4", "5"]);
        check(0.0, 3e-9, 4, &["0", "10⁻⁹", "2·10⁻⁹", "3·10⁻⁹"]);
        check(f64::NAN, 1.0, 3, &["0.0", "0.5", "1.0"]);
    }

    #[test]
    fn logarithmic_marks_are_decades_or_one_two_five() {
        assert_eq!(logarithmic(0.002, 0.7, 5).labels, ["0.001", "0.01", "0.1", "1"]);
        assert_eq!(logarithmic(0.12, 0.7, 5).labels, ["0.1", "0.2", "0.5", "1"]);
        assert_eq!(logarithmic(1e-9, 1.0, 4).labels, ["10⁻⁹", "10⁻⁶", "0.001", "1"]);
        assert_eq!(logarithmic(-1.0, f64::NAN, 4).labels, ["0.1", "0.2", "0.5", "1"]);
    }

    fn any() -> impl Strategy<Value = f64> {
        prop_oneof![-10.0..10.0, -1e6..1e6, -1e-6..1e-6, proptest::num::f64::ANY]
    }

    fn increasing(ticks: &Ticks) -> bool {
        ticks.values.windows(2).all(|p| p[0] < p[1]) && ticks.values.iter().all(|v| v.is_finite())
    }

    proptest! {
        #[test]
        fn marks_cover_the_data_and_increase(a in any(), b in any(), most in 2usize..12) {
            let ticks = linear(a, b, most);
            prop_assert!(increasing(&ticks), "{:?}", ticks);
            prop_assert!(ticks.values.len() >= 2 && ticks.values.len() <= most.max(3));
            if a.abs() < 1e200 && b.abs() < 1e200 {
                let near = 1e-12 * a.abs().max(b.abs());
                prop_assert!(ticks.low() <= a.min(b) + near && ticks.high() >= a.max(b) - near, "{:?}", ticks);
            }
            let mut labels = ticks.labels.clone();
            labels.dedup();
            prop_assert_eq!(labels.len(), ticks.labels.len(), "{:?}", ticks);
        }

        #[test]
        fn logarithmic_marks_cover_the_data_and_increase(a in -200.0f64..200.0, span in 0.0f64..30.0, most in 2usize..12) {
            let (low, high) = (libm::pow(10.0, a), libm::pow(10.0, a + span));
            let ticks = logarithmic(low, high, most);
            prop_assert!(increasing(&ticks), "{:?}", ticks);
            prop_assert!(ticks.low() <= low * (1.0 + 1e-12) && ticks.high() >= high * (1.0 - 1e-12), "{:?}", ticks);
            prop_assert!(ticks.values.len() <= most.max(4), "{:?}", ticks);
        }
    }
}
