//! A fan ready to compute: expectation values forward, gradients by the adjoint method backward.
//!
//! All buffers live here and are reused from call to call.

use crate::cell::{Cell, Lane, add, fit};
use crate::compile::{Compiler, Factor, Program, Turn};
use crate::fan::Fan;
use crate::machine::{self, Block, Wanted};
use crate::memory::Need;
use crate::numbers::{Batch, Numbers};
use crate::observe::Observer;
use crate::rows::{Classes, Rows};
use crate::sites::Lanes;
use crate::size::Refusal;

/// Derivatives of a scalar: by the weights, summed over rows, and by every row's inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradients {
    /// One number a weight, in the fan's order.
    pub weights: Vec<f64>,
    /// One row for each row of the inputs.
    pub inputs: Rows,
}

/// A compiled fan with its buffers.
#[derive(Clone, Debug)]
pub struct Plan {
    fan: Fan,
    compiled: Option<Compiled>,
    dedup: bool,
    wanted: Wanted,
    shared: bool,
    /// Whether the sweep has used up the final states: with one head it works on them in place.
    spent: bool,
    weights: Vec<f64>,
    inputs: Rows,
    classes: Classes,
    numbers: Numbers,
    finals: Vec<Cell>,
    phi: Vec<Cell>,
    lambda: Vec<Cell>,
    rest: Vec<Cell>,
    cotangents: Vec<Lane>,
}

#[derive(Clone, Debug)]
struct Compiled {
    lanes: Lanes,
    turns: Vec<Turn>,
    trunk: Program,
    heads: Vec<(Program, Observer)>,
}

impl Compiled {
    fn of(fan: &Fan, lanes: Lanes) -> (Compiled, Numbers) {
        let mut compiler = Compiler::new(fan.qubits(), lanes);
        let mut first = vec![(&fan.trunk, 0)];
        if let [only] = &fan.heads[..] {
            first.push((&only.circuit, fan.head_offset(0)));
        }
        let alone = first.len() == 2;
        let trunk = compiler.first(&first);
        let mut heads = Vec::with_capacity(fan.heads.len());
        for (h, head) in fan.heads.iter().enumerate() {
            let program = match alone {
                true => Program { place: trunk.place.clone(), ..Program::default() },
                false => compiler.next(&trunk.place, &head.circuit, fan.head_offset(h)),
            };
            let observer = Observer::of(&head.observables, fan.qubits(), lanes, &program.place);
            heads.push((program, observer));
        }
        let numbers = Numbers::of(&compiler.turns, compiler.counts);
        (Compiled { lanes, turns: compiler.turns, trunk, heads }, numbers)
    }
}

impl Plan {
    pub(crate) fn of(fan: Fan) -> Plan {
        Plan {
            fan,
            compiled: None,
            dedup: true,
            wanted: Wanted { inputs: true },
            shared: false,
            spent: false,
            weights: Vec::new(),
            inputs: Rows::default(),
            classes: Classes::default(),
            numbers: Numbers::default(),
            finals: Vec::new(),
            phi: Vec::new(),
            lambda: Vec::new(),
            rest: Vec::new(),
            cotangents: Vec::new(),
        }
    }
    /// The fan.
    pub fn fan(&self) -> &Fan {
        &self.fan
    }
    /// Whether equal input rows are computed once (they are, unless turned off). Results do not depend on it.
    pub fn set_dedup(&mut self, on: bool) {
        self.dedup = on;
    }
    /// Whether `pullback` gives the inputs' gradients (it does, unless turned off, which saves time: zeros then).
    pub fn set_input_gradients(&mut self, on: bool) {
        self.wanted.inputs = on;
    }
    /// Expectation values: one row for each row of inputs, the heads' observables side by side.
    pub fn forward(&mut self, weights: &[f64], inputs: &Rows) -> Result<Rows, Refusal> {
        match (self.dedup, self.fan.inputs()) {
            (true, 0) => {
                self.classes.of.clear();
                self.classes.of.resize(inputs.len(), 0);
                self.classes.first.clear();
                self.classes.first.resize(inputs.len().min(1), 0);
            }
            (true, _) => self.classes.equal(inputs),
            (false, _) => self.classes.each(inputs.len()),
        }
        self.shared = self.classes.first.len() < inputs.len();
        self.keep(weights, inputs);
        self.run()
    }
    /// The same for rows picked from a table, which are computed once however often they are picked: a row of
    /// expectation values for each pick. `pullback` then gives the table's gradients, summed over picks.
    pub fn forward_of(&mut self, weights: &[f64], table: &Rows, picks: &[usize]) -> Result<Rows, Refusal> {
        self.classes.each(table.len());
        self.classes.of.clear();
        self.classes.of.extend(picks.iter().map(|&p| p as u32));
        self.shared = false;
        self.keep(weights, table);
        self.run()
    }
    /// Gradients of Σ cotangent · expectation of the last forward pass, one row for each row that it gave.
    pub fn pullback(&mut self, cotangent: &Rows) -> Gradients {
        let apart = self.shared && self.wanted.inputs && self.fan.inputs() > 0;
        if apart {
            // Rows that are equal may still have different cotangents, and each wants its own gradient.
            self.classes.each(self.classes.of.len());
            self.shared = false;
        }
        if (apart || self.spent) && self.run().is_err() {
            unreachable!("the forward pass checked the size for all rows");
        }
        let mut gradients = Gradients {
            weights: vec![0.0; self.fan.weights()],
            inputs: Rows::of(self.inputs.width, self.inputs.len()),
        };
        if let Some(compiled) = self.compiled.take().filter(|_| !self.classes.first.is_empty()) {
            self.lay_out(&compiled, cotangent);
            self.sweep(&compiled);
            self.collect(&compiled, &mut gradients);
            self.compiled = Some(compiled);
        }
        gradients
    }

