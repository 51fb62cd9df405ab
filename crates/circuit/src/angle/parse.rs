//! The reader of angle expressions: a Pratt parser with sentences for errors. Caps length and depth.

use super::{Expr, Function, Symbol, is_constant, value};
use crate::TextError;

const MAX_LENGTH: usize = 200;
const MAX_DEPTH: usize = 40;
const MAX_SYMBOL: usize = 999;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64),
    Name(String),
    Sign(char),
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
    end: usize,
}

/// Reads a whole expression.
pub(super) fn parse(text: &str) -> Result<Expr, TextError> {
    let length = text.chars().count();
    if length > MAX_LENGTH {
        return Err(TextError::at(
            1,
            format!("an angle has at most {MAX_LENGTH} characters, this has {length}"),
        ));
    }
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens, at: 0, end: length + 1 };
    if parser.tokens.is_empty() {
        return Err(TextError::at(1, "an angle is missing: write a number, pi/2, theta1, x1 or t"));
    }
    let expr = parser.sum(0)?;
    if let Some((column, token)) = parser.tokens.get(parser.at) {
        let message = match token {
            Token::Sign(')') => "this ) has no ( before it".to_string(),
            Token::Sign(',') => "write decimals with a point, as in 0.5".to_string(),
            other => format!("expected an operator before {}", shown(other)),
        };
        return Err(TextError::at(*column, message));
    }
    if is_constant(&expr) && !value(&expr, &[], &[], 0.0).is_finite() {
        return Err(TextError::at(
            1,
            "this has no finite value; check divisions by zero and roots or logarithms of negative numbers",
        ));
    }
    Ok(expr)
}

fn shown(token: &Token) -> String {
    match token {
        Token::Number(v) => crate::number::shortest(*v),
        Token::Name(n) => n.clone(),
        Token::Sign(c) => c.to_string(),
    }
}

fn subscript(c: char) -> Option<char> {
    let digit = (c as u32).checked_sub('₀' as u32)?;
    char::from_digit(digit, 10)
}

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, TextError> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let (start, c) = (i, chars[i]);
        if c.is_whitespace() {
            i += 1;
        } else if c.is_ascii_digit() || c == '.' {
            i = number_end(&chars, i);
            let digits: String = chars[start..i].iter().collect();
            let number = crate::number::read(&digits).filter(|v| v.is_finite());
            let number =
                number.ok_or_else(|| TextError::at(start + 1, format!("\"{digits}\" is not a number")))?;
            found.push((start + 1, Token::Number(number)));
        } else if c == 'π' || c == 'θ' || c.is_ascii_alphabetic() {
            i += 1;
            if c != 'π' {
                while i < chars.len()
                    && (chars[i].is_ascii_alphanumeric() || subscript(chars[i]).is_some() || chars[i] == '_')
                {
                    i += 1;
                }
            }
            let name =
                chars[start..i].iter().map(|&c| subscript(c).unwrap_or(c)).filter(|&c| c != '_').collect();
            found.push((start + 1, Token::Name(name)));
        } else if let Some(sign) = sign(c) {
            i += 1;
            found.push((start + 1, Token::Sign(sign)));
        } else {
            return Err(TextError::at(
                start + 1,
                format!("\"{c}\" cannot stand in an angle; use numbers, pi, theta1, x1, t and + - * / ^ ( )"),
            ));
        }
    }
    Ok(found)
}

fn sign(c: char) -> Option<char> {
    match c {
        '−' => Some('-'),
        '·' | '×' => Some('*'),
        '÷' => Some('/'),
        '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' => Some(c),
        _ => None,
    }
}

