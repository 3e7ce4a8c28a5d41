//! Choice.

use crate::fields::Fields;
use crate::{Assignment, Located, QueryLanguage, Target, Template};
use json::{Node, NodeKind, Text, Value};
use jsonata::Expression;
use jsonpath::QualifiedPath;
use text::Span;

/// The fields that only a Choice has.
#[derive(Clone, Debug)]
pub struct Choice {
    /// `Choices`, in order; the first that matches wins.
    pub rules: Vec<ChoiceRule>,
    /// `Default`
    pub default: Option<Target>,
}

/// One entry of `Choices`.
#[derive(Clone, Debug)]
pub struct ChoiceRule {
    /// When it matches.
    pub condition: Condition,
    /// `Next`
    pub next: Option<Target>,
    /// `Assign` of this rule
    pub assign: Vec<Assignment>,
    /// `Output` of this rule (JSONata)
    pub output: Option<Template>,
    /// `Comment`
    pub comment: Option<Text>,
    /// Place of the entry.
    pub span: Span,
}

/// What a rule asks.
#[derive(Clone, Debug)]
pub enum Condition {
    /// `Variable` with a comparison operator
    Compare(Box<Comparison>),
    /// `And`
    And(Vec<Condition>),
    /// `Or`
    Or(Vec<Condition>),
    /// `Not`
    Not(Box<Condition>),
    /// `Condition` as a JSONata expression
    Jsonata(Located<Expression>),
    /// `Condition` as `true` or `false`
    Bool(bool),
    /// Something that could not be read.
    Invalid,
}

/// `Variable`, an operator and what it compares with.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// `Variable`
    pub variable: Located<QualifiedPath>,
    /// The operator.
    pub operator: ComparisonOperator,
    /// The other side.
    pub operand: Operand,
    /// Place of the whole rule or nested rule.
    pub span: Span,
    /// Place of the operator's name.
    pub operator_span: Span,
}

/// The other side of a comparison.
#[derive(Clone, Debug)]
pub enum Operand {
    /// A constant.
    Literal(Value),
    /// The value at a path (the operators that end in `Path`).
    Path(Located<QualifiedPath>),
}

/// One of the 39 operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ComparisonOperator {
    /// `StringEquals`, `NumericLessThanPath`, `TimestampGreaterThanEquals`, …
    Compare {
        /// What both sides must be.
        operand: OperandType,
        /// How they are compared.
        comparator: Comparator,
        /// Does it end in `Path`?
        path: bool,
    },
    /// `StringMatches`
    StringMatches,
    /// `IsPresent`
    IsPresent,
    /// `IsNull`
    IsNull,
    /// `IsNumeric`, `IsString`, `IsBoolean`, `IsTimestamp`
    IsType(OperandType),
}

/// The types that comparisons know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the specification's own")]
pub enum OperandType {
    String,
    Numeric,
    Boolean,
    Timestamp,
}

/// The five ways to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the specification's own")]
pub enum Comparator {
    Equals,
    LessThan,
    GreaterThan,
    LessThanEquals,
    GreaterThanEquals,
}

impl OperandType {
    const ALL: [(Self, &str); 4] = [
        (Self::String, "String"),
        (Self::Numeric, "Numeric"),
        (Self::Boolean, "Boolean"),
        (Self::Timestamp, "Timestamp"),
    ];

    /// As operators spell it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(kind, _)| kind)
    }
}

impl Comparator {
    const ALL: [(Self, &str); 5] = [
        (Self::Equals, "Equals"),
        (Self::LessThan, "LessThan"),
        (Self::GreaterThan, "GreaterThan"),
        (Self::LessThanEquals, "LessThanEquals"),
        (Self::GreaterThanEquals, "GreaterThanEquals"),
    ];

    /// As operators spell it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(comparator, _)| *comparator == self).map_or("", |(_, name)| name)
    }
}

impl ComparisonOperator {
    /// All 39, in the specification's order.
    pub fn all() -> impl Iterator<Item = Self> {
        let compare = OperandType::ALL.into_iter().flat_map(|(operand, _)| {
            let comparators = if operand == OperandType::Boolean { &Comparator::ALL[..1] } else { &Comparator::ALL };
            comparators
                .iter()
                .flat_map(move |&(comparator, _)| [false, true].map(|path| Self::Compare { operand, comparator, path }))
        });
        let types = OperandType::ALL.into_iter().map(|(operand, _)| Self::IsType(operand));
        compare.chain([Self::StringMatches, Self::IsNull, Self::IsPresent]).chain(types)
    }

