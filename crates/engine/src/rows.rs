//! Tables of numbers, one row an example, and which of their rows are equal. Not here: states.

/// A table of `f64`: row-major, `width` numbers a row, one row an example. A table of width 0 has one
/// row: the example of a circuit without inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Numbers a row.
    pub width: usize,
    /// All numbers, row by row.
    pub data: Vec<f64>,
}

impl Rows {
    /// A table of zeros.
    pub fn of(width: usize, len: usize) -> Rows {
        Rows { width, data: vec![0.0; width * len] }
    }
    /// A table from rows of equal width; shorter rows are filled up with zeros.
    pub fn from_rows<R: AsRef<[f64]>>(rows: &[R]) -> Rows {
        let width = rows.iter().map(|r| r.as_ref().len()).max().unwrap_or(0);
        let mut table = Rows::of(width, rows.len());
        for (i, row) in rows.iter().enumerate() {
            table.row_mut(i)[..row.as_ref().len()].copy_from_slice(row.as_ref());
        }
        table
    }
    /// How many rows.
    pub fn len(&self) -> usize {
        self.data.len().checked_div(self.width).unwrap_or(1)
    }
    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// A row.
    pub fn row(&self, i: usize) -> &[f64] {
        &self.data[i * self.width..(i + 1) * self.width]
    }
    /// A row to write to.
    pub fn row_mut(&mut self, i: usize) -> &mut [f64] {
        &mut self.data[i * self.width..(i + 1) * self.width]
    }
}

/// Which rows of a table are bitwise equal: each row's class, and each class's first row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classes {
    /// The class of each row.
    pub of: Vec<u32>,
    /// The first row of each class, in order.
    pub first: Vec<u32>,
    table: Vec<u32>,
}

impl Classes {
    /// Every row its own class.
    pub fn each(&mut self, len: usize) {
        self.of.clear();
        self.first.clear();
        self.of.extend(0..len as u32);
        self.first.extend(0..len as u32);
    }
    /// Equal rows in one class, classes in the order of their first rows.
    pub fn equal(&mut self, rows: &Rows) {
        let slots = (rows.len() * 2).next_power_of_two().max(8);
        self.table.clear();
        self.table.resize(slots, u32::MAX);
        self.of.clear();
        self.first.clear();
        for i in 0..rows.len() {
            let row = rows.row(i);
            let mut slot = mix(row) as usize & (slots - 1);
            let class = loop {
                let class = self.table[slot];
                if class == u32::MAX {
                    self.table[slot] = self.first.len() as u32;
                    self.first.push(i as u32);
                    break self.table[slot];
                }
                if same(rows.row(self.first[class as usize] as usize), row) {
                    break class;
                }
                slot = (slot + 1) & (slots - 1);
            };
            self.of.push(class);
        }
    }
}

fn same(a: &[f64], b: &[f64]) -> bool {
    a.iter().zip(b).all(|(x, y)| x.to_bits() == y.to_bits())
}

fn mix(row: &[f64]) -> u64 {
    let step = |h: u64, x: &f64| (h ^ x.to_bits()).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    let h = row.iter().fold(0x51_7C_C1_B7, step);
    h ^ (h >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_rows_share_a_class_in_order_of_appearance() {
        let rows = Rows::from_rows(&[[1.0, 2.0], [3.0, 4.0], [1.0, 2.0], [0.0, 0.0], [-0.0, 0.0]]);
        let mut classes = Classes::default();
        classes.equal(&rows);
        assert_eq!(classes.of, [0, 1, 0, 2, 3]);
        assert_eq!(classes.first, [0, 1, 3, 4]);
    }

    #[test]
    fn a_table_without_columns_has_one_row() {
        assert_eq!(Rows::of(0, 1).len(), 1);
        assert_eq!(Rows::of(3, 0).len(), 0);
    }
}