fn number_end(chars: &[char], mut i: usize) -> usize {
    while i < chars.len() && (chars[i].is_ascii_digit() || chars[i] == '.') {
        i += 1;
    }
    // An exponent, but not the start of a name such as `2exp(x1)`.
    if i < chars.len() && matches!(chars[i], 'e' | 'E') {
        let mut j = i + 1;
        if j < chars.len() && matches!(chars[j], '+' | '-') {
            j += 1;
        }
        if j < chars.len() && chars[j].is_ascii_digit() {
            while j < chars.len() && chars[j].is_ascii_digit() {
                j += 1;
            }
            return j;
        }
    }
    i
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|t| &t.1)
    }
    fn column(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |t| t.0)
    }
    fn eat(&mut self, sign: char) -> bool {
        let here = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(here);
        here
    }
    fn deeper(&self, depth: usize) -> Result<usize, TextError> {
        if depth >= MAX_DEPTH {
            return Err(TextError::at(self.column(), "too many nested brackets; simplify the expression"));
        }
        Ok(depth + 1)
    }

    fn sum(&mut self, depth: usize) -> Result<Expr, TextError> {
        let depth = self.deeper(depth)?;
        let mut left = self.product(depth)?;
        loop {
            if self.eat('+') {
                left = Expr::Add(Box::new(left), Box::new(self.product(depth)?));
            } else if self.eat('-') {
                left = Expr::Sub(Box::new(left), Box::new(self.product(depth)?));
            } else {
                return Ok(left);
            }
        }
    }

    fn product(&mut self, depth: usize) -> Result<Expr, TextError> {
        let mut left = self.signed(depth)?;
        loop {
            if self.eat('*') {
                left = Expr::Mul(Box::new(left), Box::new(self.signed(depth)?));
            } else if self.eat('/') {
                left = Expr::Div(Box::new(left), Box::new(self.signed(depth)?));
            } else if matches!(self.peek(), Some(Token::Name(_) | Token::Number(_) | Token::Sign('('))) {
                if matches!(self.peek(), Some(Token::Number(_))) {
                    return Err(TextError::at(self.column(), "expected an operator between the two numbers"));
                }
                left = Expr::Mul(Box::new(left), Box::new(self.power(depth)?));
            } else {
                return Ok(left);
            }
        }
    }

    fn signed(&mut self, depth: usize) -> Result<Expr, TextError> {
        let depth = self.deeper(depth)?;
        if self.eat('-') {
            return Ok(Expr::Neg(Box::new(self.signed(depth)?)));
        }
        if self.eat('+') {
            return self.signed(depth);
        }
        self.power(depth)
    }

    fn power(&mut self, depth: usize) -> Result<Expr, TextError> {
        let base = self.atom(depth)?;
        if self.eat('^') {
            return Ok(Expr::Pow(Box::new(base), Box::new(self.signed(depth)?)));
        }
        Ok(base)
    }

    fn atom(&mut self, depth: usize) -> Result<Expr, TextError> {
        let column = self.column();
        let token = self.peek().cloned();
        self.at += 1;
        match token {
            Some(Token::Number(v)) => Ok(Expr::Number(v)),
            Some(Token::Name(name)) => self.name(&name, column, depth),
            Some(Token::Sign('(')) => self.bracketed(column, depth),
            Some(Token::Sign(',')) => Err(TextError::at(column, "write decimals with a point, as in 0.5")),
            other => {
                let before = self.at.checked_sub(2).and_then(|i| self.tokens.get(i)).map(|t| shown(&t.1));
                let after = before.map_or(String::new(), |b| format!(" after {b}"));
                let found = other.map_or(String::new(), |t| format!(", found {}", shown(&t)));
                Err(TextError::at(
                    column,
                    format!("expected a number{after}{found}; pi, theta1, x1 and t are numbers too"),
                ))
            }
        }
    }

    fn bracketed(&mut self, open: usize, depth: usize) -> Result<Expr, TextError> {
        let inner = self.sum(depth)?;
        if self.eat(')') {
            return Ok(inner);
        }
        Err(TextError::at(self.column(), format!("expected ) for the ( in column {open}")))
    }

    fn name(&mut self, name: &str, column: usize, depth: usize) -> Result<Expr, TextError> {
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "pi" | "π" => return Ok(Expr::Pi),
            "t" => return Ok(Expr::Symbol(Symbol::Time)),
            "tau" => return Ok(Expr::Mul(Box::new(Expr::Number(2.0)), Box::new(Expr::Pi))),
            _ => {}
        }
        let alias = match lower.as_str() {
            "asin" => "arcsin",
            "acos" => "arccos",
            "atan" => "arctan",
            other => other,
        };
        if let Some((_, f)) = Function::ALL.iter().find(|(n, _)| *n == alias) {
            let open = self.column();
            if !self.eat('(') {
                return Err(TextError::at(open, format!("expected ( after {name}, as in {name}(x1)")));
            }
            return Ok(Expr::Call(*f, Box::new(self.bracketed(open, depth)?)));
        }
        symbol(&lower).ok_or_else(|| TextError::at(column, unknown(name)))
    }
}

fn unknown(name: &str) -> String {
    if matches!(name, "x" | "theta" | "θ") {
        let shown = if name == "x" { "x" } else { "theta" };
        return format!("{name} needs a number from 1 to {MAX_SYMBOL}, as in {shown}1");
    }
    format!(
        "\"{name}\" is not known; trainable angles are theta1, theta2, …, data angles x1, x2, …, the time is t, functions sin cos tan exp ln sqrt"
    )
}

fn symbol(name: &str) -> Option<Expr> {
    let (kind, digits): (fn(usize) -> Symbol, &str) = if let Some(d) = name.strip_prefix("theta") {
        (Symbol::Weight, d)
    } else if let Some(d) = name.strip_prefix('θ') {
        (Symbol::Weight, d)
    } else {
        (Symbol::Input, name.strip_prefix('x')?)
    };
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = digits.parse::<usize>().ok().filter(|n| (1..=MAX_SYMBOL).contains(n))?;
    Some(Expr::Symbol(kind(number - 1)))
}
