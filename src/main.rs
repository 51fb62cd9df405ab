//! Starts the page.

fn main() {
    ketloom::start();
}
