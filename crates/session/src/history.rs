//! Past, present and future of a value, with a preview: what a drag or slider shows before it is kept,
//! and with bursts: changes of one thing that come so closely that they are one step.

/// Whole snapshots; a document is a few kilobytes.
#[derive(Clone, Debug)]
pub struct History<T> {
    past: Vec<T>,
    now: T,
    future: Vec<T>,
    preview: Option<T>,
    /// What the last step changed, while more of the same joins it.
    burst: Option<String>,
    /// How many steps were made; what is undone was made all the same.
    made: usize,
}

impl<T: Clone + PartialEq> History<T> {
    /// A history that begins here.
    pub fn new(now: T) -> History<T> {
        History { past: Vec::new(), now, future: Vec::new(), preview: None, burst: None, made: 0 }
    }
    /// What is to be shown: the preview if there is one.
    pub fn shown(&self) -> &T {
        self.preview.as_ref().unwrap_or(&self.now)
    }
    /// What is kept, without the preview.
    pub fn now(&self) -> &T {
        &self.now
    }
    /// Whether a preview is shown.
    pub fn previewing(&self) -> bool {
        self.preview.is_some()
    }
    /// Shows a value without keeping it.
    pub fn preview(&mut self, value: T) {
        self.preview = Some(value);
    }
    /// Drops the preview.
    pub fn cancel(&mut self) {
        self.preview = None;
    }
    /// Keeps a value as one step; equal to now is no step. Says whether it was one.
    pub fn commit(&mut self, value: T) -> bool {
        (self.preview, self.burst) = (None, None);
        if value == self.now {
            return false;
        }
        let before = std::mem::replace(&mut self.now, value);
        self.made += 1;
        // After a mark that nothing followed, now is the last step already.
        if self.past.last() != Some(&before) {
            self.past.push(before);
        }
        self.future.clear();
        true
    }
    /// Keeps a value as one step with the values kept before it under the same name, until `rest` or another
    /// step. A burst that leads back to where it began is no step. Says whether anything changed.
    pub fn commit_in(&mut self, burst: &str, value: T) -> bool {
        if self.burst.as_deref() != Some(burst) {
            let step = self.commit(value);
            self.burst = step.then(|| burst.to_string());
            return step;
        }
        self.preview = None;
        if value == self.now {
            return false;
        }
        self.now = value;
        if self.past.last() == Some(&self.now) {
            (self.burst, _) = (None, self.past.pop());
        }
        true
    }
    /// Ends a burst: what comes is a step of its own.
    pub fn rest(&mut self) {
        self.burst = None;
    }
    /// Keeps the preview, if there is one.
    pub fn commit_preview(&mut self) -> bool {
        self.preview.take().is_some_and(|value| self.commit(value))
    }
    /// Marks now as a step that later changes can be undone to.
    pub fn mark(&mut self) {
        self.burst = None;
        if self.past.last() != Some(&self.now) {
            self.past.push(self.now.clone());
            self.future.clear();
        }
    }
    /// Changes what is kept and what is shown without making a step: training reports, a moved view.
    pub fn amend(&mut self, change: impl Fn(&mut T)) {
        change(&mut self.now);
        if let Some(preview) = &mut self.preview {
            change(preview);
        }
    }
    /// One step back; in mid-drag it only drops the preview.
    pub fn undo(&mut self) -> bool {
        if self.preview.take().is_some() {
            return true;
        }
        let Some(before) = self.past.pop() else { return false };
        self.burst = None;
        self.future.push(std::mem::replace(&mut self.now, before));
        true
    }
    /// One step forward.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.future.pop() else { return false };
        (self.preview, self.burst) = (None, None);
        self.past.push(std::mem::replace(&mut self.now, after));
        true
    }
    /// How many steps were made so far. Bursts count once; marks, amendments, undo and redo do not count.
    pub fn made(&self) -> usize {
        self.made
    }
    /// What was kept before the last step that is not undone.
    pub fn before(&self) -> &T {
        self.past.last().unwrap_or(&self.now)
    }
    /// Whether there is a step back.
    pub fn can_undo(&self) -> bool {
        self.preview.is_some() || !self.past.is_empty()
    }
    /// Whether there is a step forward.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::History;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_many_undos_as_steps_lead_back_and_redos_forth(values in prop::collection::vec(0..1000i32, 1..200)) {
            let mut history = History::new(-1);
            let steps = values.iter().filter(|v| history.commit(**v)).count();
            let last = *history.now();
            for _ in 0..steps {
                prop_assert!(history.undo());
            }
            prop_assert_eq!((*history.now(), history.can_undo()), (-1, false));
            while history.redo() {}
            prop_assert_eq!(*history.now(), last);
        }
    }

    #[test]
    fn a_drag_is_one_step_and_undo_in_mid_drag_cancels_it() {
        let mut history = History::new(0);
        history.preview(1);
        history.preview(2);
        assert_eq!((*history.shown(), *history.now()), (2, 0));
        history.undo();
        assert_eq!((*history.shown(), history.can_undo()), (0, false));
        history.preview(3);
        history.commit_preview();
        history.undo();
        assert_eq!(*history.now(), 0);
        history.redo();
        assert_eq!(*history.now(), 3);
    }

    proptest! {
        #[test]
        fn a_burst_is_one_step_whatever_it_goes_through(values in prop::collection::vec(0..9i32, 1..40)) {
            let mut history = History::new(-1);
            history.commit(-2);
            for value in &values {
                history.preview(*value);
                history.commit_in("theta", *value);
            }
            prop_assert_eq!(history.now(), values.last().expect("not empty"));
            prop_assert!(history.undo());
            prop_assert_eq!(*history.now(), -2);
            prop_assert!(history.redo());
            history.undo();
            history.undo();
            prop_assert_eq!((*history.now(), history.can_undo()), (-1, false));
        }
    }

    #[test]
    fn a_rest_another_name_and_a_mark_end_a_burst() {
        let mut history = History::new(0);
        history.commit_in("a", 1);
        history.rest();
        history.commit_in("a", 2);
        history.commit_in("b", 3);
        history.commit_in("b", 4);
        history.mark();
        history.commit_in("b", 5);
        let mut back = Vec::new();
        while history.undo() {
            back.push(*history.now());
        }
        assert_eq!(back, [4, 2, 1, 0]);
    }

    #[test]
    fn a_burst_that_leads_back_is_no_step_and_what_follows_is_one_of_its_own() {
        let mut history = History::new(0);
        history.commit_in("a", 1);
        history.commit_in("a", 0);
        assert!(!history.can_undo());
        history.commit_in("a", 2);
        assert!(history.undo());
        assert_eq!((*history.now(), history.can_undo()), (0, false));
    }

    #[test]
    fn steps_are_counted_and_what_was_kept_before_the_last_is_there() {
        let mut history = History::new(0);
        history.preview(9);
        history.cancel();
        history.amend(|v| *v += 1);
        history.commit(1);
        assert_eq!((history.made(), *history.before()), (0, 1));
        history.commit_in("a", 2);
        history.commit_in("a", 3);
        assert_eq!((history.made(), *history.before()), (1, 1));
        history.amend(|v| *v += 10);
        history.mark();
        history.amend(|v| *v += 10);
        history.preview(4);
        history.commit_preview();
        assert_eq!((history.made(), *history.before()), (2, 23));
        history.undo();
        history.redo();
        assert_eq!(history.made(), 2);
    }

    #[test]
    fn redo_is_gone_after_another_step() {
        let mut history = History::new(0);
        history.commit(1);
        history.undo();
        history.commit(2);
        assert!(!history.redo());
    }
}
