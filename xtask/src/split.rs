//! Takes a wasm module apart into a first one and a later one that share memory, table and functions.
//!
//! Here: the first module without what only the later one needs, and with exports of what both need; the later one with
//! imports of that. The later one is instantiated with the first one's exports under the name `FIRST`; then its functions
//! stand in the function table and its data in memory, as if they had always been there. Until then nobody may call
//! them. A first module can be split again: what two later ones share is in it. Not here: telling what is late (`relocations`).

use crate::relocations::{self, Late};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::ops::Range;
use walrus::ir::{Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, GlobalId,
    GlobalKind, ImportKind, ImportedFunction, MemoryId, Module, ModuleConfig, TableId, TagId,
};

/// What the later module imports from.
const FIRST: &str = "first";
/// What the names of exports begin with, split by split.
const PREFIXES: &str = "abcdefgh";
/// A gap in the data shorter than this is filled with zeros: a new segment costs as much.
const GAP: usize = 12;

/// What of a module is late and what of the rest it uses, by positions: both halves are read from the same bytes.
struct Plan {
    /// What its exports' names begin with, so that those of several splits differ.
    prefix: char,
    late: BTreeSet<usize>,
    /// Functions of the first module that the later one calls.
    shared: BTreeSet<usize>,
    globals: BTreeSet<usize>,
    tables: BTreeSet<usize>,
    /// Places in the function table and the late functions there.
    places: Vec<(u32, usize)>,
}

/// The first module and the later one; `number` says how often the module was split before.
pub fn split(module: &[u8], late: &Late, number: usize) -> Result<(Vec<u8>, Vec<u8>)> {
    let (mut first, mut later) = (read(module)?, read(module)?);
    let prefix = PREFIXES.chars().nth(number).context("a module cannot be split so often")?;
    let plan = Plan::of(&first, late, prefix)?;
    make_first(&mut first, &plan, &late.data)?;
    check_first(&first, &late.data)?;
    make_later(&mut later, &plan, &late.data)?;
    Ok((first.emit_wasm(), later.emit_wasm()))
}

/// A module written in the order in which `split` writes its halves, largest functions first: what is alike is then in
/// like places, and packs better against them.
pub fn in_order(module: &[u8]) -> Result<Vec<u8>> {
    let mut module = read(module)?;
    relocations::forget(&mut module);
    Ok(module.emit_wasm())
}

fn read(module: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.parse(module).context("cannot read a module that wasm-opt wrote")
}

/// Where in a list something is so.
fn positions(so: impl Iterator<Item = bool>) -> BTreeSet<usize> {
    so.enumerate().filter(|(_, so)| *so).map(|(i, _)| i).collect()
}

/// Addresses that a function may read or write: constants and offsets.
#[derive(Default)]
struct Addresses(Vec<u32>);

impl<'a> Visitor<'a> for Addresses {
    fn visit_const(&mut self, constant: &walrus::ir::Const) {
        if let Value::I32(value) = constant.value {
            self.0.push(value as u32);
        }
    }
    fn visit_load(&mut self, load: &walrus::ir::Load) {
        self.0.push(load.arg.offset as u32);
    }
    fn visit_store(&mut self, store: &walrus::ir::Store) {
        self.0.push(store.arg.offset as u32);
    }
}

/// Refuses a first module that names late data: it would read zeros there.
fn check_first(module: &Module, late: &[Range<u32>]) -> Result<()> {
    for (_, function) in module.funcs.iter_local() {
        let mut addresses = Addresses::default();
        dfs_in_order(&mut addresses, function, function.entry_block());
        let is_late = |address: &&u32| late.iter().any(|range| range.contains(address));
        if let Some(address) = addresses.0.iter().find(is_late) {
            bail!("the first module names {address}, which is late data");
        }
    }
    Ok(())
}

