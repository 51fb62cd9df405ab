//! The keys: one table that the handlers and the help dialog read.

use circuit::Reach;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// One step back.
    Undo,
    /// One step forward.
    Redo,
    /// Trains or stops.
    Play,
    /// Trains one epoch; in a plain circuit reads the state a column later.
    Step,
    /// Reads the state a column earlier.
    Back,
    /// Draws the circuit larger, smaller or, by 0, in the usual size.
    Zoom(i32),
    /// Goes to the search field of the palette.
    Search,
    /// Tells how fast it is, or no longer.
    Speed,
    /// Opens the list of keys.
    Help,
    /// Cancels a drag, disarms a gate.
    Cancel,
    /// Puts a gate of this name into the cell.
    Gate(&'static str),
    /// Puts its inverse into the cell.
    Inverse(&'static str),
    /// A letter follows that says which rotation or display; the gate's inverse, if true.
    Letters(Letters, bool),
    /// Adds or removes a control (or an anti-control).
    Control(bool),
    /// Lets the control look at the next axis.
    Axis,
    /// Lets the wire start in the next state.
    Start,
    /// Deletes what is in the cell.
    Delete,
    /// Edits the angle, or the wire's label.
    Angle,
    /// Turns the angle by so many 64ths of π.
    Turn(i32),
    /// Makes a display or a gate on a register larger or smaller by a wire.
    Resize(Reach),
    /// Moves the cell in focus by wires and columns; beside the grid by wires, to names (0) or kets (1).
    Go(isize, isize),
    /// Goes to the row's begin or end.
    Row(bool),
    /// Goes to the circuit's begin or end.
    Corner(bool),
    /// Moves the gate or the selection by wires and columns.
    Move(isize, isize),
    /// Extends the selection by wires and columns.
    Extend(isize, isize),
    /// Selects a wire (or a column) of the cell.
    Line(bool),
    /// Selects everything.
    All,
    /// Copies the selection.
    Copy,
    /// Copies and deletes it.
    Cut,
    /// Puts in what was copied.
    Paste,
    /// Puts a copy of the selection behind it.
    Duplicate,
    /// Puts the selection's inverse in its place.
    Invert,
    /// Puts an empty column in before it.
    InsertColumn,
    /// Deletes the gates of its columns.
    DeleteColumn,
    /// Exchanges its first column with the next.
    ExchangeColumns,
    /// Takes spacers away.
    LeftAlign,
    /// Makes one gate of the selection.
    Group,
}

/// What is said, and letters that mean a gate after another key.
pub type Letters = &'static (&'static str, &'static [(&'static str, &'static str)]);

const ROTATIONS: (&str, &[(&str, &str)]) =
    ("Rotation: press x, y or z", &[("x", "RX"), ("y", "RY"), ("z", "RZ")]);
const DISPLAYS: (&str, &[(&str, &str)]) = (
    "Display: press p for probabilities, a amplitudes, b Bloch, d density matrix, e expectation, s samples, u purity",
    &[
        ("p", "CHANCE"),
        ("a", "AMPS"),
        ("b", "BLOCH"),
        ("d", "DENSITY"),
        ("e", "EXPECT"),
        ("s", "SAMPLE"),
        ("u", "PURITY"),
    ],
);

/// Where a key counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Everywhere but in text fields.
    Page,
    /// In the circuit's grid.
    Grid,
    /// On the name of a wire.
    Wire,
    /// On the state that a wire starts in.
    Ket,
}

/// What a row of the table is to those that hear keys.
pub struct Key {
    /// Where it counts.
    pub place: Place,
    /// `KeyboardEvent.key`, lower case for letters.
    pub key: &'static str,
    /// Whether Ctrl (or Cmd) is held; Shift; Alt.
    pub held: [bool; 3],
    /// What it does.
    pub command: Command,
}

const NONE: [bool; 3] = [false; 3];
const CTRL: [bool; 3] = [true, false, false];
const SHIFT: [bool; 3] = [false, true, false];
const ALT: [bool; 3] = [false, false, true];

/// A row of the table for those that read it. Apart, because only the help dialog reads it and comes later.
pub struct Help {
    /// Where the key counts.
    pub place: Place,
    /// How it is written.
    pub keys: &'static str,
    /// What it does, in words; empty for a second key of the row before.
    pub help: &'static str,
}

/// The table: place, key, what is held, command, how the key is written, and help.
macro_rules! table {
    ($(key($place:expr, $key:expr, $held:expr, $command:expr, $keys:expr, $help:expr $(,)?),)*) => {
        /// Every key.
        pub const KEYS: &[Key] =
            &[$(Key { place: $place, key: $key, held: $held, command: $command }),*];
        /// How every key is written and what it does, in the order of the help dialog.
        pub const HELP: &[Help] = &[$(Help { place: $place, keys: $keys, help: $help }),*];
    };
}

