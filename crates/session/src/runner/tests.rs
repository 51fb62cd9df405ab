//! The runner's pace: how often it reports, and that rehearsing leaves no trace.

use super::*;
use crate::Document;

/// A runner that has shown a preset, trained to at most so many epochs at full speed.
fn runner(epochs: usize) -> Runner {
    let mut setup = Document::preset("classifier").setup.clone();
    (setup.training.speed, setup.training.epochs) = (0, epochs);
    let mut runner = Runner::default();
    runner.take(Request::Show { job: 1, setup, weights: Weights::new(), view: View::default() });
    assert!(runner.work(0.0, &mut || 0.0).is_some());
    runner
}

/// Drives a runner on a clock on which an epoch takes 5 ms; the times of its reports and the reports.
fn driven(runner: &mut Runner) -> Vec<(f64, Report)> {
    let (mut clock, mut worked, mut reports) = (0.0, 0.0, Vec::new());
    while runner.busy() {
        let elapsed = clock - worked;
        worked = clock;
        let told = runner.work(elapsed, &mut || {
            clock += 5.0;
            clock
        });
        reports.extend(told.map(|report| (clock, report)));
    }
    reports
}

#[test]
fn at_full_speed_reports_come_once_a_frame_and_hold_every_epoch() {
    let mut runner = runner(60);
    runner.take(Request::Play);
    let reports = driven(&mut runner);
    // The first answers the request, the last says that training ended.
    let between = &reports[1..reports.len() - 1];
    assert!(between.windows(2).all(|pair| pair[1].0 - pair[0].0 >= REPORT_MS));
    assert!(reports.len() < 30, "{} reports", reports.len());
    let curves = reports.iter().filter_map(|(_, r)| r.trained.as_ref()).map(|t| &t.progress.models[0].curve);
    let epochs: Vec<usize> = curves.flatten().map(|point| point.epoch).collect();
    assert_eq!(epochs, (0..=60).collect::<Vec<usize>>());
    assert!(!reports.last().expect("reports came").1.playing);
}

#[test]
fn a_pause_is_answered_by_the_next_slice() {
    let mut runner = runner(1000);
    runner.take(Request::Play);
    let (mut clock, mut reports) = (0.0, Vec::new());
    for _ in 0..7 {
        reports.extend(runner.work(12.0, &mut || {
            clock += 4.0;
            clock
        }));
    }
    runner.take(Request::Pause);
    reports.extend(runner.work(12.0, &mut || clock));
    assert!(!runner.busy() && reports.last().is_some_and(|r| !r.playing));
    // Nothing trained is left untold.
    let told = reports.iter().filter_map(|r| r.trained.as_ref()).map(|t| t.progress.epoch).max();
    assert!(told > Some(3) && told == runner.lab.as_ref().map(|lab| lab.epochs()), "{told:?}");
}

#[test]
fn rehearsing_ends_and_changes_nothing() {
    let (mut rehearsed, mut fresh) = (runner(3), runner(3));
    let slices = (0..1000).take_while(|_| rehearsed.rehearse()).count();
    assert_eq!(slices, REHEARSED as usize);
    for runner in [&mut rehearsed, &mut fresh] {
        runner.take(Request::Play);
    }
    let [a, b] = [driven(&mut rehearsed), driven(&mut fresh)];
    assert_eq!(a, b);
}

#[test]
fn what_is_too_large_is_not_rehearsed() {
    let mut runner = runner(3);
    let mut clock = 0.0;
    runner.take(Request::Pause);
    runner.work(0.0, &mut || {
        clock += REHEARSABLE_MS + 1.0;
        clock
    });
    assert!(!runner.rehearse());
}

#[test]
fn a_slow_page_hears_four_reports_a_second_and_the_last_one() {
    let mut runner = runner(200);
    runner.seldom = true;
    runner.take(Request::Play);
    let reports = driven(&mut runner);
    assert!(reports.len() > 2, "{} reports", reports.len());
    assert!(reports.windows(2).all(|pair| pair[1].0 - pair[0].0 >= SELDOM_MS));
    let last = &reports.last().expect("reports came").1;
    assert!(!last.playing && last.trained.as_ref().is_some_and(|t| t.progress.epoch == 200));
    // Nothing new, nothing told.
    assert!(runner.work(1000.0, &mut || 0.0).is_none());
}

