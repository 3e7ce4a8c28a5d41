//! Where a rule's source can be read.

const DEVELOPER_GUIDE: &str = "https://docs.aws.amazon.com/step-functions/latest/dg/";

/// Parts of sources, and where those are published. The first that fits wins.
const PLACES: [(&str, &str); 9] = [
    ("The specification", "https://states-language.net/"),
    ("eveloper guide", DEVELOPER_GUIDE),
    (
        "API reference",
        "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html",
    ),
    ("CloudFormation user guide", "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"),
    ("AWS SAM", "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/"),
    ("YAML 1.1 and 1.2", "https://yaml.org/spec/1.2.2/"),
    ("RFC 8259", "https://www.rfc-editor.org/rfc/rfc8259"),
    ("cfn-lint#", "https://github.com/aws-cloudformation/cfn-lint/issues/"),
    ("localstack#", "https://github.com/localstack/localstack/issues/"),
];

/// Pages of the developer guide, by words of the titles that sources quote.
const PAGES: [(&str, &str); 7] = [
    ("Service quotas", "service-quotas.html"),
    ("Transforming data with JSONata", "transforming-data.html"),
    ("variables", "workflow-variables.html"),
    ("Intrinsic functions", "intrinsic-functions.html"),
    ("Context object", "input-output-contextobject.html"),
    ("Best practices", "sfn-best-practices.html"),
    ("rror", "concepts-error-handling.html"),
];

/// The address of what a diagnostic names as its source; none where that was recorded or measured and not published.
pub fn source_url(source: &str) -> Option<String> {
    let is_sam = source.contains("AWS SAM");
    let fits = |(part, _): &&(&str, &str)| source.contains(part) && !(is_sam && *part == "eveloper guide");
    let (part, base) = PLACES.iter().find(fits)?;
    let rest = match *base {
        DEVELOPER_GUIDE => PAGES.iter().find(|(title, _)| source.contains(title)).map_or("", |(_, page)| page),
        // An issue's number stands behind its mark.
        _ if part.ends_with('#') => number_after(source, part),
        _ => "",
    };
    Some(format!("{base}{rest}"))
}

fn number_after<'s>(source: &'s str, mark: &str) -> &'s str {
    let behind = source.split_once(mark).map_or("", |(_, behind)| behind);
    let end = behind.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(behind.len());
    &behind[..end]
}

#[cfg(test)]
mod tests {
    use super::source_url;

    #[test]
    fn a_published_source_leads_to_its_page() {
        for (source, expected) in [
            ("The specification, \"Timeouts\"", Some("https://states-language.net/")),
            (
                "Developer guide, \"Service quotas\"",
                Some("https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"),
            ),
            ("Measured: floci#2786, cfn-lint#4074", Some("https://github.com/aws-cloudformation/cfn-lint/issues/4074")),
            ("Recorded: test_sfn_api_express", None),
        ] {
            assert_eq!(source_url(source).as_deref(), expected, "{source}");
        }
        let sam = source_url("AWS SAM developer guide, \"DefinitionSubstitutions\"").unwrap();
        assert!(sam.contains("serverless-application-model"), "{sam}");
    }
}
