//! What was found in the parts of a text, kept for the next reading.

use crate::RULES;
use crate::arns::{CalledArn, called_arns};
use crate::context::Context;
use crate::part::{Part, Place};
use crate::surroundings::Surroundings;
use json::{Document, Syntax, Text};
use std::rc::Rc;
use text::{Change, Diagnostic, Span};

/// What the rules have found in each top-level state of a text.
#[derive(Clone, Debug)]
pub(crate) struct Judgements {
    text: Text,
    surroundings: Surroundings,
    /// In the order of the text.
    judged: Vec<Judged>,
}

/// A top-level state, and what was found in it.
#[derive(Clone, Debug)]
struct Judged {
    /// Its place in the text, the name included.
    span: Span,
    /// Does it stand in the list of states that counts, of several?
    counts: bool,
    /// Shared by the readings between which it did not change; its places count from the part's start.
    found: Rc<Found>,
}

#[derive(Debug)]
struct Found {
    /// Each with the index of its rule.
    findings: Vec<(usize, Diagnostic)>,
    arns: Vec<CalledArn>,
}

impl Judgements {
    /// Judge the top-level states. What `before` has found in one that is still the same is taken from there.
    pub(crate) async fn new(context: &Context<'_>, before: Option<&Self>, pause: &impl AsyncFn()) -> Self {
        let document = &context.machine.document;
        let before = before.filter(|before| before.surroundings == context.surroundings && !document.is_linked);
        let before = before.map(|before| (before, Change::between(&before.text, &document.text)));
        let mut judged = Vec::new();
        for place in Place::all(context.machine) {
            let known = before.as_ref().and_then(|(before, change)| before.recall(document, change, &place));
            if known.is_none() {
                pause().await;
            }
            let found = known.unwrap_or_else(|| Rc::new(Found::new(&Part::of_state(context, &place), place.span())));
            judged.push(Judged { span: place.span(), counts: place.counts(), found });
        }
        Self { text: document.text.clone(), surroundings: context.surroundings.clone(), judged }
    }

    /// What was found in the state that now stands at a place, if its text is still the same.
    fn recall(&self, document: &Document, change: &Change, place: &Place<'_>) -> Option<Rc<Found>> {
        let span = place.span();
        if document.syntax == Syntax::Yaml {
            // How a block is read depends on where its lines begin.
            change.origin(Span { start: line_start(&document.text, span.start), ..span })?;
        }
        let origin = change.origin(span)?;
        let at = self.judged.binary_search_by_key(&origin.start, |judged| judged.span.start).ok()?;
        let judged = &self.judged[at];
        (judged.span == origin && judged.counts == place.counts()).then(|| judged.found.clone())
    }

    /// All findings, by the rule.
    pub(crate) fn findings(&self) -> Vec<Vec<Diagnostic>> {
        let mut by_rule = vec![Vec::new(); RULES.len()];
        for Judged { span, found, .. } in &self.judged {
            for (rule, finding) in &found.findings {
                by_rule[*rule].push(finding.clone().moved(i64::from(span.start)));
            }
        }
        by_rule
    }

    /// The ARNs of what is called, in the order of the text.
    pub(crate) fn arns(&self) -> impl Iterator<Item = CalledArn> {
        let moved = |judged: &Judged, called: &CalledArn| CalledArn {
            span: called.span.moved(i64::from(judged.span.start)),
            ..called.clone()
        };
        self.judged.iter().flat_map(move |judged| judged.found.arns.iter().map(move |called| moved(judged, called)))
    }
}

impl Found {
    fn new(part: &Part<'_>, span: Span) -> Self {
        let base = -i64::from(span.start);
        let findings = part.judge().into_iter().map(|(rule, finding)| (rule, finding.moved(base)));
        let arns = part.objects.iter().flat_map(called_arns);
        let arns = arns.map(|called| CalledArn { span: called.span.moved(base), ..called });
        Self { findings: findings.collect(), arns: arns.collect() }
    }
}

fn line_start(text: &str, offset: u32) -> u32 {
    text.get(..offset as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at as u32 + 1)
}
