//! Pictures as values: figures become scenes of shapes with words, and the page paints them.
//!
//! What is *not* here: the DOM, colours, fonts. A shape has a class; the style sheet `www/css/picture.css`
//! gives it its looks. Scene units are the page's pixels when a scene is painted at its own width; figures
//! take that width as a field, so that letters keep their size in a narrow place.
//!
//! Conventions: the origin is the top left, y grows downwards; the point of a text is on its baseline;
//! a figure without anything to show is a scene with one honest sentence; data that are not finite numbers
//! are left out and the description says how many.

mod amplitudes;
mod axes;
mod bloch;
mod boundary;
mod chances;
pub mod classes;
pub mod composer;
mod contour;
mod density;
mod disks;
pub mod display;
mod entanglement;
mod figure;
mod heat;
mod ket;
mod lines;
pub mod measure;
mod probabilities;
mod qsphere;
mod scene;
mod svg;
pub mod text;
pub mod ticks;

pub use amplitudes::{Amplitudes, Bar};
pub use bloch::{Balls, Bloch};
pub use boundary::{Boundary, Datum};
pub use chances::Chances;
pub use classes::CLASSES;
pub use composer::{Composer, Geometry};
pub use density::DensityMatrix;
pub use disks::{Disk, Disks};
pub use entanglement::{Entanglement, Link};
pub use figure::{Table, csv, data, exact};
pub use heat::Heat;
pub use ket::{KetEquation, nice};
pub use lines::{Legend, Lines, Look, Reading, Series};
pub use probabilities::Probabilities;
pub use qsphere::QSphere;
pub use scene::{Anchor, Item, Point, Scene, Shape, Size};

#[cfg(test)]
mod tests;
