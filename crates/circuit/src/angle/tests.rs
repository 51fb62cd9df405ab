//! Angles: reading, printing, derivatives.

use super::*;
use proptest::prelude::*;

fn check(text: &str, w: &[f64], x: &[f64], expected: f64) {
    let angle = Angle::parse(text).expect(text);
    assert!((angle.value(w, x) - expected).abs() < 1e-12, "{text} = {}", angle.value(w, x));
    let again = Angle::parse(&angle.to_string()).expect("printed text parses");
    assert_eq!(angle, again, "{text} printed as {angle}");
}

#[test]
fn expressions_have_their_textbook_values() {
    check("pi/2", &[], &[], PI / 2.0);
    check("2pi/3", &[], &[], 2.0 * PI / 3.0);
    check("-2^2", &[], &[], -4.0);
    check("(-2)^2", &[], &[], 4.0);
    check("2^3^2", &[], &[], 512.0);
    check("1 - 2 - 3", &[], &[], -4.0);
    check("8/4/2", &[], &[], 1.0);
    check("theta1*x2 + sin(x1)/2", &[3.0], &[PI / 2.0, 5.0], 15.5);
    check("θ₂ − 1", &[0.0, 4.0], &[], 3.0);
    check("2exp(0) + 1e-3", &[], &[], 2.001);
    check("sqrt(2)·arctan(1)", &[], &[], 2f64.sqrt() * PI / 4.0);
}

#[test]
fn errors_name_the_place_and_the_remedy() {
    let says = |text: &str, column: usize, part: &str| {
        let error = Angle::parse(text).expect_err(text);
        assert_eq!(error.column, column, "{text}: {error}");
        assert!(error.message.contains(part), "{text}: {error}");
    };
    says("2pi/3+", 7, "expected a number after +;");
    says("", 1, "missing");
    says("(1+2", 5, "expected ) for the ( in column 1");
    says("1)", 2, "no ( before");
    says("0,5", 2, "decimals with a point");
    says("theta", 1, "needs a number");
    says("x0", 1, "not known");
    says("1/0", 1, "no finite value");
    says("foo(1)", 1, "not known");
    says("1 2", 3, "operator");
    says("#", 1, "cannot stand");
    says(&"(".repeat(150), 21, "nested");
    says(&"1".repeat(201), 1, "at most");
}

#[test]
fn nice_angles_are_fractions_of_pi() {
    assert_eq!(Angle::nice(PI / 2.0).to_string(), "pi/2");
    assert_eq!(Angle::nice(-3.0 * PI / 16.0).to_string(), "-(3*pi/16)");
    assert_eq!(Angle::nice(5.0 * PI / 32.0).to_string(), "5*pi/32");
    assert_eq!(Angle::nice(0.3).to_string(), "0.3");
    assert_eq!(Angle::nice(0.0).to_string(), "0");
    assert_eq!(Angle::nice(2.0 * PI).pretty(), "2π");
}

#[test]
fn proportional_angles_are_recognised() {
    let of = |t: &str| Angle::parse(t).expect(t).proportional();
    assert_eq!(of("theta3"), Some((Symbol::Weight(2), 1.0)));
    assert_eq!(of("-2*x1"), Some((Symbol::Input(0), -2.0)));
    assert_eq!(of("x1 + 1"), None);
    assert_eq!(of("sin(x1)"), None);
    assert_eq!(of("theta1*x1"), None);
    assert_eq!(of("x2 + theta1"), None);
    assert_eq!(of("theta1 + theta2"), None);
    assert_eq!(of("theta2 + theta2/2"), Some((Symbol::Weight(1), 1.5)));
    let symbols = |t: &str| Angle::parse(t).expect(t).symbols();
    let wanted = [Symbol::Weight(0), Symbol::Weight(1), Symbol::Input(0), Symbol::Time];
    assert_eq!(symbols("t*x1 + theta2 - theta1*x1*t"), wanted);
}

