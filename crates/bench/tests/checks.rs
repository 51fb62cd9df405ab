//! Our cases compute what the peers compute: check values made once with numpy and JAX from the definitions
//! in the peers' scripts (W1: jaxkit's own run; W2 to W5: separate numpy simulators, gradients of W4 by
//! central differences).

/// checks.json, which tests/wasm reads too: a line a case, name and two numbers.
fn truth() -> Vec<(&'static str, [f64; 2])> {
    let case = |line: &'static str| -> Option<(&'static str, [f64; 2])> {
        let (name, numbers) = line.trim().strip_prefix('"')?.split_once("\": [")?;
        let (first, second) = numbers.trim_end_matches([']', ',']).split_once(", ")?;
        Some((name, [first.parse().ok()?, second.parse().ok()?]))
    };
    let all = include_str!("../checks.json").trim().trim_start_matches('{').trim_end_matches('}');
    all.trim().lines().map(|line| case(line).expect(line)).collect()
}

#[test]
fn every_case_computes_what_the_peers_compute() {
    let (cases, all) = (bench::cases(), truth());
    for (name, truth) in &all {
        let case = cases.iter().find(|c| c.name() == *name).expect(name);
        let mut work = case.work();
        work.run();
        work.run();
        let check = work.check();
        for (ours, theirs) in check.iter().zip(truth) {
            assert!((ours - theirs).abs() < 1.1e-5, "{name}: {check:?} is not {truth:?}");
        }
        assert_eq!(check.len(), 2);
    }
    let unknown = cases.iter().filter(|c| !all.iter().any(|(name, _)| *name == c.name()));
    let unknown: Vec<String> = unknown.map(bench::Case::name).collect();
    let large = ["W1 n=18", "W1 n=20", "W1 n=22", "W1 f32 n=18", "W1 f32 n=20", "W1 f32 n=22"];
    assert_eq!(unknown, large, "every case has its truth, but for the largest");
}

#[test]
fn a_filtered_run_gives_one_line_of_json_a_case() {
    let mut clock = 0.0;
    let mut now = || {
        clock += 1.0;
        clock
    };
    let single = bench::run_json("W1 f32 n=4", 1.0, &mut now);
    assert!(
        single.starts_with("{\"w\":\"W1\",\"peer\":\"ketloom\",\"variant\":\"native f32\",\"n\":4,"),
        "{single}"
    );
    let lines = bench::run_json("W3 n=4", 1.0, &mut now);
    assert_eq!(lines.lines().count(), 1);
    assert!(
        lines.starts_with("{\"w\":\"W3\",\"peer\":\"ketloom\",\"variant\":\"native f64\",\"n\":4,"),
        "{lines}"
    );
    assert!(lines.trim_end().ends_with("\"check\":[1.07194, 0.53231]}"), "{lines}");
}
