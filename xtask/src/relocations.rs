//! What of a linked module only its later part uses: functions by their places in the function table, and data.
//!
//! Here: reading what the linker wrote about names and references (`--emit-relocs`), and following the references.
//! Everything that can be reached without the later part's entry is the first part's; what is left is the later one's.
//! Addresses and places in the table stay through wasm-bindgen and wasm-opt, names and numbers of functions do not:
//! hence these. Not here: taking a module apart (`split`).

use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{
    DataKind, ElementItems, ElementKind, ExternalKind, KnownCustom, Linking, Operator, Parser, Payload,
    RelocationEntry, RelocationType, SymbolInfo, TypeRef,
};

/// What only the later part uses.
#[derive(Debug, Default, PartialEq)]
pub struct Late {
    /// Places in the function table, in order.
    pub places: Vec<u32>,
    /// Addresses in memory, in order.
    pub data: Vec<Range<u32>>,
}

/// What can refer and be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Function(u32),
    /// A symbol, by its number.
    Data(u32),
}

/// A piece of initialised memory and where it stands in the data section.
struct Segment {
    address: u32,
    at: Range<usize>,
}

enum Symbol {
    Function { index: u32, name: String },
    Data { segment: usize, range: Range<u32> },
    Other,
}

/// A linked module, as far as it matters here.
#[derive(Default)]
struct Linked {
    imported: u32,
    /// Where each function of its own stands in the code section.
    bodies: Vec<Range<usize>>,
    segments: Vec<Segment>,
    /// Places in the function table and the functions there.
    table: Vec<(u32, u32)>,
    /// Functions that others may call at any time.
    open: Vec<u32>,
    symbols: Vec<Symbol>,
    /// References in the code section and the data section.
    in_code: Vec<RelocationEntry>,
    in_data: Vec<RelocationEntry>,
}

/// What only functions with `entry` in their names lead to, in a module linked with `--emit-relocs`.
pub fn late(module: &[u8], entry: &str) -> Result<Late> {
    let linked = Linked::read(module).context("cannot read what the linker wrote about the module")?;
    let entries = linked.named(entry);
    if entries.is_empty() {
        bail!("the module has no function called {entry}");
    }
    let edges = linked.edges();
    let first = reached(linked.open.iter().map(|f| Node::Function(*f)).collect(), &edges, &entries);
    let whole = reached(entries.clone(), &edges, &[]);
    let late = |node: Node| whole.contains(&node) && !first.contains(&node);
    let places = linked.table.iter().filter(|(_, f)| late(Node::Function(*f))).map(|(place, _)| *place);
    let named = linked.named_by(&|node| first.contains(&node));
    Ok(Late { places: places.collect(), data: linked.data(&late, &named) })
}

/// Takes out of a module what the linker wrote about it: it is of no use to a browser.
pub fn forget(module: &mut walrus::Module) {
    let linkers = |name: &str| name == "linking" || name.starts_with("reloc.");
    let all = module.customs.iter().filter(|(_, custom)| linkers(custom.name())).map(|(id, _)| id);
    let customs: Vec<_> = all.collect();
    customs.into_iter().for_each(|custom| drop(module.customs.delete(custom)));
}

/// What can be reached from some nodes without those of `without`.
fn reached(from: Vec<Node>, edges: &BTreeMap<Node, Vec<Node>>, without: &[Node]) -> BTreeSet<Node> {
    let mut reached = BTreeSet::new();
    let mut next = from;
    while let Some(node) = next.pop() {
        if !without.contains(&node) && reached.insert(node) {
            next.extend(edges.get(&node).into_iter().flatten());
        }
    }
    reached
}

