//! Gates on registers against plain arithmetic, on registers of many sizes.

#![allow(clippy::unwrap_used)]

use circuit::{Action, Family, Gate, Op, gates};

fn modulo(x: i64, n: i64) -> i64 {
    if n == 0 { x } else { x.rem_euclid(n) }
}

/// The y below n with f(y) = x, where exactly one is; else x.
fn unique(n: i64, x: i64, f: impl Fn(i64) -> i64) -> i64 {
    let found: Vec<i64> = (0..n).filter(|y| f(*y) == x).collect();
    if found.len() == 1 { found[0] } else { x }
}

fn power(b: i64, a: i64, r: i64) -> i64 {
    (0..a).fold(1 % r, |p, _| p * b % r)
}

/// Whether y -> y * a is one to one below n.
fn reversible(a: i64, n: i64) -> bool {
    (0..n).all(|x| (0..n).any(|y| y * a % n == x))
}

/// What becomes of the first register: the gates as a textbook says them. `n` is 2^(its size).
fn expected(name: &str, n: i64, x: i64, rest: &[i64]) -> i64 {
    let [a, b, r] = [0, 1, 2].map(|i| rest.get(i).copied().unwrap_or(0));
    let below = |modulus: i64, y: &dyn Fn() -> i64| if x < modulus && modulus <= n { y() } else { x };
    let flip = |holds: bool| if holds { x ^ 1 } else { x };
    match name {
        "INC" => modulo(x + 1, n),
        "DEC" => modulo(x - 1, n),
        "ADD" => modulo(x + a, n),
        "SUB" => modulo(x - a, n),
        "ADDMUL" => modulo(x + a * b, n),
        "SUBMUL" => modulo(x - a * b, n),
        "MUL" if a % 2 == 1 => modulo(x * a, n),
        "DIV" if a % 2 == 1 => unique(n, x, |y| y * a % n),
        "MUL" | "DIV" => x,
        "ADDCOUNT" => modulo(x + i64::from(a.count_ones()), n),
        "SUBCOUNT" => modulo(x - i64::from(a.count_ones()), n),
        "FLIPBELOW" if x < a && a <= n => a - 1 - x,
        "FLIPBELOW" => x,
        "LT" => flip(a < b),
        "GT" => flip(a > b),
        "LE" => flip(a <= b),
        "GE" => flip(a >= b),
        "EQ" => flip(a == b),
        "NE" => flip(a != b),
        "MODINC" => below(a, &|| modulo(x + 1, a)),
        "MODDEC" => below(a, &|| modulo(x - 1, a)),
        "MODADD" => below(b, &|| modulo(x + a, b)),
        "MODSUB" => below(b, &|| modulo(x - a, b)),
        "MODADDMUL" => below(r, &|| modulo(x + a * b, r)),
        "MODSUBMUL" => below(r, &|| modulo(x - a * b, r)),
        "MODMUL" => below(b, &|| if reversible(a, b) { x * a % b } else { x }),
        "MODDIV" => below(b, &|| unique(b, x, |y| y * a % b)),
        "MODPOW" => below(r, &|| if reversible(b, r) { x * power(b, a, r) % r } else { x }),
        "MODPOWDG" => below(r, &|| {
            if reversible(b, r) { unique(r, x, |y| y * power(b, a, r) % r) } else { x }
        }),
        other => panic!("say what {other} does"),
    }
}

/// Where a gate on registers of these sizes takes a value.
fn image(gate: Gate, sizes: &[usize], value: usize) -> usize {
    match gate.action {
        Action::Permutation(image) => image(sizes, value),
        Action::Parts(parts) => {
            let n = sizes.iter().sum::<usize>();
            let splits = sizes[..sizes.len() - 1].to_vec();
            let op = Op { splits, ..Op::fixed(gate, &(0..n).collect::<Vec<_>>()) };
            followed(&parts(&op), n, value)
        }
        _ => panic!("{gate:?}"),
    }
}

/// Every way to give registers sizes from 1 to `most`.
fn sizes(registers: usize, most: usize) -> Vec<Vec<usize>> {
    let longer = |all: Vec<Vec<usize>>| {
        all.iter().flat_map(|s| (1..=most).map(move |k| [&s[..], &[k]].concat())).collect()
    };
    (0..registers).fold(vec![Vec::new()], |all, _| longer(all))
}

fn split(sizes: &[usize], value: usize) -> Vec<i64> {
    let mut low = sizes.iter().sum::<usize>();
    let part = |s: &usize| {
        low -= s;
        (value >> low & ((1 << s) - 1)) as i64
    };
    sizes.iter().map(part).collect()
}

