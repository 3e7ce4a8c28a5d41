//! Where the parts of a result came from.

use super::tracer::{Reads, Tracer};
use super::{InputNode, Origin, Segment};
use crate::Dialect;
use crate::value::{Item, to_json};

/// The origins of a result, from its first part to its last.
pub(super) fn find(tracer: &Tracer, result: &Item) -> Vec<Origin> {
    let mut origins = Vec::new();
    part(tracer, result, &mut Vec::new(), 0..tracer.reads.len(), &mut origins);
    origins
}

fn part(tracer: &Tracer, item: &Item, path: &mut Vec<Segment>, reads: Reads, origins: &mut Vec<Origin>) {
    if let Some(node) = tracer.node(item) {
        origins.push(Origin { output: path.clone(), inputs: vec![node.clone()], is_copy: true });
        return;
    }
    match item {
        Item::List(list) if path.len() < json::MAX_DEPTH as usize => {
            let first = origins.len();
            for (at, item) in list.items.iter().enumerate() {
                within(path, Segment::Index(at), |path| part(tracer, item, path, reads.clone(), origins));
            }
            join_alike(origins, first, path);
        }
        Item::Record(record) if path.len() < json::MAX_DEPTH as usize => {
            let known = tracer.reads_of_members(record).unwrap_or_default();
            for (key, value) in record.members() {
                let reads =
                    known.iter().find(|(name, _)| name == key).map_or(reads.clone(), |(_, reads)| reads.clone());
                within(path, Segment::Key(key.clone()), |path| part(tracer, value, path, reads, origins));
            }
        }
        Item::Undefined | Item::Function(_) => {}
        scalar => origins.push(computed(tracer, scalar, path, reads)),
    }
}

fn within(path: &mut Vec<Segment>, segment: Segment, visit: impl FnOnce(&mut Vec<Segment>)) {
    path.push(segment);
    visit(path);
    path.pop();
}

/// Items that were all computed from the same inputs are one part: the list they are in.
fn join_alike(origins: &mut Vec<Origin>, first: usize, path: &[Segment]) {
    let [one, others @ ..] = &origins[first..] else { return };
    if others.is_empty() || one.is_copy || others.iter().any(|other| other.is_copy || other.inputs != one.inputs) {
        return;
    }
    origins.truncate(first + 1);
    origins[first].output = path.to_vec();
}

/// A value without an address of its own: what was read for it tells where it comes from.
fn computed(tracer: &Tracer, item: &Item, path: &[Segment], reads: Reads) -> Origin {
    let reads = &tracer.reads[reads];
    let mut inputs: Vec<InputNode> = Vec::new();
    for (node, _) in reads {
        // On the way to `$states.input.a`, `$states` and `$states.input` were read too.
        if !inputs.contains(node) && !reads.iter().any(|(other, _)| node.holds(other)) {
            inputs.push(node.clone());
        }
    }
    let is_copy = match &inputs[..] {
        [only] => reads.iter().any(|(node, value)| {
            node == only && to_json(item, Dialect::StepFunctions).ok().flatten().as_ref() == Some(value)
        }),
        _ => false,
    };
    Origin { output: path.to_vec(), inputs, is_copy }
}
