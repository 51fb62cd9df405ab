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