#[test]
fn arithmetic_is_the_arithmetic_that_it_says() {
    let mut seen = 0;
    for gate in gates::all() {
        let family = [Family::Arithmetic, Family::Compare, Family::Modular].contains(&gate.family);
        if !family || gate.registers.is_empty() {
            assert!(!matches!(gate.action, Action::Permutation(_)), "say what {} does", gate.name);
            continue;
        }
        seen += 1;
        for sizes in sizes(gate.registers.len(), if gate.registers.len() > 3 { 2 } else { 4 }) {
            let rest = sizes[1..].iter().sum::<usize>();
            for value in 0..1usize << sizes.iter().sum::<usize>() {
                let parts = split(&sizes, value);
                let x = expected(gate.name, 1 << sizes[0], parts[0], &parts[1..]);
                let whole = (x as usize) << rest | value & ((1 << rest) - 1);
                assert_eq!(image(gate, &sizes, value), whole, "{} on {sizes:?}: {parts:?}", gate.name);
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn permutations_are_undone_by_their_inverse_on_uneven_registers() {
    for gate in gates::all() {
        let Action::Permutation(image) = gate.action else { continue };
        let undo = Op::fixed(gate, &[]).inverse().unwrap().gate;
        let Action::Permutation(back) = undo.action else { panic!("{undo:?} undoes {gate:?}") };
        let all: [&[usize]; 3] = [&[5, 3, 2, 4], &[3, 5, 3, 3], &[4, 4, 4, 2]];
        for sizes in all.map(|s| &s[..gate.registers.len()]) {
            for value in 0..1usize << sizes.iter().sum::<usize>() {
                assert_eq!(back(sizes, image(sizes, value)), value, "{} on {sizes:?}", gate.name);
            }
        }
    }
}

/// Where a basis state goes under ops that only swap and flip.
fn followed(ops: &[Op], n: usize, value: usize) -> usize {
    ops.iter().fold(value, |v, op| {
        let bit = |q: usize| n - 1 - q;
        if op.controls.iter().any(|c| v >> bit(c.qubit) & 1 == 0) {
            return v;
        }
        match (op.gate.name, &op.targets[..]) {
            ("X", [q]) => v ^ 1 << bit(*q),
            ("SWAP", [a, b]) => {
                let differ = (v >> bit(*a) ^ v >> bit(*b)) & 1;
                v ^ differ << bit(*a) ^ differ << bit(*b)
            }
            other => panic!("{other:?}"),
        }
    })
}

#[test]
fn orders_and_parities_move_bits_as_they_say() {
    for n in 1..8usize {
        for name in ["REVERSE", "ROTL", "ROTR", "WEAVE", "UNWEAVE", "ZPAR"] {
            let gate = Gate::named(name).unwrap();
            let Action::Parts(parts) = gate.action else { panic!("{name}") };
            let ops = parts(&Op::fixed(gate, &(0..n).collect::<Vec<_>>()));
            let half = n.div_ceil(2);
            // From a place of a bit to its new place, 0 the least significant (Quirk's definitions).
            let to = |b: usize| match name {
                "REVERSE" => n - 1 - b,
                "ROTL" => (b + 1) % n,
                "ROTR" => (b + n - 1) % n,
                "WEAVE" => b % half * 2 + b / half,
                "UNWEAVE" => b / 2 + b % 2 * half,
                _ => b,
            };
            for value in 0..1usize << n {
                let mut whole = (0..n).map(|b| (value >> b & 1) << to(b)).sum::<usize>();
                if name == "ZPAR" {
                    whole = value & !(1 << (n - 1)) | (value.count_ones() as usize & 1) << (n - 1);
                }
                assert_eq!(followed(&ops, n, value), whole, "{name} of {value} on {n}");
            }
        }
    }
}

#[test]
fn xor_is_the_bitwise_exclusive_or_of_the_low_bits() {
    let gate = Gate::named("XOR").unwrap();
    let Action::Parts(parts) = gate.action else { panic!("XOR") };
    for sizes in sizes(2, 4) {
        let n = sizes[0] + sizes[1];
        let op = Op { splits: vec![sizes[0]], ..Op::fixed(gate, &(0..n).collect::<Vec<_>>()) };
        for value in 0..1usize << n {
            let (x, a) = (value >> sizes[1], value & ((1 << sizes[1]) - 1));
            let whole = (x ^ a & ((1 << sizes[0]) - 1)) << sizes[1] | a;
            assert_eq!(followed(&parts(&op), n, value), whole, "{sizes:?}");
        }
    }
}

#[test]
fn rows_are_consistent() {
    for gate in gates::all() {
        let name = gate.name;
        assert_eq!(gate.splits.len(), gate.registers.len().saturating_sub(1), "{name}");
        assert!(gate.splits.iter().sum::<usize>() < gate.qubits && !gate.splits.contains(&0), "{name}");
        assert!(!gate.help.is_empty() && !gate.symbol.is_empty(), "{name}");
        assert_eq!(gate.is_unitary() && gate != Gate::custom(), !gate.equals.is_empty(), "{name}");
        for other in gates::all().filter(|g| *g != gate) {
            let names = |g: &Gate| [&[g.name], g.aliases].concat();
            let clash =
                names(&gate).into_iter().find(|n| names(&other).iter().any(|o| o.eq_ignore_ascii_case(n)));
            assert_eq!(clash, None, "{name} and {}", other.name);
        }
    }
}

#[test]
fn measurements_along_other_axes_write_their_bit() {
    let circuit: circuit::Circuit =
        "bits c 2; MEASUREX 0 -> c[0]; if c[0] == 1 MY 1 -> c[1]".parse().unwrap();
    assert!(!circuit.is_unitary());
    let parts = "qubits 2; bits c 2; H 0; MEASURE 0 -> c[0]; H 0; if c[0] == 1 SDG 1; if c[0] == 1 H 1; \
        if c[0] == 1 MEASURE 1 -> c[1]; if c[0] == 1 H 1; if c[0] == 1 S 1";
    assert_eq!(circuit.primitive().to_string(), parts);
    assert!("MEASUREX 0".parse::<circuit::Circuit>().unwrap_err().message.contains("1 classical bit"));
}
