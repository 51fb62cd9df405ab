//! What a text says, before it is done: expressions and statements with their places.

use std::rc::Rc;

/// An expression and where it begins.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub at: usize,
    pub tree: Tree<'a>,
}

/// An expression.
#[derive(Clone, Debug)]
pub(super) enum Tree<'a> {
    Whole(i64),
    Real(f64),
    /// A string of bits.
    Text(&'a str),
    Name(&'a str),
    /// Qubits or bits: a name with indices.
    Part(Operand<'a>),
    /// A function or a cast by its name.
    Call(&'a str, Vec<Node<'a>>),
    Unary(&'static str, Box<Node<'a>>),
    Binary(&'static str, Box<Node<'a>>, Box<Node<'a>>),
}

/// Qubits or bits: a register's name and what is taken of it.
#[derive(Clone, Debug)]
pub(super) struct Operand<'a> {
    pub at: usize,
    pub base: Base<'a>,
    pub parts: Vec<Part<'a>>,
}

/// What an operand is taken from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Base<'a> {
    Name(&'a str),
    Physical(i64),
}

/// What is taken of a register.
#[derive(Clone, Debug)]
pub(super) enum Part<'a> {
    Item(Node<'a>),
    Range(Span<'a>),
    Set(Vec<Node<'a>>),
}

/// From, by and to, as in `[0:2:6]`; both ends belong to it.
#[derive(Clone, Debug)]
pub(super) struct Span<'a> {
    pub at: usize,
    pub from: Option<Box<Node<'a>>>,
    pub by: Option<Box<Node<'a>>>,
    pub to: Option<Box<Node<'a>>>,
}

/// What stands before an @.
#[derive(Clone, Debug)]
pub(super) enum Modifier<'a> {
    Inverse,
    Power(Node<'a>),
    /// Controls on 1 or on 0, and how many.
    Control(bool, Option<Node<'a>>),
}

/// A gate that the text defines.
#[derive(Debug)]
pub(super) struct Definition<'a> {
    pub at: usize,
    pub name: &'a str,
    pub params: Vec<&'a str>,
    pub qubits: Vec<&'a str>,
    pub body: Vec<Statement<'a>>,
}

/// A call of a gate.
#[derive(Clone, Debug)]
pub(super) struct Call<'a> {
    pub modifiers: Vec<(usize, Modifier<'a>)>,
    pub name: &'a str,
    pub name_at: usize,
    pub args: Vec<Node<'a>>,
    pub operands: Vec<Operand<'a>>,
}

/// What a variable is declared as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Whole,
    Real,
    Bool,
}

/// What a loop runs over.
#[derive(Clone, Debug)]
pub(super) enum Domain<'a> {
    Span(Span<'a>),
    Set(Vec<Node<'a>>),
}

/// A statement and where it begins.
#[derive(Clone, Debug)]
pub(super) struct Statement<'a> {
    pub at: usize,
    pub act: Act<'a>,
}

/// What a statement does.
#[derive(Clone, Debug)]
pub(super) enum Act<'a> {
    Nothing,
    Include(&'a str),
    Qubits(&'a str, Option<Node<'a>>),
    /// Bits with what they are at first: nothing, a measurement or zeros.
    Bits(&'a str, Option<Node<'a>>, First<'a>),
    Gate(Rc<Definition<'a>>),
    Opaque(&'a str),
    Call(Call<'a>),
    Measure(Operand<'a>, Operand<'a>),
    Reset(Operand<'a>),
    /// Operands, and whether it is a delay.
    Barrier(Vec<Operand<'a>>, bool),
    If(Node<'a>, Vec<Statement<'a>>, Vec<Statement<'a>>),
    For(&'a str, Domain<'a>, Vec<Statement<'a>>),
    /// A constant or variable.
    Declare {
        name: &'a str,
        kind: Kind,
        value: Option<Node<'a>>,
        constant: bool,
    },
    Input(&'a str),
    Assign(&'a str, &'static str, Node<'a>),
    Alias(&'a str, Vec<Operand<'a>>),
    Remark(&'static str),
}

/// What bits are at first.
#[derive(Clone, Debug)]
pub(super) enum First<'a> {
    Unsaid,
    Measured(Operand<'a>),
    Value(Node<'a>),
}
