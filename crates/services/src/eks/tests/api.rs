//! `eks:call`, and errors of the Kubernetes API.

use super::{JOB, arn, scenario, text};
use crate::harness::Harness;
use json::Value;

fn parameters(method: &str, path: &str, more: &str) -> String {
    format!(
        r#"{{"ClusterName": "C", "CertificateAuthority": "x", "Endpoint": "y", "Method": "{method}", "Path": "{path}"{more}}}"#
    )
}

#[test]
fn a_call_answers_with_body_headers_and_status() {
    let reply =
        Harness::new("{}").run(&arn("call"), &parameters("GET", "/api/v1/namespaces/default/pods", "")).result();
    let keys: Vec<&str> = reply.as_object().unwrap().iter().map(|(key, _)| &**key).collect();
    assert_eq!(keys, ["ResponseBody", "ResponseHeaders", "StatusCode", "StatusText"]);
    assert_eq!((reply.get("StatusCode").unwrap().as_i64(), text(&reply, "StatusText")), (Some(200), Some("OK")));
    assert!(reply.get("ResponseHeaders").unwrap().get("Content-Type").unwrap().at(0).is_some(), "lists of values");
}

#[test]
fn every_method_has_its_answer() {
    let maps = "/api/v1/namespaces/kube-system/configmaps";
    let one = format!("{maps}/aws-auth");
    let body = r#", "RequestBody": {"metadata": {"name": "aws-auth"}, "data": {"mapRoles": "r"}}"#;
    let mut harness = Harness::new("{}");
    for (method, path, more, code) in [
        ("POST", maps, body, 201),
        ("GET", &one, "", 200),
        ("HEAD", &one, "", 200),
        ("PUT", &one, body, 200),
        ("PATCH", &one, body, 200),
        ("DELETE", &one, "", 200),
    ] {
        let reply = harness.run(&arn("call"), &parameters(method, path, more)).result();
        assert_eq!(reply.get("StatusCode").unwrap().as_i64(), Some(code), "{method}");
    }
    assert_eq!(harness.run(&arn("call"), &parameters("GET", &one, "")).failure().0, "EKS.404");
}

#[test]
fn query_parameters_are_lists_and_select_by_label() {
    let mut harness = Harness::new("{}");
    harness.run(&arn("runJob.sync"), JOB).result();
    for (query, found) in [
        ("", 1),
        (r#", "QueryParameters": {"labelSelector": ["job-name=example-job"]}"#, 1),
        (r#", "QueryParameters": {"labelSelector": ["job-name=other"]}"#, 0),
    ] {
        let pods = harness.run(&arn("call"), &parameters("GET", "/api/v1/namespaces/default/pods", query)).result();
        let items = pods.get("ResponseBody").unwrap().get("items").unwrap();
        assert_eq!(items.as_array().unwrap().len(), found, "{query}");
    }
}

#[test]
fn an_error_of_the_api_carries_its_status_object() {
    for (code, reason, status_text) in [
        (401, "Unauthorized", "Unauthorized"),
        (403, "Forbidden", "Forbidden"),
        (404, "NotFound", "Not Found"),
        (409, "AlreadyExists", "Conflict"),
        (422, "Invalid", "Unprocessable Entity"),
    ] {
        let scenario = scenario(&format!(r#"{{"eks": {{"statusCode": {code}}}}}"#));
        for (action, parameters) in [("runJob.sync", JOB.to_owned()), ("call", parameters("GET", "/api/v1/pods", ""))] {
            let (error, cause) = Harness::new(&scenario).run(&arn(action), &parameters).failure();
            assert_eq!(error, format!("EKS.{code}"));
            let cause = json::parse_value(&cause).unwrap();
            let body = cause.get("ResponseBody").unwrap();
            let found = ["kind", "apiVersion", "status", "reason"].map(|key| text(body, key).unwrap());
            assert_eq!(found, ["Status", "v1", "Failure", reason], "{code}");
            assert_eq!(body.get("code").and_then(Value::as_i64), Some(code));
            assert_eq!(cause.get("StatusCode").and_then(Value::as_i64), Some(code));
            assert_eq!(text(&cause, "StatusText"), Some(status_text));
        }
    }
}

#[test]
fn unauthorized_reads_as_step_functions_reports_it() {
    let (_, cause) = Harness::new(&scenario(r#"{"eks": {"statusCode": 401}}"#)).run(&arn("runJob"), JOB).failure();
    assert_eq!(
        cause,
        r#"{"ResponseBody":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401},"StatusCode":401,"StatusText":"Unauthorized"}"#
    );
}
