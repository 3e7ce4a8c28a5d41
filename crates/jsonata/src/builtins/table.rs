//! The table of built-in functions.

use super::{Arguments, array, base64, datetime, eval, format_number, higher_order, integer, matching};
use super::{number, object, step_functions, text, url};
use crate::evaluate::{Evaluated, Evaluation};
use crate::expression::Dialect;
use crate::signature::Signature;
use Availability::{Everywhere, Only};
use std::rc::Rc;

/// A built-in function.
#[derive(Debug)]
pub(crate) struct BuiltinFunction {
    pub(crate) name: &'static str,
    pub(crate) signature: &'static str,
    /// Parameters of its implementation in the reference, which partial application fills.
    pub(crate) parameters: usize,
    /// What JavaScript counts as its length, which higher-order functions look at.
    pub(crate) arity: usize,
    pub(crate) availability: Availability,
    pub(crate) run: fn(&mut Evaluation<'_>, Arguments) -> Evaluated,
    pub(crate) usage: &'static str,
    pub(crate) description: &'static str,
}

/// Where a function is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Availability {
    Everywhere,
    Only(Dialect),
}

impl BuiltinFunction {
    pub(crate) fn is_in(&self, dialect: Dialect) -> bool {
        matches!(self.availability, Everywhere) || self.availability == Only(dialect)
    }
}

/// The function called `name`.
pub(crate) fn find(name: &str, dialect: Dialect) -> Option<&'static BuiltinFunction> {
    BUILTINS.iter().find(|builtin| builtin.name == name && builtin.is_in(dialect))
}

/// The place of a function in the table.
pub(crate) fn index_of(builtin: &'static BuiltinFunction) -> usize {
    (std::ptr::from_ref(builtin) as usize - BUILTINS.as_ptr() as usize) / size_of::<BuiltinFunction>()
}

thread_local! {
    static SIGNATURES: Vec<Rc<Signature>> = BUILTINS.iter().map(|builtin| parse(builtin.signature)).collect();
    static TRANSFORM: Rc<Signature> = parse("<(oa):o>");
}

// A signature of the table that could not be parsed would be found by the tests.
fn parse(text: &str) -> Rc<Signature> {
    Rc::new(Signature::parse(text).unwrap_or_default())
}

/// The parsed signature of a function.
pub(crate) fn signature(builtin: &'static BuiltinFunction) -> Rc<Signature> {
    SIGNATURES.with(|signatures| signatures[index_of(builtin)].clone())
}

/// The signature of a transform.
pub(crate) fn transform_signature() -> Rc<Signature> {
    TRANSFORM.with(Rc::clone)
}

