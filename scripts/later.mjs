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
  "check::rules::intrinsic_argument",
  // Parts of the simulated world that few workflows use.
  "items",
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
  "services::shell",
  "services::timed",
  // Sorting of more than a few things.
  "core::slice::sort::stable::drift",
  "core::slice::sort::stable::quicksort",
  "core::slice::sort::unstable::quicksort",
  // What a person opens.
  "assist",
  "view::compare",
  "view::otherwise",
  "view::provenance",
  "view::notices",
  "web::panels::author::assistance",
  "web::panels::author::machines",
  "web::panels::author::scenario::raw",
  "web::panels::author::scenario::whole",
  "web::panels::inspector::events",
  "web::panels::inspector::otherwise",
  "web::panels::inspector::provenance",
  "web::panels::inspector::retry",
  "web::panels::inspector::why",
  "web::panels::keys",
  "web::panels::timeline::events",
  "web::panels::timeline::notices",
  "web::panels::timeline::output",
  "web::panels::timeline::variables",
  "web::panels::timeline::workers",
];

const modules = new RegExp(`(?<![\\w:])(${LATER.join("|")})(::|\\[|$)`);

/** Is a function of this name one of them? */
export const isLater = (name) => modules.test(name);