    fn keep(&mut self, weights: &[f64], inputs: &Rows) {
        self.weights.clear();
        self.weights.extend_from_slice(weights);
        self.inputs.width = inputs.width;
        self.inputs.data.clear();
        self.inputs.data.extend_from_slice(&inputs.data);
    }

    fn run(&mut self) -> Result<Rows, Refusal> {
        let (rows, heads, qubits) = (self.classes.first.len(), self.fan.heads.len(), self.fan.qubits());
        let mut values = Rows::of(self.fan.outputs(), self.classes.of.len());
        if rows == 0 || heads == 0 {
            return Ok(values);
        }
        let all = if self.wanted.inputs && self.fan.inputs() > 0 { self.inputs.len() } else { rows };
        Need::of_gradient(&self.fan, all).check()?;
        let lanes = Lanes::best(qubits, rows);
        if self.compiled.as_ref().is_none_or(|c| c.lanes != lanes) {
            let (compiled, numbers) = Compiled::of(&self.fan, lanes);
            (self.compiled, self.numbers) = (Some(compiled), numbers);
        }
        let Some(compiled) = self.compiled.as_mut() else { unreachable!("compiled above") };
        let batch = Batch { inputs: &self.inputs, first: &self.classes.first, lanes };
        let groups = batch.groups();
        self.numbers.evaluate(&compiled.turns, &self.weights, batch);
        let outputs = values.width;
        self.cotangents.clear();
        self.cotangents.resize(outputs * groups, Lane::ZERO);
        self.spent = false;
        fit(&mut self.finals, heads * lanes.cells(qubits, 1) * groups);
        let mut rest = &mut self.finals[..];
        for block in Block::all(lanes, qubits, groups) {
            let (finals, after) = rest.split_at_mut(heads * block.cells());
            rest = after;
            compiled.forward(finals, block, &self.numbers, &mut self.cotangents, groups);
        }
        for (r, &class) in self.classes.of.iter().enumerate() {
            let (group, lane) = place(lanes, class as usize);
            for (output, value) in values.row_mut(r).iter_mut().enumerate() {
                *value = self.cotangents[output * groups + group].get(lane);
            }
        }
        Ok(values)
    }

    /// Brings cotangents into lanes, those of rows of one class summed in the rows' order.
    fn lay_out(&mut self, compiled: &Compiled, cotangent: &Rows) {
        let batch = Batch { inputs: &self.inputs, first: &self.classes.first, lanes: compiled.lanes };
        let groups = batch.groups();
        self.cotangents.fill(Lane::ZERO);
        for (r, &class) in self.classes.of.iter().enumerate() {
            let (group, lane) = place(compiled.lanes, class as usize);
            for (output, value) in cotangent.row(r).iter().enumerate() {
                let cell = &mut self.cotangents[output * groups + group];
                match compiled.lanes {
                    Lanes::Rows => cell.set(lane, cell.get(lane) + value),
                    Lanes::Amplitudes => *cell = add(*cell, Lane::all(*value)),
                }
            }
        }
    }