/// What a function refers to.
#[derive(Default)]
struct Uses {
    functions: Vec<FunctionId>,
    globals: Vec<GlobalId>,
    tables: BTreeSet<TableId>,
    tags: usize,
}

impl<'a> Visitor<'a> for Uses {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.functions.push(*function);
    }
    fn visit_global_id(&mut self, global: &GlobalId) {
        self.globals.push(*global);
    }
    fn visit_table_id(&mut self, table: &TableId) {
        self.tables.insert(*table);
    }
    fn visit_tag_id(&mut self, _: &TagId) {
        self.tags += 1;
    }
}

fn uses(module: &Module, function: FunctionId) -> Uses {
    let mut uses = Uses::default();
    if let FunctionKind::Local(local) = &module.funcs.get(function).kind {
        dfs_in_order(&mut uses, local, local.entry_block());
    }
    uses
}

/// All that can be reached from some functions.
fn reached(module: &Module, from: Vec<FunctionId>) -> BTreeSet<FunctionId> {
    let mut reached = BTreeSet::new();
    let mut next = from;
    while let Some(function) = next.pop() {
        if reached.insert(function) {
            next.extend(uses(module, function).functions);
        }
    }
    reached
}

/// Places in function tables and what stands there.
fn table(module: &Module) -> Result<Vec<(u32, FunctionId)>> {
    let mut places = Vec::new();
    for element in module.elements.iter() {
        match (&element.kind, &element.items) {
            (ElementKind::Active { offset, .. }, ElementItems::Functions(functions)) => {
                places.extend((constant(offset)?..).zip(functions.iter().copied()));
            }
            (ElementKind::Declared, ElementItems::Functions(_)) => {}
            _ => bail!("a table segment is not a list of functions"),
        }
    }
    Ok(places)
}

fn constant(offset: &ConstExpr) -> Result<u32> {
    match offset {
        ConstExpr::Value(Value::I32(value)) => Ok(*value as u32),
        other => bail!("an offset is no constant: {other:?}"),
    }
}

impl Plan {
    fn of(module: &Module, late: &Late, prefix: char) -> Result<Plan> {
        let places = table(module)?;
        let is_late = |place: u32| late.places.binary_search(&place).is_ok();
        let exported = module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(function) => Some(function),
            _ => None,
        });
        let mut open: Vec<FunctionId> = exported.chain(module.start).collect();
        open.extend(places.iter().filter(|(place, _)| !is_late(*place)).map(|(_, function)| *function));
        let first = reached(module, open);
        let entries =
            places.iter().filter(|(place, _)| is_late(*place)).map(|(_, function)| *function).collect();
        // What the page's JavaScript gives comes through the first module.
        let own =
            |function: &&FunctionId| matches!(module.funcs.get(**function).kind, FunctionKind::Local(_));
        let late: BTreeSet<FunctionId> =
            reached(module, entries).difference(&first).filter(own).copied().collect();
        if late.is_empty() {
            bail!("nothing of the module is late");
        }
        let (mut shared, mut globals) = (BTreeSet::new(), BTreeSet::new());
        let mut tables = BTreeSet::from([room(module)?.1]);
        for function in &late {
            let uses = uses(module, *function);
            if uses.tags > 0 {
                bail!("a late function throws");
            }
            tables.extend(uses.tables);
            shared.extend(uses.functions.into_iter().filter(|function| !late.contains(function)));
            globals.extend(uses.globals);
        }
        let position = |id: &FunctionId| module.funcs.iter().position(|f| f.id() == *id).unwrap_or_default();
        let of_late = places.iter().filter(|(_, function)| late.contains(function));
        Ok(Plan {
            prefix,
            places: of_late.map(|(place, function)| (*place, position(function))).collect(),
            late: late.iter().map(position).collect(),
            shared: shared.iter().map(position).collect(),
            globals: positions(module.globals.iter().map(|global| globals.contains(&global.id()))),
            tables: positions(module.tables.iter().map(|table| tables.contains(&table.id()))),
        })
    }

    fn shared_name(&self, function: usize) -> String {
        format!("{}{}", self.prefix, self.shared.range(..function).count())
    }
    fn global_name(&self, global: usize) -> String {
        format!("{}g{global}", self.prefix)
    }
    fn table_name(&self, table: usize) -> String {
        format!("{}t{table}", self.prefix)
    }
    fn memory_name(&self) -> String {
        format!("{}m", self.prefix)
    }
}

