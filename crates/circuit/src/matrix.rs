//! Small complex matrices for the gate table. Not for states: those live in `engine`.

use std::ops::{Add, Mul, Neg, Sub};

/// A complex number.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct C64 {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

impl C64 {
    /// Zero.
    pub const ZERO: C64 = C64 { re: 0.0, im: 0.0 };
    /// One.
    pub const ONE: C64 = C64 { re: 1.0, im: 0.0 };
    /// The imaginary unit.
    pub const I: C64 = C64 { re: 0.0, im: 1.0 };
    /// A number from its parts.
    pub const fn new(re: f64, im: f64) -> C64 {
        C64 { re, im }
    }
    /// e^{iθ}.
    pub fn phase(theta: f64) -> C64 {
        let (im, re) = libm::sincos(theta);
        C64 { re, im }
    }
    /// The complex conjugate.
    pub const fn conj(self) -> C64 {
        C64 { re: self.re, im: -self.im }
    }
    /// |z|².
    pub fn norm_sqr(self) -> f64 {
        self.re * self.re + self.im * self.im
    }
    /// The number times a real factor.
    pub fn scale(self, factor: f64) -> C64 {
        C64 { re: self.re * factor, im: self.im * factor }
    }
}

impl Add for C64 {
    type Output = C64;
    fn add(self, b: C64) -> C64 {
        C64::new(self.re + b.re, self.im + b.im)
    }
}
impl Sub for C64 {
    type Output = C64;
    fn sub(self, b: C64) -> C64 {
        C64::new(self.re - b.re, self.im - b.im)
    }
}
impl Mul for C64 {
    type Output = C64;
    fn mul(self, b: C64) -> C64 {
        C64::new(self.re * b.re - self.im * b.im, self.re * b.im + self.im * b.re)
    }
}
impl Neg for C64 {
    type Output = C64;
    fn neg(self) -> C64 {
        C64::new(-self.re, -self.im)
    }
}

/// A square complex matrix, stored row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Rows (and columns).
    pub size: usize,
    /// Entries, row by row.
    pub data: Vec<C64>,
}

impl Matrix {
    /// A matrix from its entries, row by row; their number must be a square.
    pub fn of(data: Vec<C64>) -> Matrix {
        let size = (1..).find(|n| n * n >= data.len()).unwrap_or(0);
        assert_eq!(size * size, data.len(), "a matrix is square");
        Matrix { size, data }
    }
    /// A diagonal matrix.
    pub fn diagonal(entries: &[C64]) -> Matrix {
        let size = entries.len();
        let mut m = Matrix { size, data: vec![C64::ZERO; size * size] };
        for (i, &e) in entries.iter().enumerate() {
            m.data[i * size + i] = e;
        }
        m
    }
    /// The identity.
    pub fn identity(size: usize) -> Matrix {
        Matrix::diagonal(&vec![C64::ONE; size])
    }
    /// The entry in a row and a column.
    pub fn at(&self, row: usize, column: usize) -> C64 {
        self.data[row * self.size + column]
    }
    /// The conjugate transpose.
    pub fn dagger(&self) -> Matrix {
        let n = self.size;
        Matrix { size: n, data: (0..n * n).map(|k| self.at(k % n, k / n).conj()).collect() }
    }
    /// The matrix product self · b.
    pub fn times(&self, b: &Matrix) -> Matrix {
        let n = self.size;
        let entry = |k: usize| (0..n).fold(C64::ZERO, |s, j| s + self.at(k / n, j) * b.at(j, k % n));
        Matrix { size: n, data: (0..n * n).map(entry).collect() }
    }
    /// The matrix times a real factor.
    pub fn scale(&self, factor: f64) -> Matrix {
        Matrix { size: self.size, data: self.data.iter().map(|z| z.scale(factor)).collect() }
    }
    /// The largest |entry| of the difference.
    pub fn distance(&self, b: &Matrix) -> f64 {
        let far = |(x, y): (&C64, &C64)| (*x - *y).norm_sqr();
        self.data.iter().zip(&b.data).map(far).fold(0.0, f64::max).sqrt()
    }
}
