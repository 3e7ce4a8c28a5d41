//! Where a rule's source can be read.

const DEVELOPER_GUIDE: &str = "https://docs.aws.amazon.com/step-functions/latest/dg/";

/// Beginnings of sources, and where they are published. The first that fits wins.
const PLACES: [(&str, &str); 8] = [
    ("The specification", "https://states-language.net/"),
    ("Developer guide", DEVELOPER_GUIDE),
    (
        "API reference",
        "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html",
    ),
    ("AWS CloudFormation user guide", "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"),
    ("AWS SAM developer guide", "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/"),
    ("YAML 1.1 and 1.2", "https://yaml.org/spec/1.2.2/"),
    ("RFC 8259", "https://www.rfc-editor.org/rfc/rfc8259"),
    ("", DEVELOPER_GUIDE),
];

/// Pages of the developer guide, by what their titles are quoted as.
const PAGES: [(&str, &str); 7] = [
    ("Service quotas", "service-quotas.html"),
    ("Transforming data with JSONata", "transforming-data.html"),
    ("variables", "workflow-variables.html"),
    ("Intrinsic functions", "intrinsic-functions.html"),
    ("Context object", "input-output-contextobject.html"),
    ("Best practices", "sfn-best-practices.html"),
    ("rror", "concepts-error-handling.html"),
];

/// The address of the text that a diagnostic names as its source.
pub fn source_url(source: &str) -> String {
    let (_, base) = PLACES.iter().find(|(start, _)| source.starts_with(start)).unwrap_or(&PLACES[7]);
    let page = PAGES.iter().find(|(title, _)| *base == DEVELOPER_GUIDE && source.contains(title));
    format!("{base}{}", page.map_or("", |(_, page)| page))
}

#[cfg(test)]
mod tests {
    use super::source_url;

    #[test]
    fn every_source_leads_to_a_page() {
        for rule in crate::RULES {
            assert!(source_url(rule.source).starts_with("https://"), "{}", rule.source);
        }
        assert_eq!(source_url("The specification, \"Timeouts\""), "https://states-language.net/");
        assert!(source_url("Developer guide, \"Service quotas\"").ends_with("dg/service-quotas.html"));
    }
}