impl Linked {
    fn read(module: &[u8]) -> Result<Linked> {
        let mut linked = Linked::default();
        let mut section = 0;
        let (mut code, mut data) = ((0, 0), (0, 0));
        let mut references = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            let number = section;
            section += u32::from(payload.as_section().is_some());
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        linked.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        linked.open.extend((export.kind == ExternalKind::Func).then_some(export.index));
                    }
                }
                Payload::StartSection { func, .. } => linked.open.push(func),
                Payload::ElementSection(elements) => linked.read_table(elements)?,
                Payload::CodeSectionStart { range, .. } => code = (number, range.start),
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    linked.bodies.push(range.start - code.1..range.end - code.1);
                }
                Payload::DataSection(segments) => {
                    data = (number, segments.range().start);
                    linked.read_segments(segments, data.1)?;
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Linking(linking) => linked.read_symbols(linking)?,
                    KnownCustom::Reloc(reader) => {
                        let entries = reader.entries().into_iter().collect::<Result<Vec<_>, _>>()?;
                        references.push((reader.section_index(), entries));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        for (of, entries) in references {
            match of {
                of if of == code.0 => linked.in_code = entries,
                of if of == data.0 => linked.in_data = entries,
                _ => {}
            }
        }
        if linked.symbols.is_empty() || linked.in_code.is_empty() || linked.in_data.is_empty() {
            bail!("it was linked without --emit-relocs");
        }
        Ok(linked)
    }

    fn read_table(&mut self, elements: wasmparser::ElementSectionReader<'_>) -> Result<()> {
        for element in elements {
            let element = element?;
            let ElementKind::Active { offset_expr, .. } = element.kind else {
                bail!("a table segment is not active")
            };
            let ElementItems::Functions(functions) = element.items else {
                bail!("a table segment has expressions")
            };
            let start = constant(&offset_expr)?;
            for (place, function) in (start..).zip(functions) {
                self.table.push((place, function?));
            }
        }
        Ok(())
    }

    fn read_segments(&mut self, segments: wasmparser::DataSectionReader<'_>, start: usize) -> Result<()> {
        for segment in segments {
            let segment = segment?;
            let DataKind::Active { offset_expr, .. } = segment.kind else {
                bail!("a data segment is not active")
            };
            let end = segment.range.end - start;
            self.segments
                .push(Segment { address: constant(&offset_expr)?, at: end - segment.data.len()..end });
        }
        Ok(())
    }

    fn read_symbols(&mut self, linking: wasmparser::LinkingSectionReader<'_>) -> Result<()> {
        for part in linking.subsections() {
            let Linking::SymbolTable(symbols) = part? else { continue };
            for symbol in symbols {
                self.symbols.push(match symbol? {
                    SymbolInfo::Func { index, name, .. } => {
                        Symbol::Function { index, name: name.unwrap_or_default().to_owned() }
                    }
                    SymbolInfo::Data { symbol: Some(data), .. } => Symbol::Data {
                        segment: data.index as usize,
                        range: data.offset..data.offset + data.size,
                    },
                    _ => Symbol::Other,
                });
            }
        }
        Ok(())
    }

    fn named(&self, part: &str) -> Vec<Node> {
        let named = |symbol: &Symbol| match symbol {
            Symbol::Function { index, name } if name.contains(part) => Some(Node::Function(*index)),
            _ => None,
        };
        self.symbols.iter().filter_map(named).collect()
    }

    /// What each node refers to.
    fn edges(&self) -> BTreeMap<Node, Vec<Node>> {
        let mut edges: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
        for entry in &self.in_code {
            let body = self.bodies.partition_point(|body| body.end <= entry.offset as usize);
            let from = Node::Function(self.imported + body as u32);
            edges.entry(from).or_default().extend(self.target(entry));
        }
        for entry in &self.in_data {
            for from in self.symbols_at(entry.offset as usize) {
                edges.entry(from).or_default().extend(self.target(entry));
            }
        }
        edges
    }

    fn target(&self, entry: &RelocationEntry) -> Option<Node> {
        use RelocationType as To;
        let about_symbols = [
            To::FunctionIndexLeb,
            To::TableIndexSleb,
            To::TableIndexI32,
            To::MemoryAddrLeb,
            To::MemoryAddrSleb,
            To::MemoryAddrI32,
        ];
        if !about_symbols.contains(&entry.ty) {
            return None;
        }
        match self.symbols.get(entry.index as usize)? {
            Symbol::Function { index, .. } => Some(Node::Function(*index)),
            Symbol::Data { .. } => Some(Node::Data(entry.index)),
            Symbol::Other => None,
        }
    }

    /// The symbols that own a byte of the data section.
    fn symbols_at(&self, at: usize) -> Vec<Node> {
        let Some(segment) = self.segments.iter().position(|segment| segment.at.contains(&at)) else {
            return Vec::new();
        };
        let inside = (at - self.segments[segment].at.start) as u32;
        let owns = |(_, symbol): &(u32, &Symbol)| matches!(symbol, Symbol::Data { segment: of, range } if *of == segment && range.contains(&inside));
        (0..).zip(&self.symbols).filter(owns).map(|(number, _)| Node::Data(number)).collect()
    }

    /// The addresses that some functions name. A list's end is the address of what stands behind it.
    fn named_by(&self, these: &dyn Fn(Node) -> bool) -> BTreeSet<u32> {
        let address = |entry: &RelocationEntry| {
            let body = self.bodies.partition_point(|body| body.end <= entry.offset as usize);
            let from = Node::Function(self.imported + body as u32);
            let Some(Node::Data(symbol)) = self.target(entry).filter(|_| these(from)) else { return None };
            let Symbol::Data { segment, range } = self.symbols.get(symbol as usize)? else { return None };
            let start = self.segments.get(*segment)?.address + range.start;
            u32::try_from(i64::from(start) + entry.addend).ok()
        };
        self.in_code.iter().filter_map(address).collect()
    }

    /// The addresses of bytes that late symbols own, and no other; not those that the first part names.
    fn data(&self, late: &dyn Fn(Node) -> bool, named: &BTreeSet<u32>) -> Vec<Range<u32>> {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for (number, segment) in self.segments.iter().enumerate() {
            let mut owned = vec![(false, false); segment.at.len()];
            for (i, symbol) in (0..).zip(&self.symbols) {
                let Symbol::Data { segment: of, range } = symbol else { continue };
                if *of != number {
                    continue;
                }
                let is_late = late(Node::Data(i));
                for owner in &mut owned[range.start as usize..range.end as usize] {
                    *owner = (owner.0 | is_late, owner.1 | !is_late);
                }
            }
            for (address, owner) in (segment.address..).zip(owned) {
                match ranges.last_mut() {
                    _ if owner != (true, false) || named.contains(&address) => {}
                    Some(last) if last.end == address => last.end += 1,
                    _ => ranges.push(address..address + 1),
                }
            }
        }
        ranges
    }
}

fn constant(expression: &wasmparser::ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32),
        other => bail!("an offset is no constant: {other:?}"),
    }
}
