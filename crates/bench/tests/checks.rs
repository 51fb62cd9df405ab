//! Our cases compute what the peers compute: check values made once with numpy and JAX from the definitions
//! in the peers' scripts (W1: jaxkit's own run; W2 to W4: a separate numpy simulator, gradients of W4 by
//! central differences).

const TRUTH: &[(&str, [f64; 2])] = &[
    ("W1 n=4", [-0.278228, -0.030619]),
    ("W1 n=6", [-0.040783, -0.086102]),
    ("W1 n=8", [0.062512, -0.038788]),
    ("W1 n=10", [0.018026, -0.042983]),
    ("W1 n=12", [0.000427, -0.002132]),
    ("W1 n=14", [-0.002221, 0.002701]),
    ("W1 n=16", [-0.006894, -0.007538]),
    ("W2 Z0 n=4", [0.208609, 1.20034]),
    ("W2 sumZ n=4", [0.681054, 3.635558]),
    ("W2 Z0 n=6", [0.097287, 0.705483]),
    ("W2 sumZ n=6", [0.021707, 2.055015]),
    ("W2 Z0 n=8", [-0.068522, 0.390905]),
    ("W2 sumZ n=8", [-0.280127, 1.376818]),
    ("W2 Z0 n=10", [-0.003981, 0.282857]),
    ("W2 sumZ n=10", [0.21518, 0.820552]),
    ("W2 Z0 n=12", [-0.001601, 0.178771]),
    ("W2 sumZ n=12", [-0.014713, 0.496716]),
    ("W2 Z0 n=16", [-0.001112, 0.053854]),
    ("W2 sumZ n=16", [0.00306, 0.164137]),
    ("W3 n=4", [1.07194, 0.53231]),
    ("W3 n=8", [0.99849, 0.23956]),
    ("W4 D=1 all words n=4", [0.268065, 0.31142]),
    ("W4 D=1 dedup n=4", [0.268065, 0.31142]),
    ("W4 D=2 all words n=4", [0.247102, 0.10943]),
    ("W4 D=2 dedup n=4", [0.247102, 0.10943]),
    ("W4 D=1 all words n=5", [0.300786, 0.77317]),
    ("W4 D=1 dedup n=5", [0.300786, 0.77317]),
    ("W4 D=2 all words n=5", [0.374723, 1.36549]),
    ("W4 D=2 dedup n=5", [0.374723, 1.36549]),
    ("edit edit_to_first_step n=4", [0.268065, 0.31142]),
];

#[test]
fn every_case_computes_what_the_peers_compute() {
    let cases = bench::cases();
    for (name, truth) in TRUTH {
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
    let unknown = cases.iter().filter(|c| !TRUTH.iter().any(|(name, _)| *name == c.name()));
    let unknown: Vec<String> = unknown.map(bench::Case::name).collect();
    assert_eq!(unknown, ["W1 n=18", "W1 n=20", "W1 n=22"], "every case has its truth, but for the largest");
}

#[test]
fn a_filtered_run_gives_one_line_of_json_a_case() {
    let mut clock = 0.0;
    let lines = bench::run_json("W3 n=4", 1.0, &mut || {
        clock += 1.0;
        clock
    });
    assert_eq!(lines.lines().count(), 1);
    assert!(
        lines.starts_with("{\"w\":\"W3\",\"peer\":\"ketloom\",\"variant\":\"native f64\",\"n\":4,"),
        "{lines}"
    );
    assert!(lines.trim_end().ends_with("\"check\":[1.07194, 0.53231]}"), "{lines}");
}