#[test]
fn the_time_is_read_printed_and_valued() {
    let angle = Angle::parse("sin(2t)/2 + theta1*T").expect("valid");
    assert_eq!(angle.to_string(), "sin(2*t)/2 + theta1*t");
    assert_eq!(angle.pretty(), "sin(2t)/2 + θ₁·t");
    assert_eq!(angle.value_at(&[3.0], &[], PI / 4.0), 0.5 + 3.0 * (PI / 4.0));
    assert_eq!((angle.value(&[3.0], &[]), angle.constant()), (0.0, None));
    let kind = |text: &str| Angle::parse(text).expect(text).kind();
    assert_eq!(
        (kind("t"), kind("t*x1"), kind("t + theta1")),
        (AngleKind::Timed, AngleKind::Data, AngleKind::Trainable)
    );
    assert!(Angle::parse("tt").is_err() && Angle::parse("t1").is_err());
}

#[test]
fn the_time_is_a_constant_to_derivatives() {
    let angle = Angle::parse("theta1*t^2 + sin(t)*x1 + t").expect("valid");
    assert_eq!(angle.derivative(Symbol::Weight(0)).to_string(), "t^2");
    assert_eq!(angle.derivative(Symbol::Input(0)).to_string(), "sin(t)");
    assert_eq!(Angle::time().first_symbol(), Some(Symbol::Time));
    assert_eq!(angle.first_symbol(), Some(Symbol::Weight(0)));
}

fn expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        (0.1f64..3.0).prop_map(Expr::Number),
        Just(Expr::Pi),
        (0usize..3).prop_map(|i| Expr::Symbol(Symbol::Weight(i))),
        (0usize..3).prop_map(|i| Expr::Symbol(Symbol::Input(i))),
        Just(Expr::Symbol(Symbol::Time)),
    ];
    leaf.prop_recursive(4, 24, 2, |e| {
        let two = (e.clone(), e.clone());
        prop_oneof![
            two.clone().prop_map(|(a, b)| Expr::Add(Box::new(a), Box::new(b))),
            two.clone().prop_map(|(a, b)| Expr::Sub(Box::new(a), Box::new(b))),
            two.clone().prop_map(|(a, b)| Expr::Mul(Box::new(a), Box::new(b))),
            two.clone().prop_map(|(a, b)| Expr::Div(Box::new(a), Box::new(b))),
            two.prop_map(|(a, b)| Expr::Pow(Box::new(a), Box::new(b))),
            e.clone().prop_map(|a| Expr::Neg(Box::new(a))),
            (0usize..9, e).prop_map(|(f, a)| Expr::Call(Function::ALL[f].1, Box::new(a))),
        ]
    })
}

proptest! {
    #[test]
    fn printing_then_parsing_is_the_identity(e in expr()) {
        let text = Angle(e.clone()).to_string();
        if text.chars().count() <= 200 && let Ok(again) = Angle::parse(&text) {
            prop_assert_eq!(again.0, e);
        }
    }

    #[test]
    fn derivatives_are_central_differences(e in expr(), w in prop::array::uniform3(0.2f64..1.0), x in prop::array::uniform3(0.2f64..1.0), t in 0.0f64..6.3) {
        let angle = Angle(e);
        let h = 1e-5;
        for k in 0..3 {
            let (mut up, mut down) = (w, w);
            up[k] += h;
            down[k] -= h;
            let values = [&up, &w, &down].map(|w| angle.value_at(w, &x, t));
            let smooth = values.iter().all(|v| v.is_finite() && v.abs() < 50.0);
            let numeric = (values[0] - values[2]) / (2.0 * h);
            let bend = (values[0] - 2.0 * values[1] + values[2]).abs() / (h * h);
            let exact = angle.derivative(Symbol::Weight(k)).value_at(&w, &x, t);
            if smooth && exact.is_finite() && bend < 1e3 {
                prop_assert!((numeric - exact).abs() < 1e-3 * (1.0 + exact.abs()), "{} by theta{}: {} and {}", angle, k + 1, numeric, exact);
            }
        }
    }
}

proptest! {
    #[test]
    fn sines_and_cosines_have_the_bits_of_libms_own(bits in any::<u64>(), near in -1e-7..1e-7_f64, far in -1e9..1e9_f64) {
        for u in [f64::from_bits(bits), near, far, near * near, far * 1e-9] {
            let sine = |name: &str| Function::ALL.iter().find(|f| f.0 == name).expect("there is such a function").1.value(u);
            prop_assert_eq!(sine("sin").to_bits(), libm::sin(u).to_bits());
            prop_assert_eq!(sine("cos").to_bits(), libm::cos(u).to_bits());
        }
    }
}