const fn row(
    name: &'static str,
    signature: &'static str,
    (parameters, arity): (usize, usize),
    availability: Availability,
    run: fn(&mut Evaluation<'_>, Arguments) -> Evaluated,
    (usage, description): (&'static str, &'static str),
) -> BuiltinFunction {
    BuiltinFunction { name, signature, parameters, arity, availability, run, usage, description }
}

/// In alphabetical order.
pub(crate) static BUILTINS: [BuiltinFunction; 71] = [
    row("abs", "<n-:n>", (1, 1), Everywhere, number::abs, ("$abs(number)", "The absolute value of a number")),
    row(
        "append",
        "<xx:a>",
        (2, 2),
        Everywhere,
        array::append,
        ("$append(array1, array2)", "Two arrays joined into one"),
    ),
    row(
        "assert",
        "<bs?:x>",
        (2, 2),
        Everywhere,
        object::assert,
        ("$assert(condition[, message])", "Fails with a message unless the condition is true"),
    ),
    row(
        "average",
        "<a<n>:n>",
        (1, 1),
        Everywhere,
        array::average,
        ("$average(array)", "The mean of an array of numbers"),
    ),
    row(
        "base64decode",
        "<s-:s>",
        (1, 1),
        Everywhere,
        base64::decode,
        ("$base64decode(string)", "The text behind a Base64 string"),
    ),
    row("base64encode", "<s-:s>", (1, 1), Everywhere, base64::encode, ("$base64encode(string)", "A string in Base64")),
    row("boolean", "<x-:b>", (1, 1), Everywhere, object::boolean, ("$boolean(value)", "A value cast to true or false")),
    row("ceil", "<n-:n>", (1, 1), Everywhere, number::ceil, ("$ceil(number)", "A number rounded up")),
    row(
        "clone",
        "<(oa)-:o>",
        (1, 1),
        Everywhere,
        object::clone,
        ("$clone(object)", "A deep copy of an object or array"),
    ),
    row(
        "contains",
        "<s-(sf):b>",
        (2, 2),
        Everywhere,
        matching::contains,
        ("$contains(str, pattern)", "Whether a string contains a text or matches a regular expression"),
    ),
    row("count", "<a:n>", (1, 1), Everywhere, array::count, ("$count(array)", "The number of items of an array")),
    row(
        "decodeUrl",
        "<s-:s>",
        (1, 1),
        Everywhere,
        url::decode_url,
        ("$decodeUrl(url)", "A URL with its escapes resolved"),
    ),
    row(
        "decodeUrlComponent",
        "<s-:s>",
        (1, 1),
        Everywhere,
        url::decode_component,
        ("$decodeUrlComponent(component)", "A component of a URL with its escapes resolved"),
    ),
    row(
        "distinct",
        "<x:x>",
        (1, 1),
        Everywhere,
        array::distinct,
        ("$distinct(array)", "An array without its duplicates"),
    ),
    row(
        "each",
        "<o-f:a>",
        (2, 2),
        Everywhere,
        object::each,
        ("$each(object, function)", "The results of a function for each key and value of an object"),
    ),
    row(
        "encodeUrl",
        "<s-:s>",
        (1, 1),
        Everywhere,
        url::encode_url,
        ("$encodeUrl(url)", "A URL with what needs it escaped"),
    ),
    row(
        "encodeUrlComponent",
        "<s-:s>",
        (1, 1),
        Everywhere,
        url::encode_component,
        ("$encodeUrlComponent(string)", "A text escaped for use inside a URL"),
    ),
    row("error", "<s?:x>", (1, 1), Everywhere, object::error, ("$error([message])", "Fails with a message")),
    row(
        "eval",
        "<sx?:x>",
        (2, 2),
        Only(Dialect::Reference),
        eval::eval,
        ("$eval(expression[, context])", "The value of an expression in a string"),
    ),
    row("exists", "<x:b>", (1, 1), Everywhere, object::exists, ("$exists(value)", "Whether a value is there at all")),
    row(
        "filter",
        "<af>",
        (2, 2),
        Everywhere,
        higher_order::filter,
        ("$filter(array, function)", "The items of an array for which a function is true"),
    ),
    row("floor", "<n-:n>", (1, 1), Everywhere, number::floor, ("$floor(number)", "A number rounded down")),
    row(
        "formatBase",
        "<n-n?:s>",
        (2, 2),
        Everywhere,
        number::format_base,
        ("$formatBase(number[, radix])", "A whole number as text in a base from 2 to 36"),
    ),
    row(
        "formatInteger",
        "<n-s:s>",
        (2, 2),
        Everywhere,
        integer::format_integer,
        ("$formatInteger(number, picture)", "A whole number as text: digits, words, letters or Roman numerals"),
    ),
    row(
        "formatNumber",
        "<n-so?:s>",
        (3, 3),
        Everywhere,
        format_number::format_number,
        ("$formatNumber(number, picture[, options])", "A number as text by a picture such as `#,##0.00`"),
    ),
    row(
        "fromMillis",
        "<n-s?s?:s>",
        (3, 3),
        Everywhere,
        datetime::from_millis,
        ("$fromMillis(millis[, picture[, timezone]])", "Milliseconds since 1970 as a timestamp"),
    ),
    row(
        "hash",
        "<ss?:s>",
        (2, 2),
        Only(Dialect::StepFunctions),
        step_functions::hash,
        ("$hash(data, algorithm)", "The MD5, SHA-1, SHA-256, SHA-384 or SHA-512 hash of a string"),
    ),
    row(
        "join",
        "<a<s>s?:s>",
        (2, 2),
        Everywhere,
        text::join,
        ("$join(array[, separator])", "An array of strings joined into one"),
    ),
    row("keys", "<x-:a<s>>", (1, 1), Everywhere, object::keys, ("$keys(object)", "The keys of an object")),
    row("length", "<s-:n>", (1, 1), Everywhere, text::length, ("$length(str)", "The number of characters of a string")),
    row("lookup", "<x-s:x>", (2, 2), Everywhere, object::lookup, ("$lookup(object, key)", "The value of a key")),
    row("lowercase", "<s-:s>", (1, 1), Everywhere, text::lowercase, ("$lowercase(str)", "A string in lower case")),
    row(
        "map",
        "<af>",
        (2, 2),
        Everywhere,
        higher_order::map,
        ("$map(array, function)", "The results of a function for each item of an array"),
    ),
    row(
        "match",
        "<s-f<s:o>n?:a<o>>",
        (3, 3),
        Everywhere,
        matching::find_all,
        ("$match(str, pattern[, limit])", "The matches of a regular expression"),
    ),
    row("max", "<a<n>:n>", (1, 1), Everywhere, array::max, ("$max(array)", "The largest of an array of numbers")),
    row(
        "merge",
        "<a<o>:o>",
        (1, 1),
        Everywhere,
        object::merge,
        ("$merge(array)", "An array of objects merged into one"),
    ),
    row("millis", "<:n>", (0, 0), Everywhere, datetime::millis, ("$millis()", "Milliseconds since 1970")),
    row("min", "<a<n>:n>", (1, 1), Everywhere, array::min, ("$min(array)", "The smallest of an array of numbers")),
    row("not", "<x-:b>", (1, 1), Everywhere, object::not, ("$not(value)", "True for false, and false for true")),
    row(
        "now",
        "<s?s?:s>",
        (2, 2),
        Everywhere,
        datetime::now,
        ("$now([picture[, timezone]])", "The time as a timestamp"),
    ),
    row("number", "<(nsb)-:n>", (1, 1), Everywhere, number::number, ("$number(value)", "A value cast to a number")),
    row(
        "pad",
        "<s-ns?:s>",
        (3, 3),
        Everywhere,
        text::pad,
        ("$pad(str, width[, char])", "A string padded on the right, or on the left for a negative width"),
    ),
    row(
        "parse",
        "<s:x>",
        (1, 1),
        Only(Dialect::StepFunctions),
        step_functions::parse,
        ("$parse(json)", "The value of a JSON text"),
    ),
    row(
        "parseInteger",
        "<s-s:n>",
        (2, 2),
        Everywhere,
        integer::parse_integer,
        ("$parseInteger(string, picture)", "The whole number behind a text"),
    ),
    row(
        "partition",
        "<an:a>",
        (2, 2),
        Only(Dialect::StepFunctions),
        step_functions::partition,
        ("$partition(array, size)", "An array cut into arrays of a size"),
    ),
    row(
        "power",
        "<n-n:n>",
        (2, 2),
        Everywhere,
        number::power,
        ("$power(base, exponent)", "A number raised to a power"),
    ),
    row(
        "random",
        "<:n>",
        (0, 0),
        Only(Dialect::Reference),
        number::random,
        ("$random()", "A random number from 0 up to 1"),
    ),
    row(
        "random",
        "<n?:n>",
        (1, 1),
        Only(Dialect::StepFunctions),
        step_functions::random,
        ("$random([seed])", "A random number from 0 up to 1, the same for the same seed"),
    ),
    row(
        "range",
        "<nnn?:a>",
        (3, 3),
        Only(Dialect::StepFunctions),
        step_functions::range,
        ("$range(first, last, step)", "The numbers from one to another by a step"),
    ),
    row(
        "reduce",
        "<afj?:j>",
        (3, 3),
        Everywhere,
        higher_order::reduce,
        ("$reduce(array, function[, init])", "One value made of all items of an array"),
    ),
    row(
        "replace",
        "<s-(sf)(sf)n?:s>",
        (4, 4),
        Everywhere,
        matching::replace,
        ("$replace(str, pattern, replacement[, limit])", "A string with what matches replaced"),
    ),
    row("reverse", "<a:a>", (1, 1), Everywhere, array::reverse, ("$reverse(array)", "An array from back to front")),
    row(
        "round",
        "<n-n?:n>",
        (2, 2),
        Everywhere,
        number::round,
        ("$round(number[, precision])", "A number rounded, halves to the even side"),
    ),
    row("shuffle", "<a:a>", (1, 1), Everywhere, array::shuffle, ("$shuffle(array)", "An array in random order")),
    row(
        "sift",
        "<o-f?:o>",
        (2, 2),
        Everywhere,
        object::sift,
        ("$sift(object, function)", "The members of an object for which a function is true"),
    ),
    row(
        "single",
        "<af?>",
        (2, 2),
        Everywhere,
        higher_order::single,
        ("$single(array[, function])", "The only item of an array for which a function is true"),
    ),
    row("sort", "<af?:a>", (2, 2), Everywhere, array::sort, ("$sort(array[, function])", "An array in order")),
    row(
        "split",
        "<s-(sf)n?:a<s>>",
        (3, 3),
        Everywhere,
        matching::split,
        ("$split(str, separator[, limit])", "A string cut at each separator"),
    ),
    row(
        "spread",
        "<x-:a<o>>",
        (1, 1),
        Everywhere,
        object::spread,
        ("$spread(object)", "An object cut into objects of one member"),
    ),
    row("sqrt", "<n-:n>", (1, 1), Everywhere, number::sqrt, ("$sqrt(number)", "The square root of a number")),
    row("string", "<x-b?:s>", (2, 1), Everywhere, text::string, ("$string(value[, prettify])", "A value as text")),
    row(
        "substring",
        "<s-nn?:s>",
        (3, 3),
        Everywhere,
        text::substring,
        ("$substring(str, start[, length])", "A part of a string"),
    ),
    row(
        "substringAfter",
        "<s-s:s>",
        (2, 2),
        Everywhere,
        text::substring_after,
        ("$substringAfter(str, chars)", "What follows the first place of a text in a string"),
    ),
    row(
        "substringBefore",
        "<s-s:s>",
        (2, 2),
        Everywhere,
        text::substring_before,
        ("$substringBefore(str, chars)", "What precedes the first place of a text in a string"),
    ),
    row("sum", "<a<n>:n>", (1, 1), Everywhere, array::sum, ("$sum(array)", "The sum of an array of numbers")),
    row(
        "toMillis",
        "<s-s?:n>",
        (2, 2),
        Everywhere,
        datetime::to_millis,
        ("$toMillis(timestamp[, picture])", "A timestamp as milliseconds since 1970"),
    ),
    row(
        "trim",
        "<s-:s>",
        (1, 1),
        Everywhere,
        text::trim,
        ("$trim(str)", "A string without blanks around it, and single ones inside"),
    ),
    row("type", "<x:s>", (1, 1), Everywhere, object::type_of, ("$type(value)", "The type of a value")),
    row("uppercase", "<s-:s>", (1, 1), Everywhere, text::uppercase, ("$uppercase(str)", "A string in upper case")),
    row("uuid", "<:s>", (0, 0), Only(Dialect::StepFunctions), step_functions::uuid, ("$uuid()", "A random UUID")),
    row(
        "zip",
        "<a+>",
        (0, 0),
        Everywhere,
        array::zip,
        ("$zip(array1, ...)", "Arrays of the first items, of the second items, and so on"),
    ),
];
