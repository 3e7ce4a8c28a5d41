//! The numbers AWS sets.

/// Longest payload: input, output or result of a task, state or execution, in bytes of UTF-8
/// (service quotas page of the Developer Guide).
pub(crate) const PAYLOAD_BYTES: usize = 262_144;

/// Longest history of a Standard execution, in events (service quotas page).
pub(crate) const HISTORY_EVENTS: usize = 25_000;

/// Longest that one variable may be, and all that one `Assign` sets together, in bytes of UTF-8
/// (workflow variables page, limits).
pub(crate) const ASSIGN_BYTES: usize = 262_144;

/// Longest that all variables of an execution may be together, in bytes of UTF-8 (the same page: 10 MiB).
pub(crate) const VARIABLES_BYTES: usize = 10_485_760;

/// Longest a Standard execution may run, in seconds: a year (service quotas page).
pub(crate) const STANDARD_SECONDS: u64 = 31_536_000;

/// Longest an Express execution may run, in seconds (service quotas page).
pub(crate) const EXPRESS_SECONDS: u64 = 300;

/// Most iterations of an inline Map at the same time (concurrency page of the Developer Guide).
pub(crate) const INLINE_MAP_CONCURRENCY: u32 = 40;

/// Most child executions of a distributed Map at the same time (service quotas page).
pub(crate) const DISTRIBUTED_MAP_CONCURRENCY: u32 = 10_000;

/// Longest a Wait may wait, in days: 24855 days are accepted, 24856 are not (recorded:
/// `test_timestamp_too_far_in_future_boundary`), which is what 31 bits of seconds hold.
pub(crate) const WAIT_SECONDS: i64 = 2_147_483_647;
