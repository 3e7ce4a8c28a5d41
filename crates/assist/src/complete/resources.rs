//! Resources that a Task can call.

use super::{Completion, CompletionKind};
use definition::IntegrationPattern;

const SDK: &str = "arn:aws:states:::aws-sdk:";

/// Every optimised integration in each of its patterns, then a beginning for each AWS SDK service;
/// behind the name of a service its actions.
pub(super) fn complete(typed: &str) -> Vec<Completion> {
    let service = typed.strip_prefix(SDK).and_then(|rest| rest.split_once(':'));
    if let Some(service) = service.and_then(|(name, _)| catalogue::sdk_service(name)) {
        let arn = |action: &str| format!("{SDK}{}:{action}", service.name);
        return service.actions().map(|action| Completion::new(CompletionKind::Resource, arn(action.name))).collect();
    }
    let optimised = catalogue::integrations().iter().flat_map(|integration| {
        patterns(integration.patterns).map(move |pattern| {
            let arn = format!("arn:aws:states:::{}:{}{}", integration.service, integration.action, pattern.suffix());
            Completion::new(CompletionKind::Resource, arn).detail(describe(pattern)).doc(integration.doc_url())
        })
    });
    let sdk = catalogue::sdk_services().map(|service| {
        let arn = format!("{SDK}{}:", service.name);
        Completion::new(CompletionKind::Resource, arn).detail("AWS SDK")
    });
    optimised.chain(sdk).collect()
}

fn patterns(patterns: catalogue::Patterns) -> impl Iterator<Item = IntegrationPattern> {
    [
        (patterns.request_response, IntegrationPattern::RequestResponse),
        (patterns.sync, IntegrationPattern::Sync),
        (patterns.sync2, IntegrationPattern::Sync2),
        (patterns.wait_for_task_token, IntegrationPattern::WaitForTaskToken),
    ]
    .into_iter()
    .filter_map(|(has, pattern)| has.then_some(pattern))
}

fn describe(pattern: IntegrationPattern) -> &'static str {
    match pattern {
        IntegrationPattern::RequestResponse => "answers at once",
        IntegrationPattern::Sync => "waits for the job",
        IntegrationPattern::Sync2 => "waits, output as JSON",
        IntegrationPattern::WaitForTaskToken => "waits for the token",
    }
}
