//! Disks in a grid: a disk's area is the magnitude squared or the magnitude, its colour and hand are the phase.

use crate::{Item, Point, Scene, Size, figure, text};
use circuit::{C64, Matrix};

/// A disk in a cell, and a faint ring for how large it can be where that can be seen.
fn disk(scene: &mut Scene, center: Point, most: f64, area: f64, z: C64) {
    if most > 4.0 {
        scene.push(Item::circle("dial none", center, most));
    }
    let size = libm::hypot(z.re, z.im);
    let radius = most * area.clamp(0.0, 1.0).sqrt();
    if radius < 0.2 || size < figure::NOTHING {
        return;
    }
    scene.push(Item::circle("bar phase", center, radius).with_level(text::phase(z)));
    if most > 2.5 {
        // As long as the ring even of a small disk, so that its phase can be read.
        let unit = z.scale(if most > 4.0 { most } else { radius } / size);
        scene.push(Item::line("hand", center, Point::new(center.x + unit.re, center.y - unit.im)));
    }
}

/// Amplitudes in rows, as many in a row as makes cells nearly square.
pub(super) fn amplitudes(scene: &mut Scene, size: Size, order: &[usize], amplitudes: &[C64]) {
    let n = order.len();
    let squareness = |columns: usize| {
        let (wide, high) = (size.width / columns as f64, size.height / n.div_ceil(columns) as f64);
        wide.min(high)
    };
    let columns = (0..=n.ilog2())
        .map(|i| 1usize << i)
        .fold(1, |best, next| if squareness(next) > squareness(best) + 1e-9 { next } else { best });
    let (wide, high) = (size.width / columns as f64, size.height / n.div_ceil(columns) as f64);
    let most = wide.min(high) / 2.0 - if wide.min(high) > 9.0 { 1.5 } else { 0.3 };
    for (place, k) in order.iter().enumerate() {
        let (row, column) = (place / columns, place % columns);
        let center = Point::new(wide * (column as f64 + 0.5), high * (row as f64 + 0.5));
        let z = amplitudes[*k];
        disk(scene, center, most, z.norm_sqr(), z);
    }
}

/// A matrix as a square in the middle; the largest entry fills its cell.
pub(super) fn density(scene: &mut Scene, size: Size, order: &[usize], matrix: &Matrix) {
    let side = size.width.min(size.height) - 2.0;
    let cell = side / order.len() as f64;
    let (left, top) = ((size.width - side) / 2.0, (size.height - side) / 2.0);
    let scale = matrix.data.iter().map(|z| z.norm_sqr()).fold(0.0, f64::max).sqrt().max(figure::NOTHING);
    scene.push(Item::rect("frame", left, top, Size::new(side, side), 0.0));
    for (y, r) in order.iter().enumerate() {
        for (x, c) in order.iter().enumerate() {
            let center = Point::new(left + cell * (x as f64 + 0.5), top + cell * (y as f64 + 0.5));
            let z = matrix.at(*r, *c);
            disk(
                scene,
                center,
                cell / 2.0 - if cell > 9.0 { 1.0 } else { 0.2 },
                z.norm_sqr().sqrt() / scale,
                z,
            );
        }
    }
}
