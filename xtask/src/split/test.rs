//! Claims about splitting, on a module of five functions.

use super::*;
use walrus::{FunctionBuilder, RefType, ValType};

const DATA: &[u8] = b"first data, then late data that nobody else reads, then first data";
const ADDRESS: u32 = 1024;

/// A module with a function that is exported and calls through the table, one at place 1 of the table that calls a
/// helper of its own and one that is everybody's, and some data.
fn whole() -> Vec<u8> {
    let mut module = Module::with_config(ModuleConfig::new());
    let memory = module.memories.add_local(false, false, 1, None, None);
    let table = module.tables.add_local(false, 3, Some(3), RefType::FUNCREF);
    let number = |value: i32, module: &mut Module, calls: &[FunctionId]| {
        let mut function = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        let mut body = function.func_body();
        for called in calls {
            body.call(*called).drop();
        }
        body.i32_const(value);
        function.finish(vec![], &mut module.funcs)
    };
    let shared = number(1, &mut module, &[]);
    let helper = number(2, &mut module, &[]);
    let late = number(3, &mut module, &[helper, shared]);
    let other = number(4, &mut module, &[shared]);
    let ty = module.types.add(&[], &[ValType::I32]);
    let mut main = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
    main.func_body().call(shared).call_indirect(ty, table);
    let main = main.finish(vec![], &mut module.funcs);
    module.exports.add("main", main);
    let kind = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(1)) };
    let id = module.elements.add(kind, ElementItems::Functions(vec![late, other]));
    module.tables.get_mut(table).elem_segments.insert(id);
    add_data(&mut module, memory, ADDRESS, DATA.to_vec());
    module.emit_wasm()
}

fn halves() -> (Module, Module, Vec<u8>, Vec<u8>) {
    let late = Late { places: vec![1], data: std::iter::once(ADDRESS + 12..ADDRESS + 51).collect() };
    let (first, later) = split(&whole(), &late, 0).expect("split");
    let module = |bytes: &[u8]| {
        wasmparser::validate(bytes).expect("a sound module");
        Module::from_buffer(bytes).expect("a module")
    };
    (module(&first), module(&later), first, later)
}

fn own(module: &Module) -> usize {
    module.funcs.iter_local().count()
}

#[test]
fn each_function_is_in_one_half_and_what_both_need_in_the_first() {
    let (first, later, ..) = halves();
    assert_eq!((own(&first), own(&later)), (3, 2), "main, shared, other; late, helper");
    let exports: BTreeSet<&str> = first.exports.iter().map(|export| export.name.as_str()).collect();
    let imports: BTreeSet<&str> = later.imports.iter().map(|import| import.name.as_str()).collect();
    assert_eq!(imports, BTreeSet::from(["a0", "am", "at0"]));
    assert!(imports.is_subset(&exports) && exports.contains("main"));
}

#[test]
fn the_later_half_takes_its_places_in_the_table() {
    let (first, later, ..) = halves();
    let places = |module: &Module| table(module).expect("a table").iter().map(|p| p.0).collect::<Vec<_>>();
    assert_eq!(places(&first), [1, 2], "a stand-in at place 1");
    assert_eq!(places(&later), [1]);
}

#[test]
fn data_are_in_the_half_that_reads_them_at_the_same_addresses() {
    let (first, later, ..) = halves();
    let data = |module: &Module| -> Vec<(u32, Vec<u8>)> {
        let active = module.data.iter().filter_map(|data| match &data.kind {
            DataKind::Active { offset, .. } => {
                Some((constant(offset).expect("a constant"), data.value.clone()))
            }
            DataKind::Passive => None,
        });
        active.collect()
    };
    let piece = |from: usize, to: usize| (ADDRESS + from as u32, DATA[from..to].to_vec());
    assert_eq!(data(&first), [piece(0, 12), piece(51, DATA.len())]);
    assert_eq!(data(&later), [piece(12, 51)]);
}

#[test]
fn short_gaps_become_zeros() {
    let pieces = without(100, b"abcdefgh", &[102..104, 90..101, 107..200]);
    assert_eq!(pieces, [(100, b"\0b\0\0efg\0".to_vec())]);
}

#[test]
fn a_module_that_has_nothing_late_is_refused() {
    let Err(why) = split(&whole(), &Late::default(), 0) else { panic!("split") };
    assert!(why.to_string().contains("nothing"), "{why}");
    let Err(why) = relocations::late(&whole(), "late") else { panic!("late") };
    assert!(format!("{why:#}").contains("--emit-relocs"), "{why:#}");
}

#[test]
fn a_first_module_that_names_late_data_is_refused() {
    // A function that both halves call has the constant 1.
    let late = Late { places: vec![1], data: std::iter::once(0..2).collect() };
    let Err(why) = split(&whole(), &late, 0) else { panic!("split") };
    assert!(why.to_string().contains("names 1"), "{why}");
}

#[test]
fn a_first_module_is_split_again_and_what_two_later_ones_share_stays_in_it() {
    let at = |place: u32| Late { places: vec![place], data: Vec::new() };
    let (first, early) = split(&whole(), &at(1), 0).expect("split");
    let (first, late) = split(&first, &at(2), 1).expect("split again");
    let module = |bytes: &[u8]| {
        wasmparser::validate(bytes).expect("a sound module");
        Module::from_buffer(bytes).expect("a module")
    };
    let (first, early, late) = (module(&first), module(&early), module(&late));
    assert_eq!((own(&first), own(&early), own(&late)), (2, 2, 1), "main, shared; late, helper; other");
    let exports: Vec<&str> = first.exports.iter().map(|export| export.name.as_str()).collect();
    let distinct: BTreeSet<&str> = exports.iter().copied().collect();
    assert_eq!(exports.len(), distinct.len(), "{exports:?}");
    for part in [&early, &late] {
        assert!(part.imports.iter().all(|import| distinct.contains(import.name.as_str())));
    }
    assert_eq!(table(&late).expect("a table").iter().map(|p| p.0).collect::<Vec<_>>(), [2]);
}