#[test]
fn a_report_tells_what_it_cost() {
    let mut runner = runner(1);
    runner.take(Request::Pause);
    let told = driven(&mut runner);
    let (_, report) = told.last().expect("an answer");
    let spent: Vec<u64> = report.spent.split(' ').map(|n| n.parse().expect("a number")).collect();
    let [answer, states, gates, state] = spent[..] else { panic!("four numbers: {spent:?}") };
    assert!(answer > states && states > 0 && gates > 0, "{spent:?}");
    assert_eq!(state, 16 << report.states[0].wires.len());
}

/// A runner without its late part that is asked for a plain circuit with some figures.
fn without_late(circuit: &str, figures: &[&str]) -> Runner {
    let mut runner = Runner { late: Late::Away, ..Runner::default() };
    runner.take(asked(circuit, figures));
    runner
}

/// What a page asks for to see a circuit.
fn asked(circuit: &str, figures: &[&str]) -> Request {
    let setup = Document::of_circuit(circuit.parse().expect("a circuit")).setup;
    let view = View { figures: figures.iter().map(|f| f.to_string()).collect(), ..View::default() };
    Request::Show { job: circuit.len() as u32, setup, weights: Weights::new(), view }
}

fn told(runner: &mut Runner) -> Option<Report> {
    runner.work(100.0, &mut || 0.0)
}

const COIN: &str = "qubits 1; bits c 1; H 0; MEASURE 0 -> c[0]";

#[test]
fn what_needs_no_late_part_is_told_without_it() {
    let mut runner = without_late("qubits 1; H 0", &[]);
    assert!(!runner.fetches());
    assert_eq!(told(&mut runner).expect("a report").states.len(), 1);
}

#[test]
fn a_measurement_is_told_when_the_late_part_has_come_and_the_newest_one_wins() {
    let mut runner = without_late(COIN, &[]);
    assert!(runner.fetches() && !runner.fetches(), "it is fetched once");
    assert_eq!((told(&mut runner), runner.busy()), (None, false), "nothing to tell, and no idle turns");
    let newest = "qubits 2; bits c 1; H 0; MEASURE 0 -> c[0]; X 1";
    runner.take(asked(newest, &[]));
    assert!(!runner.fetches() && !runner.busy());
    runner.fetched(true);
    assert!(runner.busy());
    let report = told(&mut runner).expect("a report");
    assert_eq!((report.job, report.trouble), (newest.len() as u32, None));
    assert_eq!((report.states[0].wires.len(), report.states[0].mixed), (2, true));
    assert!(!runner.busy());
}

#[test]
fn between_a_restore_and_what_is_to_be_shown_nothing_is_told() {
    let mut runner = without_late(COIN, &[]);
    assert!(runner.fetches());
    // The lab is still the coin's, whose states would need what has not come.
    runner.take(Request::Restore { run: 2, weights: Weights::new(), progress: labs::Progress::default() });
    assert_eq!((runner.busy(), told(&mut runner)), (false, None));
    runner.take(asked("qubits 1; X 0", &[]));
    assert_eq!(told(&mut runner).expect("a report").states[0].wires[0].one, 1.0);
}

#[test]
fn a_circuit_without_measurement_is_told_while_the_late_part_is_on_its_way() {
    let mut runner = without_late(COIN, &[]);
    assert!(runner.fetches());
    runner.take(asked("qubits 1; X 0", &[]));
    assert_eq!(told(&mut runner).expect("a report").states[0].wires[0].one, 1.0);
}

#[test]
fn a_figure_follows_its_state() {
    let mut runner = without_late("qubits 1; H 0", &["ket"]);
    assert!(runner.fetches());
    let first = told(&mut runner).expect("the state at once");
    assert!(first.states[0].figures.is_empty() && first.trouble.is_none() && !runner.busy());
    runner.fetched(true);
    assert_eq!(told(&mut runner).expect("a report").states[0].figures.len(), 1);
}

