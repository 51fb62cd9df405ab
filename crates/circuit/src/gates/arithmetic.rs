//! Arithmetic on registers: counting by controlled flips, the rest as permutations of basis states. The first qubit of a register is its most
//! significant bit; the first register changes, the others are read.
//!
//! Where a result would not tell where it came from, nothing happens, as in Quirk: a product with an even
//! number, a value not below the modulus, a modulus of more than the register holds. Not here: comparisons.

use super::{Action, Family, Gate, Inverse, PLAIN, Row};
use crate::{Control, Op};

/// The values of up to four registers.
pub(super) fn values(sizes: &[usize], whole: usize) -> [usize; 4] {
    let (mut found, mut rest) = ([0; 4], whole);
    for (value, size) in found.iter_mut().zip(sizes).rev() {
        *value = rest & ((1 << size) - 1);
        rest >>= size;
    }
    found
}

/// The whole value after the first register's, x, became f(2^size, [x, A, B, R]) (mod 2^size).
pub(super) fn changed(sizes: &[usize], whole: usize, f: fn(usize, [usize; 4]) -> usize) -> usize {
    let first = sizes.first().copied().unwrap_or(0);
    let (rest, span) = (sizes.iter().sum::<usize>() - first, 1 << first);
    (f(span, values(sizes, whole)) & (span - 1)) << rest | whole & ((1 << rest) - 1)
}

/// The inverse of a number modulo another, where it has one (Euclid's algorithm).
fn inverse(number: usize, modulus: usize) -> Option<usize> {
    let (mut r, mut next) = (modulus as i64, number as i64);
    let (mut t, mut factor) = (0i64, 1i64);
    while next != 0 {
        let q = r / next;
        (r, next) = (next, r - q * next);
        (t, factor) = (factor, t - q * factor);
    }
    (r == 1).then(|| t.rem_euclid(modulus as i64) as usize)
}

/// x times a factor modulo r.
fn times(x: usize, factor: usize, r: usize) -> usize {
    (x as u64 * factor as u64 % r as u64) as usize
}

/// x times A, or its inverse, modulo r; x where that cannot be undone.
fn product(x: usize, a: usize, r: usize, undo: bool) -> usize {
    match inverse(a % r, r) {
        Some(back) => times(x, if undo { back } else { a % r }, r),
        None => x,
    }
}

/// x times B^A, or its inverse, modulo r.
fn power(x: usize, base: usize, mut exponent: usize, r: usize, undo: bool) -> usize {
    let Some(back) = inverse(base % r, r) else { return x };
    let (mut x, mut base) = (x, if undo { back } else { base % r });
    while exponent > 0 {
        if exponent & 1 == 1 {
            x = times(x, base, r);
        }
        base = times(base, base, r);
        exponent >>= 1;
    }
    x
}

/// x plus a term modulo r.
fn sum(x: usize, term: usize, r: usize, undo: bool) -> usize {
    let term = term % r;
    (x + if undo { r - term } else { term }) % r
}

/// What happens below a modulus that fits the register; x elsewhere.
fn below(span: usize, x: usize, r: usize, f: impl FnOnce() -> usize) -> usize {
    if x < r && r <= span { f() } else { x }
}

type Map = fn(&[usize], usize) -> usize;

const fn row(
    name: &'static str,
    undo: &'static str,
    symbol: &'static str,
    help: &'static str,
    map: Map,
    equals: &'static str,
) -> Row {
    let inverse = Inverse::Named(undo);
    Row {
        name,
        symbol,
        family: Family::Arithmetic,
        help,
        action: Action::Permutation(map),
        equals,
        inverse,
        ..PLAIN
    }
}

