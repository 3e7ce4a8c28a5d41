//! Names that fields take: states, errors, words.

use super::{Completion, CompletionKind};
use crate::place::Place;
use definition::support::ERROR_NAMES;
use definition::{IntegrationPattern, Resource, State, StateId};

/// The states that a transition can lead to: those of the same container, the caret's own last.
pub(super) fn states(place: &Place<'_>) -> Vec<Completion> {
    let container = place.machine.container(place.container());
    let is_own = |id: &StateId| place.state.is_some_and(|state| state.id == *id);
    let (own, others): (Vec<StateId>, Vec<StateId>) = container.states.iter().partition(|id| is_own(id));
    let describe = |state: &State| {
        let detail = state.state_type().map_or("", |state_type| state_type.name());
        let doc = state.comment.as_deref().unwrap_or_default();
        Completion::new(CompletionKind::State, &*state.name).detail(detail).doc(doc)
    };
    others.into_iter().chain(own).map(|id| describe(place.machine.state(id))).collect()
}

/// The error names that the state's Retry or Catch can name: those of its service first.
pub(super) fn errors(place: &Place<'_>) -> Vec<Completion> {
    let error = |name: &str| Completion::new(CompletionKind::Error, name);
    let services = place.state.map(service_errors).unwrap_or_default();
    let services = services.iter().map(|name| error(name).detail("of the service"));
    services.chain(ERROR_NAMES.iter().map(|name| error(name.name).doc(name.doc))).collect()
}

fn service_errors(state: &State) -> Vec<String> {
    match state.task().map(|task| &task.resource) {
        Some(Resource::Service { service, action, pattern }) => {
            let sdk = service.strip_prefix("aws-sdk:").and_then(catalogue::sdk_service);
            let optimised = catalogue::integration(service, action);
            let own = optimised.iter().flat_map(|integration| integration.errors.iter().map(|name| (*name).to_owned()));
            let sdk = sdk.into_iter().flat_map(catalogue::SdkService::errors);
            let job = matches!(pattern, IntegrationPattern::Sync | IntegrationPattern::Sync2);
            job.then(|| "States.TaskFailed".to_owned()).into_iter().chain(own).chain(sdk).collect()
        }
        Some(Resource::LambdaFunction(_)) => catalogue::integration("lambda", "invoke")
            .map_or_else(Vec::new, |lambda| lambda.errors.iter().map(|name| (*name).to_owned()).collect()),
        _ => Vec::new(),
    }
}

/// The words that a field takes.
pub(super) fn words(words: &[&str]) -> Vec<Completion> {
    words.iter().map(|word| Completion::new(CompletionKind::Word, *word)).collect()
}

/// Literals.
pub(super) fn literals(literals: &[&str]) -> Vec<Completion> {
    words(literals)
}
