//! From the text of an edited Query circuit to the finished first gradient: what compiling peers take seconds for.

use crate::sentences::{DECIMALS, Data, Pass, ansatz, fan};
use crate::{Case, Work};
use circuit::Circuit;

pub(crate) fn cases() -> Vec<Case> {
    vec![Case::new("edit", "edit_to_first_step", 4, Edit::new)]
}

struct Edit {
    data: Data,
    text: String,
    pass: Pass,
}

impl Edit {
    fn new() -> Edit {
        Edit { data: Data::new(4, 1), text: ansatz(1).to_string(), pass: Pass::default() }
    }
}

impl Work for Edit {
    fn run(&mut self) {
        let query: Circuit = self.text.parse().expect("printed circuits can be parsed");
        let mut plan = fan(query, ansatz(1), ansatz(1)).plan();
        self.pass.run(&self.data, &mut plan, true);
    }
    fn values(&self) -> [f64; 2] {
        self.pass.values()
    }
    fn decimals(&self) -> [u32; 2] {
        DECIMALS
    }
}
