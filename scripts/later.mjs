// What of the program a visitor's first minutes do not use, by module: scripts/split-wasm.mjs puts it into the second
// part, together with all that nothing else calls. To be named here is only a matter of speed: code that is wanted
// before the second part has come has it loaded on the spot.
const LATER = [
  // Definitions in JSONata, in YAML, with regular expressions, hashes or intrinsic functions.
  "jsonata",
  "pattern",
  "intrinsics",
  "saphyr_parser",
  "json::yaml",
  "sha1",
  "sha2",
  "md5",
  "jsonpath::eval",
  "jsonpath::filter",
  "jsonpath::filter_parser",
  "jsonpath::lenient",
  // Parts of the simulated world that few workflows use.
  "items",
  "engine::event_json::event_json",
  "engine::redrive",
  "engine::result_writer",
  "engine::states::map_distributed",
  "engine::states::map_inline",
  "services::dynamodb",
  "services::eks",
  "services::jobs",
  "services::mock",
  "services::s3",
  "services::scenario::check",
  "services::sdk_outputs",
  "services::services::simulate_others",
  "services::timed",
  "services::worker",
  // Rare ways of the standard library: sorting more than a few things, long numbers.
  "<char>::escape_debug_ext",
  "core::fmt::float::float_to_exponential_common_shortest",
  "core::num::dec2flt::decimal_seq",
  "core::num::flt2dec::strategy::dragon::format_shortest",
  "core::slice::sort::stable::drift",
  "core::slice::sort::stable::quicksort",
  "core::slice::sort::unstable::quicksort",
  // What a person opens.
  "assist",
  "design",
  "json::edit",
  "view::compare",
  "view::coverage",
  "view::notices",
  "view::otherwise",
  "view::provenance",
  "web::hooks::files::use_open_file::inner_fn::{{closure}}",
  "web::hooks::reading::use_reading::inner_fn::{{closure}}::{{closure}}",
  "web::panels::author::assistance",
  "web::panels::author::machines",
  "web::panels::author::problems::FixButton",
  "web::panels::author::problems::Problem",
  "web::panels::author::scenario::Cards",
  "web::panels::author::scenario::ScenarioTab",
  "web::panels::author::scenario::attempts",
  "web::panels::author::scenario::raw",
  "web::panels::author::scenario::whole",
  "web::panels::by_hand::use_act::inner_fn::{{closure}}",
  "web::panels::design::add::group",
  "web::panels::design::field",
  "web::panels::design::form",
  "web::panels::design::move_state",
  "web::panels::graph::drag",
  "web::panels::graph::shading",
  "web::panels::graph::table",
  "web::panels::header::Files as yew::functional::FunctionProvider>::run::inner::{{closure}}",
  "web::panels::inspector::definition_text",
  "web::panels::inspector::events",
  "web::panels::inspector::otherwise",
  "web::panels::inspector::provenance::Step",
  "web::panels::inspector::retry",
  "web::panels::inspector::why::Rules",
  "web::panels::keys",
  "web::panels::test_cases",
  "web::panels::palette",
  "web::panels::rename",
  "web::panels::timeline::breakpoints",
  "web::panels::timeline::compare",
  "web::panels::timeline::events",
  "web::panels::timeline::notices",
  "web::panels::timeline::output",
  "web::panels::timeline::variables",
  "web::panels::timeline::workers",
  "web::state::covered",
  "web::panels::value_dialog::ValueDialog",
  "web::panels::value_dialog::Rewrite",
  "web::parts::dialog",
];

/** What of these a first visit does use. */
const FIRST = [
  "jsonata::builtins::table",
  "jsonata::catalogue",
  "jsonata::signature",
  "view::provenance::chain::stage_title",
  // Dropping a value looks at all that it could hold.
  "core::ptr::drop_in_place",
];

const within = (modules) => new RegExp(`(?<![\\w:])(${modules.join("|")})(::|\\W|$)`);
const later = within(LATER);
const first = within(FIRST);

/** Is a function of this name one of them? */
export const isLater = (name) => {
  const plain = name.replace(/\[[0-9a-f]{16}\]/g, ""); // the compiler marks crates with a digest
  return later.test(plain) && !first.test(plain);
};
