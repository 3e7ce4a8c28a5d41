//! The usual ends of an ECS task.

/// A usual end of an ECS task, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EcsEnd {
    /// As a scenario names it.
    pub name: &'static str,
    /// What happens, for a person to read.
    pub title: &'static str,
    /// `StopCode`
    pub stop_code: &'static str,
    /// `StoppedReason`; `{image}` stands for the container's image.
    pub stopped_reason: &'static str,
    /// Exit code of the containers; `None` when none ran, or when their command decides.
    pub exit_code: Option<i64>,
    /// `Reason` of the first container.
    pub reason: Option<&'static str>,
    /// In which status it ends; containers run only in `RUNNING`.
    pub ends_in: &'static str,
}

impl EcsEnd {
    /// Does it stop the task from outside, so that every container gets a signal?
    pub(super) fn stops_all(&self) -> bool {
        self.stop_code != EXITED
    }
}

const EXITED: &str = "EssentialContainerExited";
const EXITED_REASON: &str = "Essential container in task exited";

/// Stop codes: ECS API reference, Task. Reasons: ECS guide, stopped task error codes; the image
/// that is missing is recorded.
const ENDS: [EcsEnd; 14] = [
    running("Success", "Ends normally", EXITED, EXITED_REASON, Some(0)),
    running("ApplicationError", "The application fails (exit code 1)", EXITED, EXITED_REASON, Some(1)),
    EcsEnd {
        reason: Some("OutOfMemoryError: Container killed due to memory usage"),
        ..running("OutOfMemory", "Runs out of memory (137)", EXITED, EXITED_REASON, Some(137))
    },
    running("Killed", "Is killed (SIGKILL, 137)", EXITED, EXITED_REASON, Some(137)),
    running("Terminated", "Is asked to end (SIGTERM, 143)", EXITED, EXITED_REASON, Some(143)),
    running("Crashed", "Crashes (SIGSEGV, 139)", EXITED, EXITED_REASON, Some(139)),
    running(
        "SpotInterruption",
        "Fargate Spot takes its capacity back",
        "SpotInterruption",
        "Your Spot Task was interrupted.",
        Some(143),
    ),
    running("StoppedByUser", "Somebody stops it", "UserInitiated", "Task stopped by user", Some(143)),
    running("HealthCheckFailed", "Fails its health check", EXITED, "Task failed container health checks", Some(137)),
    EcsEnd {
        reason: Some(
            "CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: exec: \"entrypoint\": permission denied",
        ),
        ..starting(
            "CannotStart",
            "Its entry point cannot run",
            "CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task",
            "ACTIVATING",
        )
    },
    starting(
        "ImageNotFound",
        "Its image is not found",
        "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {image}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
        "ACTIVATING",
    ),
    starting(
        "ResourceInitialization",
        "Its secrets cannot be fetched",
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 5 time(s): i/o timeout",
        "PENDING",
    ),
    starting(
        "NetworkInterface",
        "Gets no network interface",
        "Timeout waiting for network interface provisioning to complete.",
        "PROVISIONING",
    ),
    starting("InternalError", "ECS fails", "InternalError: failed to launch the task", "PROVISIONING"),
];

/// All usual ends, the ordinary one first.
pub fn ecs_ends() -> impl Iterator<Item = &'static EcsEnd> {
    ENDS.iter()
}

pub(super) fn end_named(name: &str) -> Option<&'static EcsEnd> {
    ecs_ends().find(|end| end.name == name)
}

const fn running(
    name: &'static str,
    title: &'static str,
    stop_code: &'static str,
    stopped_reason: &'static str,
    exit_code: Option<i64>,
) -> EcsEnd {
    EcsEnd { name, title, stop_code, stopped_reason, exit_code, reason: None, ends_in: "RUNNING" }
}

const fn starting(
    name: &'static str,
    title: &'static str,
    stopped_reason: &'static str,
    ends_in: &'static str,
) -> EcsEnd {
    EcsEnd { name, title, stop_code: "TaskFailedToStart", stopped_reason, exit_code: None, reason: None, ends_in }
}
