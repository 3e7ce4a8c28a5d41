//! The lifecycle of an ECS task on the virtual clock.

/// `(LastStatus, how long it lasts in milliseconds)` up to RUNNING: 30 s from the request to the
/// first instruction, in the middle of Fargate's usual 20 to 60 s.
const STARTING: [(&str, i64); 3] = [("PROVISIONING", 9_000), ("PENDING", 3_000), ("ACTIVATING", 18_000)];

/// How long STOPPING lasts when every container heeds SIGTERM, in milliseconds.
pub(super) const STOPPING_MILLIS: i64 = 2_000;

/// Taking the network interface away.
const DEPROVISIONING_MILLIS: i64 = 13_000;

/// Pulling the image begins so long after ACTIVATING, and ends so long before RUNNING.
const PULL_MARGIN_MILLIS: i64 = 2_000;

/// When a task is in which status, in milliseconds after the request.
#[derive(Clone, Debug, Default)]
pub(super) struct Lifecycle {
    statuses: Vec<(&'static str, i64)>,
    stopped_at: i64,
}

impl Lifecycle {
    /// Of a task that runs for `run_millis` and whose containers take `stopping_millis` to stop,
    /// or that fails in a status before RUNNING.
    pub(super) fn new(fails_at: Option<&'static str>, run_millis: i64, stopping_millis: i64) -> Self {
        let mut lifecycle = Self { statuses: Vec::new(), stopped_at: 0 };
        let fails = STARTING.iter().position(|(status, _)| Some(*status) == fails_at);
        for (status, millis) in &STARTING[..fails.map_or(STARTING.len(), |last| last + 1)] {
            lifecycle.enter(status, *millis);
        }
        if fails.is_none() {
            lifecycle.enter("RUNNING", run_millis);
        }
        lifecycle.go_down(stopping_millis);
        lifecycle
    }

    /// Of the same task when somebody stops it at `at`; `None` when it is on its way down by then.
    pub(super) fn stopped_by_hand(mut self, at: i64) -> Option<Self> {
        if at >= self.stopping_at() {
            return None;
        }
        self.statuses.retain(|(_, begins)| *begins <= at);
        self.stopped_at = at;
        self.go_down(STOPPING_MILLIS);
        Some(self)
    }

    /// A task that failed to start goes from where it was to DEPROVISIONING.
    fn go_down(&mut self, stopping_millis: i64) {
        if self.at("RUNNING").is_some() {
            self.enter("DEACTIVATING", 0);
            self.enter("STOPPING", stopping_millis);
        }
        self.enter("DEPROVISIONING", DEPROVISIONING_MILLIS);
        self.enter("STOPPED", 0);
    }

    /// A status that lasts so long.
    fn enter(&mut self, status: &'static str, millis: i64) {
        self.statuses.push((status, self.stopped_at));
        self.stopped_at += millis.max(0);
    }

    /// Each status with the time at which it begins.
    pub(super) fn statuses(&self) -> impl Iterator<Item = (&'static str, i64)> {
        self.statuses.iter().copied()
    }

    /// When the task is STOPPED.
    pub(super) fn stopped_at(&self) -> i64 {
        self.stopped_at
    }

    /// When its containers run: from, to. Both the same when they never do.
    pub(super) fn running(&self) -> (i64, i64) {
        let at = |wanted| self.at(wanted).unwrap_or(self.stopped_at);
        (at("RUNNING"), at("DEACTIVATING"))
    }

    /// When a status begins, if it ever does.
    pub(super) fn at(&self, wanted: &str) -> Option<i64> {
        self.statuses.iter().find(|(status, _)| *status == wanted).map(|(_, at)| *at)
    }

    /// When the image is pulled: from, to; only of a task that runs.
    pub(super) fn pull(&self) -> Option<(i64, i64)> {
        Some((self.at("ACTIVATING")? + PULL_MARGIN_MILLIS, self.at("RUNNING")? - PULL_MARGIN_MILLIS))
    }

    /// When it begins to stop.
    pub(super) fn stopping_at(&self) -> i64 {
        self.at("DEACTIVATING").or_else(|| self.at("DEPROVISIONING")).unwrap_or(self.stopped_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_goes_through_every_status_in_order() {
        let lifecycle = Lifecycle::new(None, 60_000, STOPPING_MILLIS);
        let names: Vec<_> = lifecycle.statuses().map(|(status, _)| status).collect();
        assert_eq!(
            names,
            [
                "PROVISIONING",
                "PENDING",
                "ACTIVATING",
                "RUNNING",
                "DEACTIVATING",
                "STOPPING",
                "DEPROVISIONING",
                "STOPPED"
            ]
        );
        assert_eq!(lifecycle.running(), (30_000, 90_000));
        assert_eq!(lifecycle.stopped_at(), 105_000);
    }

    #[test]
    fn a_task_can_be_stopped_until_it_goes_down() {
        for (at, names, stopped_at) in [
            (40_000, vec!["RUNNING", "DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED"], 55_000),
            (10_000, vec!["PENDING", "DEPROVISIONING", "STOPPED"], 23_000),
            (0, vec!["PROVISIONING", "DEPROVISIONING", "STOPPED"], 13_000),
        ] {
            let stopped = Lifecycle::new(None, 60_000, STOPPING_MILLIS).stopped_by_hand(at).unwrap();
            let all: Vec<_> = stopped.statuses().map(|(status, _)| status).collect();
            assert_eq!((&all[all.len() - names.len()..], stopped.stopped_at()), (&names[..], stopped_at), "{at}");
        }
        assert!(Lifecycle::new(None, 60_000, STOPPING_MILLIS).stopped_by_hand(90_000).is_none());
    }

    #[test]
    fn a_task_that_cannot_start_never_runs() {
        for (fails_at, before) in [("PROVISIONING", 1), ("PENDING", 2), ("ACTIVATING", 3)] {
            let lifecycle = Lifecycle::new(Some(fails_at), 60_000, STOPPING_MILLIS);
            let names: Vec<_> = lifecycle.statuses().map(|(status, _)| status).collect();
            assert_eq!(names[before..], ["DEPROVISIONING", "STOPPED"], "{fails_at}");
            assert_eq!(lifecycle.pull(), None);
        }
    }
}