#[test]
fn what_could_not_be_fetched_is_said_and_tried_again_with_the_next_request() {
    for (circuit, figures, states) in [(COIN, &[][..], 0), ("qubits 1; H 0", &["ket"][..], 1)] {
        let mut runner = without_late(circuit, figures);
        assert!(runner.fetches());
        runner.take(Request::Pause);
        runner.fetched(false);
        let report = told(&mut runner).expect("a report");
        assert!(report.trouble.is_some_and(|why| why.contains("tried again")), "{circuit}");
        assert_eq!(report.states.len(), states);
        assert!(!runner.fetches() && !runner.busy(), "not by itself");
        runner.take(Request::Pause);
        assert!(runner.fetches(), "with the next request");
        runner.fetched(true);
        let report = told(&mut runner).expect("a report");
        assert_eq!((report.trouble, report.states.len()), (None, 1));
    }
}

/// Trains so many epochs and tells the bits of all weights.
fn trained(runner: &mut Runner, epochs: usize) -> Vec<(String, Vec<u64>)> {
    runner.take(Request::Step(epochs));
    let reports = driven(runner);
    let weights = &reports.last().expect("a report").1.weights;
    weights
        .iter()
        .map(|(name, values)| (name.clone(), values.iter().map(|v| v.to_bits()).collect()))
        .collect()
}

#[test]
fn what_is_frozen_while_training_runs_stays_to_the_bit_through_edits_and_restarts() {
    for (model, group) in [("classifier", "ansatz"), ("qsann", "query.2")] {
        let mut setup = Document::preset(model).setup.clone();
        (setup.training.speed, setup.training.layers) = (0, 2);
        let show = |setup: &Setup| Request::Show {
            job: 1,
            setup: setup.clone(),
            weights: Weights::new(),
            view: View::default(),
        };
        let mut runner = Runner::default();
        runner.take(show(&setup));
        let before = trained(&mut runner, 3);
        setup.training.freeze(group, 0, true);
        runner.take(show(&setup));
        let same = |before: &[(String, Vec<u64>)], after: &[(String, Vec<u64>)]| {
            for ((name, old), (_, new)) in before.iter().zip(after).filter(|(b, _)| b.0 == group) {
                let kept: Vec<bool> = old.iter().zip(new).map(|(a, b)| a == b).collect();
                assert_eq!((kept[0], kept[2]), (true, false), "{name} of {model}");
            }
        };
        let after = trained(&mut runner, 2);
        same(&before, &after);
        // Another worker goes on from what the page holds.
        let mut other = Runner::default();
        let lab = runner.lab.as_ref().expect("a lab");
        other.take(Request::Restore { run: 2, weights: lab.weights(), progress: lab.progress(0) });
        other.take(show(&setup));
        let (here, there) = (trained(&mut runner, 2), trained(&mut other, 2));
        same(&after, &here);
        assert_eq!(here, there);
        // A lab built anew, for another optimizer.
        setup.training.optimizer = "momentum".into();
        runner.take(show(&setup));
        let anew = trained(&mut runner, 2);
        same(&here, &anew);
        setup.training.freeze(group, 0, false);
        runner.take(show(&setup));
        let free = trained(&mut runner, 1);
        assert_ne!(anew, free);
        let one = |all: &[(String, Vec<u64>)]| all.iter().find(|g| g.0 == group).map(|g| g.1[0]);
        assert_ne!(one(&anew), one(&free));
    }
}

#[test]
fn the_time_of_an_epoch_is_that_of_the_circuit_that_is_there() {
    let show = |model: &str| {
        let mut setup = Document::preset(model).setup.clone();
        setup.training.speed = 0;
        Request::Show { job: 1, setup, weights: Weights::new(), view: View::default() }
    };
    let told = |runner: &mut Runner| {
        let reports = driven(runner);
        reports.iter().filter_map(|r| r.1.trained.as_ref()).next_back().map(|t| t.epoch_ms)
    };
    let mut runner = Runner::default();
    runner.take(show("classifier"));
    runner.take(Request::Step(2));
    assert!(told(&mut runner).expect("trained") > 0.0);
    for model in ["circuit", "qsann"] {
        runner.take(show(model));
        assert_eq!(told(&mut runner), Some(0.0), "{model}");
    }
}
