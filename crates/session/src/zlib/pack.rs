//! Writing a zlib stream: one block, the codes made for it.

use super::{EFFORT, END, METHOD, ORDER, SYMBOLS, WINDOW, adler, distance, first_codes, length};

/// How many earlier places are compared before the longest match counts as found.
const PATIENCE: usize = 64;
/// The shortest and the longest copy.
const COPIES: (usize, usize) = (3, 258);
/// Places are found again by a hash of so many bits of their first three bytes.
const HASH: usize = 13;

/// A stream that holds these bytes.
pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut writer = Writer { out: vec![METHOD, EFFORT], free: 0 };
    writer.block(&steps(bytes));
    writer.out.extend(adler(bytes).to_be_bytes());
    writer.out
}

/// A byte as it is (distance 0), or a copy of so many bytes from a distance.
struct Step {
    value: usize,
    back: usize,
}

/// The steps that make up the bytes: copies where there are any, unless the next byte begins a longer one.
fn steps(bytes: &[u8]) -> Vec<Step> {
    let mut finder = Finder { bytes, last: vec![0; 1 << HASH], before: vec![0; bytes.len()], known: 0 };
    let (mut steps, mut at) = (Vec::new(), 0);
    let mut here = finder.longest(0);
    while at < bytes.len() {
        let next = finder.longest(at + 1);
        let copy = here.value >= COPIES.0 && here.value >= next.value;
        if copy {
            at += here.value;
            steps.push(here);
            here = finder.longest(at);
        } else {
            steps.push(Step { value: usize::from(bytes[at]), back: 0 });
            at += 1;
            here = next;
        }
    }
    steps
}

/// Where the same three bytes were before.
struct Finder<'a> {
    bytes: &'a [u8],
    /// The last place of each hash, plus one; 0 for none.
    last: Vec<usize>,
    /// The place before each place with the same hash, plus one.
    before: Vec<usize>,
    /// How many places are in the chains.
    known: usize,
}

impl Finder<'_> {
    fn hash(&self, at: usize) -> usize {
        let three = self.bytes[at..at + COPIES.0].iter().fold(0, |h, b| h << 8 | u32::from(*b));
        (three.wrapping_mul(0x9e37_79b1) >> (32 - HASH)) as usize
    }
    /// The longest match that begins at a place; the nearest of those.
    fn longest(&mut self, at: usize) -> Step {
        let mut best = Step { value: 0, back: 0 };
        if at + COPIES.0 > self.bytes.len() {
            return best;
        }
        while self.known < at {
            let hash = self.hash(self.known);
            self.before[self.known] = self.last[hash];
            self.known += 1;
            self.last[hash] = self.known;
        }
        let mut place = self.last[self.hash(at)];
        for _ in 0..PATIENCE {
            if place == 0 || place + WINDOW <= at {
                break;
            }
            let (here, there) = (&self.bytes[at..], &self.bytes[place - 1..]);
            // What cannot be longer is seen by the byte after the best.
            if here.get(best.value) == there.get(best.value) {
                let pairs = here.iter().zip(there).take(COPIES.1);
                let same = pairs.take_while(|(a, b)| a == b).count();
                if same > best.value {
                    best = Step { value: same, back: at + 1 - place };
                }
                if same == COPIES.1 {
                    break;
                }
            }
            place = self.before[place - 1];
        }
        best
    }
}

/// The symbol of a value in a table of least values, the value above its least, and how many bits say that.
fn coded(value: usize, symbols: usize, table: fn(usize) -> (usize, usize)) -> [usize; 3] {
    let symbol = (0..symbols).rev().find(|s| table(*s).0 <= value).unwrap_or(0);
    let (least, bits) = table(symbol);
    [symbol, value - least, bits]
}

/// The lengths of the shortest prefix code for symbols that occur so often, none longer than `most` bits: Huffman's,
/// of rarer and rarer differences until it is short enough.
fn lengths(counts: &[usize], most: u8) -> Vec<u8> {
    let mut counts = counts.to_vec();
    loop {
        // Weight and parent of each node; those of symbols that do not occur are never open.
        let mut nodes: Vec<(usize, usize)> = counts.iter().map(|c| (*c, 0)).collect();
        let mut open: Vec<usize> = (0..counts.len()).filter(|i| counts[*i] > 0).collect();
        if let [only] = open[..] {
            let mut lengths = vec![0; counts.len()];
            lengths[only] = 1;
            return lengths;
        }
        while open.len() > 1 {
            let parent = nodes.len();
            let mut weight = 0;
            for _ in 0..2 {
                let least = (0..open.len()).min_by_key(|i| nodes[open[*i]].0).unwrap_or(0);
                let child = open.swap_remove(least);
                weight += nodes[child].0;
                nodes[child].1 = parent;
            }
            nodes.push((weight, parent));
            open.push(parent);
        }
        // Parents come after their children; the root is its own.
        let mut depths = vec![0_u8; nodes.len()];
        for i in (0..nodes.len().saturating_sub(1)).rev() {
            if nodes[i].0 > 0 {
                depths[i] = depths[nodes[i].1].saturating_add(1);
            }
        }
        depths.truncate(counts.len());
        if depths.iter().all(|d| *d <= most) {
            return depths;
        }
        counts.iter_mut().for_each(|c| *c = c.div_ceil(2));
    }
}

