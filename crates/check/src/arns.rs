//! The ARNs of what states call.

use crate::object::Object;
use crate::template::for_each_text;
use definition::support::Shape;
use text::Span;

/// An ARN, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct CalledArn {
    /// The ARN.
    pub arn: String,
    /// Its place.
    pub span: Span,
    /// AWS's location of the field that it stands in.
    pub location: String,
}

/// The ARNs in a state's Resource and in what it sends. Its `Credentials` are there to be of
/// another account.
pub(crate) fn called_arns(object: &Object<'_>) -> Vec<CalledArn> {
    let mut found = Vec::new();
    if !matches!(object.shape, Shape::State(_)) {
        return found;
    }
    for field in ["Resource", "Parameters", "Arguments"] {
        let Some(value) = object.node.get(field) else { continue };
        for_each_text(value, &mut |node, arn| {
            if arn.starts_with("arn:") {
                found.push(CalledArn { arn: arn.to_owned(), span: node.span, location: object.field_location(field) });
            }
        });
    }
    found
}

/// The region in an ARN, such as `eu-central-1`.
pub(crate) fn region(arn: &str) -> Option<&str> {
    let region = arn.split(':').nth(3)?;
    let (place, number) = region.rsplit_once('-')?;
    let is_place = place.contains('-') && place.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    (is_place && number.parse::<u8>().is_ok()).then_some(region)
}

/// The account number in an ARN.
pub(crate) fn account(arn: &str) -> Option<&str> {
    let account = arn.split(':').nth(4)?;
    (account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit())).then_some(account)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_has_a_region_and_an_account() {
        for (arn, expected) in [
            ("arn:aws:sns:eu-west-1:123456789012:t", (Some("eu-west-1"), Some("123456789012"))),
            ("arn:aws-us-gov:sns:us-gov-east-1:123456789012:t", (Some("us-gov-east-1"), Some("123456789012"))),
            ("arn:aws:states:::sns:publish", (None, None)),
            ("arn:aws:s3:::bucket", (None, None)),
            ("arn:aws:iam::aws:policy/p", (None, None)),
            ("arn:aws:sns:${AWS::Region}:${AWS::AccountId}:t", (None, None)),
            ("arn:aws:sns:REGION:123:t", (None, None)),
        ] {
            assert_eq!((region(arn), account(arn)), expected, "{arn}");
        }
    }
}