    /// Every block: each head's λ back to the trunk, their sum once through the trunk. With one head all of it is
    /// trunk, and φ is where the forward pass left it, so that there are two states at a time, not four.
    fn sweep(&mut self, compiled: &Compiled) {
        let Compiled { lanes, turns, trunk, heads, .. } = compiled;
        let (lanes, qubits, wanted) = (*lanes, self.fan.qubits(), self.wanted);
        let batch = Batch { inputs: &self.inputs, first: &self.classes.first, lanes };
        let groups = batch.groups();
        let trunk_wanted = wanted.any(trunk, turns);
        let spans = spans(&self.fan, groups);
        let cotangents = &self.cotangents;
        let active = |h: usize| cotangents[spans[h].clone()].iter().any(|lane| lane.array() != [0.0; 4]);
        let active: Vec<bool> = (0..heads.len()).map(active).collect();
        self.numbers.clear_sums();
        let mut finals = &mut self.finals[..];
        for block in Block::all(lanes, qubits, groups) {
            let size = block.cells();
            let (now, after) = finals.split_at_mut(heads.len() * size);
            finals = after;
            let seeded = |h: usize, phi: &[Cell], lambda: &mut [Cell]| {
                let of =
                    |output: usize, g: usize| cotangents[spans[h].start + output * groups + block.first + g];
                heads[h].1.seed(phi, lambda, block.groups, lanes, of);
            };
            fit(&mut self.lambda, size);
            if heads.len() == 1 {
                if active[0] && trunk_wanted {
                    seeded(0, now, &mut self.lambda);
                    let states = (now, &mut self.lambda[..]);
                    machine::backward(states, block, (trunk, turns), &mut self.numbers, wanted, false);
                    self.spent = true;
                }
                continue;
            }
            fit(&mut self.phi, size);
            fit(&mut self.rest, size);
            let mut any = false;
            for (h, (program, _)) in heads.iter().enumerate().filter(|(h, _)| active[*h]) {
                self.phi.copy_from_slice(&now[h * size..(h + 1) * size]);
                seeded(h, &self.phi, &mut self.lambda);
                let states = (&mut self.phi[..], &mut self.lambda[..]);
                machine::backward(states, block, (program, turns), &mut self.numbers, wanted, trunk_wanted);
                if any {
                    self.rest.iter_mut().zip(&self.lambda).for_each(|(sum, l)| *sum = sum.plus(*l));
                } else {
                    std::mem::swap(&mut self.rest, &mut self.lambda);
                }
                any = true;
            }
            if any && trunk_wanted {
                let states = (&mut self.phi[..], &mut self.rest[..]);
                machine::backward(states, block, (trunk, turns), &mut self.numbers, wanted, false);
            }
        }
    }

    /// From the collected inner products to derivatives by weights and inputs.
    fn collect(&self, compiled: &Compiled, gradients: &mut Gradients) {
        let lanes = compiled.lanes;
        let batch = Batch { inputs: &self.inputs, first: &self.classes.first, lanes };
        let count = batch.first.len();
        for turn in compiled.turns.iter().filter(|t| self.wanted.wants(t)) {
            let wants = |f: &Factor| self.wanted.wants_factor(f);
            self.numbers.each_slope(turn, lanes, wants, |turning, group, slope| {
                let Some(group) = group else {
                    turning.credit(slope.get(0), (&self.weights, &[]), &mut gradients.weights, &mut []);
                    return;
                };
                let rows = match lanes {
                    Lanes::Rows => 4 * group..(4 * group + 4).min(count),
                    Lanes::Amplitudes => group..group + 1,
                };
                for (lane, row) in rows.enumerate() {
                    let at = (&self.weights[..], batch.input(row));
                    let inputs: &mut [f64] = match self.wanted.inputs {
                        true => gradients.inputs.row_mut(batch.first[row] as usize),
                        false => &mut [],
                    };
                    turning.credit(slope.get(lane), at, &mut gradients.weights, inputs);
                }
            });
        }
    }
}

impl Compiled {
    /// One block through trunk, heads and observables; `finals` keeps every head's state.
    fn forward(
        &mut self,
        finals: &mut [Cell],
        block: Block,
        numbers: &Numbers,
        values: &mut [Lane],
        groups: usize,
    ) {
        let size = block.cells();
        let (trunk, others) = finals.split_at_mut(size);
        machine::start(trunk, block, &self.trunk, &self.turns, numbers);
        machine::forward(trunk, block, &self.trunk, &self.turns, numbers);
        others.chunks_exact_mut(size).for_each(|other| other.copy_from_slice(trunk));
        let mut offset = 0;
        for ((program, observer), cells) in self.heads.iter_mut().zip(finals.chunks_exact_mut(size)) {
            machine::forward(cells, block, program, &self.turns, numbers);
            observer.expect(cells, block.groups, block.lanes, |output, g, value| {
                let place = &mut values[(offset + output) * groups + block.first + g];
                *place = add(*place, value);
            });
            offset += observer.outputs();
        }
    }
}

/// The group and lane of a computed row.
fn place(lanes: Lanes, row: usize) -> (usize, usize) {
    match lanes {
        Lanes::Rows => (row / 4, row % 4),
        Lanes::Amplitudes => (row, 0),
    }
}

/// Where in the table of cotangents each head's outputs are.
fn spans(fan: &Fan, groups: usize) -> Vec<std::ops::Range<usize>> {
    (0..fan.heads.len()).map(|h| fan.output_offset(h) * groups..fan.output_offset(h + 1) * groups).collect()
}