struct Writer {
    out: Vec<u8>,
    /// How many bits of the last byte are free.
    free: usize,
}

impl Writer {
    /// Bits of a number, the lowest first.
    fn bits(&mut self, value: usize, count: usize) {
        for i in 0..count {
            if self.free == 0 {
                self.out.push(0);
                self.free = 8;
            }
            let last = self.out.len() - 1;
            self.out[last] |= ((value >> i & 1) as u8) << (8 - self.free);
            self.free -= 1;
        }
    }
    /// A symbol of a code of such lengths, its code's highest bit first.
    fn symbol(&mut self, codes: &Codes, symbol: usize) {
        let bits = usize::from(codes.lengths[symbol]);
        (0..bits).rev().for_each(|i| self.bits(codes.codes[symbol] >> i, 1));
    }

    fn block(&mut self, steps: &[Step]) {
        let (mut symbols, mut distances) = (vec![0; END + 1 + SYMBOLS.0], vec![0; SYMBOLS.1]);
        symbols[END] = 1;
        for step in steps {
            if step.back == 0 {
                symbols[step.value] += 1;
            } else {
                symbols[END + 1 + coded(step.value, SYMBOLS.0, length)[0]] += 1;
                distances[coded(step.back, SYMBOLS.1, distance)[0]] += 1;
            }
        }
        let (symbols, distances) = (Codes::of(&symbols, 15), Codes::of(&distances, 15));
        // The last block, with codes of its own.
        self.bits(0b101, 3);
        self.describe(&symbols.lengths, &distances.lengths);
        for step in steps {
            if step.back == 0 {
                self.symbol(&symbols, step.value);
                continue;
            }
            let [symbol, more, bits] = coded(step.value, SYMBOLS.0, length);
            self.symbol(&symbols, END + 1 + symbol);
            self.bits(more, bits);
            let [symbol, more, bits] = coded(step.back, SYMBOLS.1, distance);
            self.symbol(&distances, symbol);
            self.bits(more, bits);
        }
        self.symbol(&symbols, END);
        self.free = 0;
    }

    /// Says how long the codes are: in runs, which have a code themselves.
    fn describe(&mut self, symbols: &[u8], distances: &[u8]) {
        let runs = runs(&[symbols, distances].concat());
        let mut counts = vec![0; ORDER.len()];
        runs.iter().for_each(|run| counts[run[0]] += 1);
        let codes = Codes::of(&counts, 7);
        let kept = ORDER.iter().rposition(|s| codes.lengths[*s] > 0).map_or(4, |last| (last + 1).max(4));
        self.bits(symbols.len() - 257, 5);
        self.bits(distances.len() - 1, 5);
        self.bits(kept - 4, 4);
        ORDER[..kept].iter().for_each(|s| self.bits(usize::from(codes.lengths[*s]), 3));
        for [symbol, more, bits] in runs {
            self.symbol(&codes, symbol);
            self.bits(more, bits);
        }
    }
}

/// A prefix code for writing.
struct Codes {
    lengths: Vec<u8>,
    codes: Vec<usize>,
}

impl Codes {
    fn of(counts: &[usize], most: u8) -> Codes {
        let lengths = lengths(counts, most);
        let mut next = first_codes(&lengths);
        let mut code = |length: &u8| {
            let place = &mut next[usize::from(*length)];
            *place += 1;
            *place - 1
        };
        let codes = lengths.iter().map(&mut code).collect();
        Codes { lengths, codes }
    }
}

/// Lengths as symbols with what follows them: 16 repeats the last, 17 and 18 are zeros.
fn runs(lengths: &[u8]) -> Vec<[usize; 3]> {
    let mut runs = Vec::new();
    let mut rest = lengths;
    while let [length, ..] = rest {
        let same = rest.iter().take_while(|l| *l == length).count();
        let (run, taken) = match (*length, same) {
            (0, 11..) => ([18, same.min(138) - 11, 7], same.min(138)),
            (0, 3..) => ([17, same - 3, 3], same),
            (l, 4..) if l > 0 => {
                runs.push([usize::from(l), 0, 0]);
                let more = (same - 1).min(6);
                ([16, more - 3, 2], more + 1)
            }
            (l, _) => ([usize::from(l), 0, 0], 1),
        };
        runs.push(run);
        rest = &rest[taken..];
    }
    runs
}