const fn modular(
    names: [&'static str; 2],
    symbol: &'static str,
    help: &'static str,
    map: Map,
    equals: &'static str,
) -> Row {
    Row { family: Family::Modular, ..row(names[0], names[1], symbol, help, map, equals) }
}

const X: &[&str] = &["value"];
const XA: &[&str] = &["target", "A"];
const XAB: &[&str] = &["target", "A", "B"];
const XR: &[&str] = &["target", "R"];
const XAR: &[&str] = &["target", "A", "R"];
const XABR: &[&str] = &["target", "A", "B", "R"];

/// Adds 1 to a register: every qubit flips where all after it and the controls are 1.
fn increment(register: &[usize], controls: &[usize]) -> Vec<Op> {
    let flip = |i: usize| {
        let all = register[i + 1..].iter().chain(controls);
        all.fold(Op::fixed(Gate::X, &[register[i]]), |op, &q| op.controlled(Control::on(q)))
    };
    (0..register.len()).map(flip).collect()
}

/// Adds A to the target, bit by bit.
fn addition(op: &Op) -> Vec<Op> {
    let (target, a) = (op.register(0), op.register(1));
    let places = a.iter().rev().take(target.len()).enumerate();
    places.flat_map(|(i, &q)| increment(&target[..target.len() - i], &[q])).collect()
}

/// How many flips that takes.
fn flips(sizes: &[usize]) -> usize {
    (0..sizes[0].min(sizes[1])).map(|i| sizes[0] - i).sum()
}

fn reversed(mut ops: Vec<Op>) -> Vec<Op> {
    ops.reverse();
    ops
}

const fn counter(
    names: [&'static str; 2],
    symbol: &'static str,
    help: &'static str,
    count: fn(&[usize]) -> usize,
    parts: fn(&Op) -> Vec<Op>,
    equals: &'static str,
) -> Row {
    Row { count, action: Action::Parts(parts), ..row(names[0], names[1], symbol, help, |_, v| v, equals) }
}

pub(super) const INC: Row = counter(
    ["INC", "DEC"],
    "+1",
    "Adds 1 to a register, wrapping around",
    |s| s[0],
    |op| increment(&op.targets, &[]),
    "X 1; X !1:0",
)
.on(X, &[], 2);
pub(super) const DEC: Row = counter(
    ["DEC", "INC"],
    "−1",
    "Subtracts 1 from a register, wrapping around",
    |s| s[0],
    |op| reversed(increment(&op.targets, &[])),
    "X !1:0; X 1",
)
.on(X, &[], 2);
pub(super) const ADD: Row = counter(
    ["ADD", "SUB"],
    "+A",
    "Adds A to the target, wrapping around",
    flips,
    addition,
    "X 2:1; X 2 !1:0",
)
.on(XA, &[2], 3);
pub(super) const SUB: Row = counter(
    ["SUB", "ADD"],
    "−A",
    "Subtracts A from the target, wrapping around",
    flips,
    |op| reversed(addition(op)),
    "X 2 !1:0; X 2:1",
)
.on(XA, &[2], 3);
pub(super) const ADDMUL: Row = row(
    "ADDMUL",
    "SUBMUL",
    "+AB",
    "Adds A times B to the target, wrapping around",
    |s, v| changed(s, v, |_, [x, a, b, _]| x + a * b),
    "X 3 2 1:0; X 3 2:1",
)
.on(XAB, &[2, 1], 4);
pub(super) const SUBMUL: Row = row(
    "SUBMUL",
    "ADDMUL",
    "−AB",
    "Subtracts A times B from the target, wrapping around",
    |s, v| changed(s, v, |_, [x, a, b, _]| x.wrapping_sub(a * b)),
    "X 3 2:1; X 3 2 1:0",
)
.on(XAB, &[2, 1], 4);
pub(super) const MUL: Row = row(
    "MUL",
    "DIV",
    "×A",
    "Multiplies the target by A, wrapping around; nothing happens where A is even",
    |s, v| changed(s, v, |n, [x, a, ..]| product(x, a, n, false)),
    "X 1 2 3:0",
)
.on(XA, &[2], 4);
pub(super) const DIV: Row = row(
    "DIV",
    "MUL",
    "×A⁻¹",
    "Undoes a multiplication by A; nothing happens where A is even",
    |s, v| changed(s, v, |n, [x, a, ..]| product(x, a, n, true)),
    "X 1 2 3:0",
)
.on(XA, &[2], 4);
pub(super) const ADDCOUNT: Row = row(
    "ADDCOUNT",
    "SUBCOUNT",
    "+#A",
    "Adds the number of ones of A to the target, wrapping around",
    |s, v| changed(s, v, |_, [x, a, ..]| x + a.count_ones() as usize),
    "X 2 1:0; X 2:1; X 3 1:0; X 3:1",
)
.on(XA, &[2], 4);
pub(super) const SUBCOUNT: Row = row(
    "SUBCOUNT",
    "ADDCOUNT",
    "−#A",
    "Subtracts the number of ones of A from the target, wrapping around",
    |s, v| changed(s, v, |_, [x, a, ..]| x.wrapping_sub(a.count_ones() as usize)),
    "X 3:1; X 3 1:0; X 2:1; X 2 1:0",
)
.on(XA, &[2], 4);
pub(super) const FLIPBELOW: Row = row(
    "FLIPBELOW",
    "FLIPBELOW",
    "Flip<A",
    "Reverses the order of the target's values below A, where A fits it",
    |s, v| changed(s, v, |n, [x, a, ..]| below(n, x, a, || a - 1 - x)),
    "X 2 !3 !0:1; X 2 3 !1:0",
)
.on(XA, &[2], 4);

pub(super) const MODINC: Row = modular(
    ["MODINC", "MODDEC"],
    "+1 mod R",
    "Adds 1 modulo R to a target below R",
    |s, v| changed(s, v, |n, [x, r, ..]| below(n, x, r, || sum(x, 1, r, false))),
    "X 2 !3 !0:1; X 2 3 !0:1; X 2 3 !1:0",
)
.on(XR, &[2], 4);
pub(super) const MODDEC: Row = modular(
    ["MODDEC", "MODINC"],
    "−1 mod R",
    "Subtracts 1 modulo R from a target below R",
    |s, v| changed(s, v, |n, [x, r, ..]| below(n, x, r, || sum(x, 1, r, true))),
    "X 2 3 !1:0; X 2 3 !0:1; X 2 !3 !0:1",
)
.on(XR, &[2], 4);
pub(super) const MODADD: Row = modular(
    ["MODADD", "MODSUB"],
    "+A mod R",
    "Adds A modulo R to a target below R",
    |s, v| changed(s, v, |n, [x, a, r, _]| below(n, x, r, || sum(x, a, r, false))),
    "X 2 3 !4 !0:1; X 2 3 4 !0:1; X 2 3 4 !1:0",
)
.on(XAR, &[2, 1], 5);
pub(super) const MODSUB: Row = modular(
    ["MODSUB", "MODADD"],
    "−A mod R",
    "Subtracts A modulo R from a target below R",
    |s, v| changed(s, v, |n, [x, a, r, _]| below(n, x, r, || sum(x, a, r, true))),
    "X 2 3 4 !1:0; X 2 3 4 !0:1; X 2 3 !4 !0:1",
)
.on(XAR, &[2, 1], 5);
pub(super) const MODADDMUL: Row = modular(
    ["MODADDMUL", "MODSUBMUL"],
    "+AB mod R",
    "Adds A times B modulo R to a target below R",
    |s, v| changed(s, v, |n, [x, a, b, r]| below(n, x, r, || sum(x, times(a, b, r), r, false))),
    "X 2 3 4 !5 !0:1; X 2 3 4 5 !0:1; X 2 3 4 5 !1:0",
)
.on(XABR, &[2, 1, 1], 6);
pub(super) const MODSUBMUL: Row = modular(
    ["MODSUBMUL", "MODADDMUL"],
    "−AB mod R",
    "Subtracts A times B modulo R from a target below R",
    |s, v| changed(s, v, |n, [x, a, b, r]| below(n, x, r, || sum(x, times(a, b, r), r, true))),
    "X 2 3 4 5 !1:0; X 2 3 4 5 !0:1; X 2 3 4 !5 !0:1",
)
.on(XABR, &[2, 1, 1], 6);
pub(super) const MODMUL: Row = modular(
    ["MODMUL", "MODDIV"],
    "×A mod R",
    "Multiplies a target below R by A modulo R; nothing happens where A and R share a factor",
    |s, v| changed(s, v, |n, [x, a, r, _]| below(n, x, r, || product(x, a, r, false))),
    "SWAP 2 !3 4 5:0 1",
)
.on(XAR, &[2, 2], 6);
pub(super) const MODDIV: Row = modular(
    ["MODDIV", "MODMUL"],
    "×A⁻¹ mod R",
    "Undoes a multiplication by A modulo R; nothing happens where A and R share a factor",
    |s, v| changed(s, v, |n, [x, a, r, _]| below(n, x, r, || product(x, a, r, true))),
    "SWAP 2 !3 4 5:0 1",
)
.on(XAR, &[2, 2], 6);
pub(super) const MODPOW: Row = modular(
    ["MODPOW", "MODPOWDG"],
    "×Bᴬ mod R",
    "Multiplies a target below R by B to the power A modulo R; nothing happens where B and R share a factor",
    |s, v| changed(s, v, |n, [x, a, b, r]| below(n, x, r, || power(x, b, a, r, false))),
    "SWAP 2 3 !4 5 6:0 1",
)
.on(XABR, &[2, 1, 2], 7);
pub(super) const MODPOWDG: Row = modular(
    ["MODPOWDG", "MODPOW"],
    "×B⁻ᴬ mod R",
    "Undoes a multiplication by B to the power A modulo R; nothing happens where B and R share a factor",
    |s, v| changed(s, v, |n, [x, a, b, r]| below(n, x, r, || power(x, b, a, r, true))),
    "SWAP 2 3 !4 5 6:0 1",
)
.on(XABR, &[2, 1, 2], 7);