/// The memory and the table of functions.
fn room(module: &Module) -> Result<(MemoryId, TableId)> {
    let memory = module.memories.iter().next().context("the module has no memory")?.id();
    let holds = |element: &&walrus::Element| matches!(element.kind, ElementKind::Active { .. });
    match module.elements.iter().find(holds).map(|element| &element.kind) {
        Some(ElementKind::Active { table, .. }) => Ok((memory, *table)),
        _ => bail!("the module has no table of functions"),
    }
}

fn make_first(module: &mut Module, plan: &Plan, late: &[Range<u32>]) -> Result<()> {
    let functions: Vec<FunctionId> = module.funcs.iter().map(walrus::Function::id).collect();
    let globals: Vec<GlobalId> = module.globals.iter().map(walrus::Global::id).collect();
    let tables: Vec<TableId> = module.tables.iter().map(walrus::Table::id).collect();
    let (memory, _) = room(module)?;
    for function in &plan.shared {
        module.exports.add(&plan.shared_name(*function), functions[*function]);
    }
    for global in &plan.globals {
        module.exports.add(&plan.global_name(*global), globals[*global]);
    }
    module.exports.add(&plan.memory_name(), memory);
    for table in &plan.tables {
        module.exports.add(&plan.table_name(*table), tables[*table]);
    }
    let late_functions: BTreeSet<FunctionId> = plan.late.iter().map(|i| functions[*i]).collect();
    let shared = plan.shared.first().map(|i| functions[*i]);
    for element in module.elements.iter_mut() {
        let ElementItems::Functions(items) = &mut element.items else { continue };
        // A place must not be without a function in the middle of a list: one that is everybody's stands in, so that
        // the place keeps nothing in this half that a further split would take out.
        let stand_in = shared.or_else(|| items.iter().find(|f| !late_functions.contains(f)).copied());
        let Some(stand_in) = stand_in else { continue };
        items.iter_mut().filter(|item| late_functions.contains(item)).for_each(|item| *item = stand_in);
    }
    let segments: Vec<walrus::DataId> = module.data.iter().map(walrus::Data::id).collect();
    for segment in segments {
        let data = module.data.get(segment);
        let DataKind::Active { offset, .. } = &data.kind else { continue };
        let pieces = without(constant(offset)?, &data.value, late);
        module.memories.get_mut(memory).data_segments.remove(&segment);
        module.data.delete(segment);
        for (address, bytes) in pieces {
            add_data(module, memory, address, bytes);
        }
    }
    walrus::passes::gc::run(module);
    Ok(())
}

fn add_data(module: &mut Module, memory: MemoryId, address: u32, bytes: Vec<u8>) {
    let offset = ConstExpr::Value(Value::I32(address as i32));
    let id = module.data.add(DataKind::Active { memory, offset }, bytes);
    module.memories.get_mut(memory).data_segments.insert(id);
}

/// A segment's pieces without the late ones; short late ones become zeros.
fn without(address: u32, bytes: &[u8], late: &[Range<u32>]) -> Vec<(u32, Vec<u8>)> {
    let mut kept = bytes.to_vec();
    let mut pieces = Vec::new();
    let mut from = 0;
    for range in late {
        let inside = |at: u32| (at.saturating_sub(address) as usize).min(bytes.len());
        let (start, end) = (inside(range.start), inside(range.end));
        kept[start..end].fill(0);
        if end - start >= GAP {
            pieces.push(from..start);
            from = end;
        }
    }
    pieces.push(from..bytes.len());
    let filled = pieces.into_iter().filter(|piece| !piece.is_empty());
    filled.map(|piece| (address + piece.start as u32, kept[piece].to_vec())).collect()
}