table! {
    key(Place::Page, "z", CTRL, Command::Undo, "Ctrl+Z", "Undo"),
    key(Place::Page, "z", [true, true, false], Command::Redo, "Ctrl+Shift+Z, Ctrl+Y", "Redo"),
    key(Place::Page, "y", CTRL, Command::Redo, "", ""),
    key(Place::Page, " ", NONE, Command::Play, "Space", "Train or pause; in a plain circuit let the time run or stop it"),
    key(
        Place::Page,
        ".",
        NONE,
        Command::Step,
        ".",
        "Train one epoch; in a plain circuit read the state a column later",
    ),
    key(Place::Page, ",", NONE, Command::Back, ",", "Read the state a column earlier"),
    key(Place::Page, "<", SHIFT, Command::Zoom(-1), "< >", "Draw the circuit smaller, larger"),
    key(Place::Page, "<", NONE, Command::Zoom(-1), "", ""),
    key(Place::Page, ">", SHIFT, Command::Zoom(1), "", ""),
    key(Place::Page, "/", NONE, Command::Search, "/", "Search gates"),
    key(Place::Page, "f", NONE, Command::Speed, "F", "Tell how fast it is, or no longer"),
    key(Place::Page, "?", SHIFT, Command::Help, "?", "This list"),
    key(Place::Page, "?", NONE, Command::Help, "", ""),
    key(Place::Page, "Escape", NONE, Command::Cancel, "Esc", "Cancel a drag, put a gate back"),
    key(Place::Grid, "ArrowLeft", NONE, Command::Go(0, -1), "Arrows", "Go to a neighbouring cell"),
    key(Place::Grid, "ArrowRight", NONE, Command::Go(0, 1), "", ""),
    key(Place::Grid, "ArrowUp", NONE, Command::Go(-1, 0), "", ""),
    key(Place::Grid, "ArrowDown", NONE, Command::Go(1, 0), "", ""),
    key(Place::Grid, "Home", NONE, Command::Row(false), "Home, End", "Begin and end of the wire"),
    key(Place::Grid, "End", NONE, Command::Row(true), "", ""),
    key(
        Place::Grid,
        "Home",
        CTRL,
        Command::Corner(false),
        "Ctrl+Home, Ctrl+End",
        "Begin and end of the circuit",
    ),
    key(Place::Grid, "End", CTRL, Command::Corner(true), "", ""),
    key(Place::Grid, "PageUp", NONE, Command::Go(0, -5), "PgUp, PgDn", "Five columns back and on"),
    key(Place::Grid, "PageDown", NONE, Command::Go(0, 5), "", ""),
    key(Place::Grid, "h", NONE, Command::Gate("H"), "H X Y Z S T", "Put that gate here"),
    key(Place::Grid, "x", NONE, Command::Gate("X"), "", ""),
    key(Place::Grid, "y", NONE, Command::Gate("Y"), "", ""),
    key(Place::Grid, "z", NONE, Command::Gate("Z"), "", ""),
    key(Place::Grid, "s", NONE, Command::Gate("S"), "", ""),
    key(Place::Grid, "t", NONE, Command::Gate("T"), "", ""),
    key(Place::Grid, "r", NONE, Command::Letters(&ROTATIONS, false), "R, then X Y Z", "Put a rotation here"),
    key(Place::Grid, "d", NONE, Command::Letters(&DISPLAYS, false), "D, then P A B D E S U", "Put a display here, by its letter"),
    key(
        Place::Grid,
        "+",
        SHIFT,
        Command::Resize(Reach::More),
        "+ −",
        "Make a display or register larger or smaller, as dragging its ends does",
    ),
    key(Place::Grid, "+", NONE, Command::Resize(Reach::More), "", ""),
    key(Place::Grid, "=", NONE, Command::Resize(Reach::More), "", ""),
    key(Place::Grid, "-", NONE, Command::Resize(Reach::Less), "", ""),
    key(Place::Grid, "p", NONE, Command::Gate("P"), "P, V, W", "Put a phase gate, √X or SWAP here"),
    key(Place::Grid, "v", NONE, Command::Gate("SX"), "", ""),
    key(Place::Grid, "w", NONE, Command::Gate("SWAP"), "", ""),
    key(
        Place::Grid,
        "r",
        SHIFT,
        Command::Letters(&ROTATIONS, true),
        "Shift+letter",
        "Put the inverse of that gate here",
    ),
    key(Place::Grid, "m", NONE, Command::Gate("MEASURE"), "M, 0", "Measure the qubit, reset it to |0⟩"),
    key(Place::Grid, "0", NONE, Command::Gate("RESET"), "", ""),
    key(Place::Grid, "c", NONE, Command::Control(true), "C, O", "Add or remove a control, an anti-control"),
    key(Place::Grid, "o", NONE, Command::Control(false), "", ""),
    key(Place::Grid, "a", NONE, Command::Axis, "A", "Let the control look at the next axis: Z, X, Y"),
    key(Place::Grid, "Delete", NONE, Command::Delete, "Delete", "Delete the gate or control"),
    key(Place::Grid, "Backspace", NONE, Command::Delete, "", ""),
    key(Place::Grid, "Enter", NONE, Command::Angle, "Enter", "Place the gate picked up, or edit the angle"),
    key(Place::Grid, "[", NONE, Command::Turn(-4), "[ ]", "Turn the angle by ∓π/16; with Shift finer"),
    key(Place::Grid, "]", NONE, Command::Turn(4), "", ""),
    key(Place::Grid, "{", SHIFT, Command::Turn(-1), "", ""),
    key(Place::Grid, "}", SHIFT, Command::Turn(1), "", ""),
    key(Place::Grid, "ArrowLeft", SHIFT, Command::Extend(0, -1), "Shift+Arrows", "Select several cells"),
    key(Place::Grid, "ArrowRight", SHIFT, Command::Extend(0, 1), "", ""),
    key(Place::Grid, "ArrowUp", SHIFT, Command::Extend(-1, 0), "", ""),
    key(Place::Grid, "ArrowDown", SHIFT, Command::Extend(1, 0), "", ""),
    key(
        Place::Grid,
        " ",
        CTRL,
        Command::Line(false),
        "Ctrl+Space, Shift+Space",
        "Select the column, the wire",
    ),
    key(Place::Grid, " ", SHIFT, Command::Line(true), "", ""),
    key(Place::Grid, "a", CTRL, Command::All, "Ctrl+A", "Select everything"),
    key(Place::Grid, "c", CTRL, Command::Copy, "Ctrl+C, Ctrl+X, Ctrl+V", "Copy, cut, paste"),
    key(Place::Grid, "x", CTRL, Command::Cut, "", ""),
    key(Place::Grid, "v", CTRL, Command::Paste, "", ""),
    key(Place::Grid, "d", CTRL, Command::Duplicate, "Ctrl+D", "Put a copy of the selection behind it"),
    key(Place::Grid, "g", NONE, Command::Group, "G", "Make one gate of the selection"),
    key(Place::Grid, "i", NONE, Command::Invert, "I", "Put the selection's inverse in its place"),
    key(
        Place::Grid,
        "ArrowLeft",
        ALT,
        Command::Move(0, -1),
        "Alt+Arrows",
        "Move the gate, control or selection",
    ),
    key(Place::Grid, "ArrowRight", ALT, Command::Move(0, 1), "", ""),
    key(Place::Grid, "ArrowUp", ALT, Command::Move(-1, 0), "", ""),
    key(Place::Grid, "ArrowDown", ALT, Command::Move(1, 0), "", ""),
    key(Place::Wire, "Enter", NONE, Command::Angle, "Enter", "Label the qubit, or close its editor"),
    key(Place::Wire, " ", NONE, Command::Angle, "", ""),
    key(Place::Wire, "ArrowUp", ALT, Command::Move(-1, 0), "Alt+Up, Alt+Down", "Move the wire"),
    key(Place::Wire, "ArrowDown", ALT, Command::Move(1, 0), "", ""),
    key(Place::Wire, "ArrowUp", NONE, Command::Go(-1, 0), "Arrows", "Go to another wire, or to its ket"),
    key(Place::Wire, "ArrowDown", NONE, Command::Go(1, 0), "", ""),
    key(Place::Wire, "ArrowRight", NONE, Command::Go(0, 1), "", ""),
    key(Place::Wire, "Delete", NONE, Command::Delete, "Delete", "Remove the qubit"),
    key(Place::Ket, "Enter", NONE, Command::Start, "Enter on a ket", "Start in the next of six states"),
    key(Place::Ket, " ", NONE, Command::Start, "", ""),
    key(Place::Ket, "ArrowUp", NONE, Command::Go(-1, 1), "", ""),
    key(Place::Ket, "ArrowDown", NONE, Command::Go(1, 1), "", ""),
    key(Place::Ket, "ArrowLeft", NONE, Command::Go(0, 0), "", ""),
}

/// The command of a key event in a place.
pub fn command(place: Place, event: &web_sys::KeyboardEvent) -> Option<Command> {
    let name = event.key();
    let letter = if name.chars().count() == 1 { name.to_ascii_lowercase() } else { name };
    let held = [event.ctrl_key() || event.meta_key(), event.shift_key(), event.alt_key()];
    let found = |held: [bool; 3]| {
        let fits = |k: &&Key| k.place == place && k.key == letter && k.held == held;
        KEYS.iter().find(fits).map(|k| k.command)
    };
    match (found(held), held) {
        // With Shift a gate's letter means its inverse.
        (None, SHIFT) => match found(NONE)? {
            Command::Gate(name) => Some(Command::Inverse(name)),
            _ => None,
        },
        (command, _) => command,
    }
}

/// Whether a key event is of a single character, which a visitor may have switched off as a key.
pub fn is_character(event: &web_sys::KeyboardEvent) -> bool {
    let held = event.ctrl_key() || event.meta_key() || event.alt_key();
    let key = event.key();
    !held && key != " " && key.chars().nth(1).is_none()
}