    /// From the name of a rule's field.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "StringMatches" => return Some(Self::StringMatches),
            "IsPresent" => return Some(Self::IsPresent),
            "IsNull" => return Some(Self::IsNull),
            _ => {}
        }
        if let Some(kind) = name.strip_prefix("Is") {
            return OperandType::parse(kind).map(Self::IsType);
        }
        let (operand, rest) =
            OperandType::ALL.into_iter().find_map(|(operand, prefix)| Some((operand, name.strip_prefix(prefix)?)))?;
        let (rest, path) = rest.strip_suffix("Path").map_or((rest, false), |rest| (rest, true));
        let (comparator, _) = Comparator::ALL.into_iter().find(|(_, name)| *name == rest)?;
        let is_known = operand != OperandType::Boolean || comparator == Comparator::Equals;
        is_known.then_some(Self::Compare { operand, comparator, path })
    }

    /// As a rule spells it.
    pub fn name(self) -> String {
        match self {
            Self::Compare { operand, comparator, path } => {
                format!("{}{}{}", operand.name(), comparator.name(), if path { "Path" } else { "" })
            }
            Self::StringMatches => "StringMatches".into(),
            Self::IsPresent => "IsPresent".into(),
            Self::IsNull => "IsNull".into(),
            Self::IsType(operand) => format!("Is{}", operand.name()),
        }
    }
}

pub(crate) fn lower(fields: &mut Fields<'_>) -> Choice {
    let node = fields.node;
    let rules = node.get("Choices").map(Node::items).unwrap_or_default();
    let rules = (0..).zip(rules).map(|(index, rule): (usize, &Node)| {
        let mut fields = fields.inside(rule, &format!("Choices[{index}]"));
        lower_rule(&mut fields)
    });
    Choice { rules: rules.collect(), default: node.get("Default").and_then(Target::lower) }
}

fn lower_rule(fields: &mut Fields<'_>) -> ChoiceRule {
    let node = fields.node;
    let jsonata = fields.language == QueryLanguage::Jsonata;
    ChoiceRule {
        condition: if jsonata { jsonata_condition(fields) } else { condition(fields) },
        next: node.get("Next").and_then(Target::lower),
        assign: fields.assign(),
        output: if jsonata { fields.template("Output") } else { None },
        comment: node.get("Comment").and_then(Node::as_string).map(|comment| comment.value.clone()),
        span: node.span,
    }
}

fn jsonata_condition(fields: &mut Fields<'_>) -> Condition {
    match fields.node.get("Condition").map(|node| &node.kind) {
        Some(NodeKind::Bool(value)) => Condition::Bool(*value),
        _ => fields.jsonata("Condition").map_or(Condition::Invalid, Condition::Jsonata),
    }
}

fn condition(fields: &mut Fields<'_>) -> Condition {
    let node = fields.node;
    if let Some(inner) = node.get("Not") {
        return Condition::Not(Box::new(condition(&mut fields.inside(inner, "Not"))));
    }
    for (name, combine) in [("And", Condition::And as fn(_) -> _), ("Or", Condition::Or)] {
        if let Some(inner) = node.get(name) {
            let inner = (0..).zip(inner.items()).map(|(index, inner): (usize, &Node)| {
                condition(&mut fields.inside(inner, &format!("{name}[{index}]")))
            });
            return combine(inner.collect());
        }
    }
    comparison(fields).map_or(Condition::Invalid, |comparison| Condition::Compare(Box::new(comparison)))
}

fn comparison(fields: &mut Fields<'_>) -> Option<Comparison> {
    let variable = fields.variable();
    let (operator, member) = fields
        .node
        .members()
        .iter()
        .find_map(|member| Some((ComparisonOperator::parse(&member.key.value)?, member)))?;
    let operand = match operator {
        ComparisonOperator::Compare { path: true, .. } => Operand::Path(fields.located_path(&member.key.value)?),
        _ => Operand::Literal(member.value.to_value()),
    };
    Some(Comparison { variable: variable?, operator, operand, span: fields.node.span, operator_span: member.key_span })
}

#[cfg(test)]
mod tests {
    use super::ComparisonOperator;

    #[test]
    fn there_are_39_operators_and_each_is_found_by_its_name() {
        assert_eq!(ComparisonOperator::all().count(), 39);
        for operator in ComparisonOperator::all() {
            assert_eq!(ComparisonOperator::parse(&operator.name()), Some(operator));
        }
    }
}