fn make_later(module: &mut Module, plan: &Plan, late: &[Range<u32>]) -> Result<()> {
    let functions: Vec<FunctionId> = module.funcs.iter().map(walrus::Function::id).collect();
    let globals: Vec<GlobalId> = module.globals.iter().map(walrus::Global::id).collect();
    let (memory, table) = room(module)?;
    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    exports.into_iter().for_each(|export| module.exports.delete(export));
    let customs: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    customs.into_iter().for_each(|custom| drop(module.customs.delete(custom)));
    module.start = None;
    let imports: Vec<_> = module.imports.iter().map(walrus::Import::id).collect();
    imports.into_iter().for_each(|import| module.imports.delete(import));
    for i in &plan.shared {
        let (id, name) = (functions[*i], plan.shared_name(*i));
        let ty = module.funcs.get(id).ty();
        let import = module.imports.add(FIRST, &name, ImportKind::Function(id));
        module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
    for i in &plan.globals {
        let id = globals[*i];
        let import = module.imports.add(FIRST, &plan.global_name(*i), ImportKind::Global(id));
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
    let pieces = image(module, late)?;
    let old: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for segment in old {
        module.memories.get_mut(memory).data_segments.remove(&segment);
        module.data.delete(segment);
    }
    pieces.into_iter().for_each(|(address, bytes)| add_data(module, memory, address, bytes));
    let import = module.imports.add(FIRST, &plan.memory_name(), ImportKind::Memory(memory));
    module.memories.get_mut(memory).import = Some(import);
    fill_table(module, table, plan, &functions);
    let tables: Vec<TableId> = module.tables.iter().map(walrus::Table::id).collect();
    for i in &plan.tables {
        let import = module.imports.add(FIRST, &plan.table_name(*i), ImportKind::Table(tables[*i]));
        module.tables.get_mut(tables[*i]).import = Some(import);
    }
    walrus::passes::gc::run(module);
    Ok(())
}

/// The table's late places, run by run.
fn fill_table(module: &mut Module, table: TableId, plan: &Plan, functions: &[FunctionId]) {
    let old: Vec<_> = module.elements.iter().map(walrus::Element::id).collect();
    for element in old {
        module.tables.get_mut(table).elem_segments.remove(&element);
        module.elements.delete(element);
    }
    for run in plan.places.chunk_by(|a, b| a.0 + 1 == b.0) {
        let offset = ConstExpr::Value(Value::I32(run[0].0 as i32));
        let items = ElementItems::Functions(run.iter().map(|(_, function)| functions[*function]).collect());
        let id = module.elements.add(ElementKind::Active { table, offset }, items);
        module.tables.get_mut(table).elem_segments.insert(id);
    }
}

/// What stands in memory at some addresses at the start.
fn image(module: &Module, ranges: &[Range<u32>]) -> Result<Vec<(u32, Vec<u8>)>> {
    let mut pieces: Vec<(u32, Vec<u8>)> =
        ranges.iter().map(|range| (range.start, vec![0; range.len()])).collect();
    for data in module.data.iter() {
        let DataKind::Active { offset, .. } = &data.kind else { continue };
        for (address, byte) in (constant(offset)?..).zip(&data.value) {
            let next = pieces.partition_point(|(start, _)| *start <= address);
            let Some((start, bytes)) = next.checked_sub(1).and_then(|i| pieces.get_mut(i)) else { continue };
            if let Some(place) = bytes.get_mut((address - *start) as usize) {
                *place = *byte;
            }
        }
    }
    pieces.retain(|(_, bytes)| bytes.iter().any(|byte| *byte != 0));
    Ok(pieces)
}

#[cfg(test)]
mod test;
