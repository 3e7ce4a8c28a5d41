use super::{JOB_SERVICES, kinds};
use crate::harness::Harness;
use engine::port::{TaskEnd, World};
use json::Value;

fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(value, |value, key| value.get(key).unwrap_or_else(|| panic!("{path} in {value}")))
}

const SAMPLES: [(&str, &str, &str, &str); 11] = [
    ("batch:submitJob", r#"{"JobName": "j", "JobQueue": "q", "JobDefinition": "d"}"#, "Status", "FAILED"),
    ("glue:startJobRun", r#"{"JobName": "j"}"#, "JobRunState", "TIMEOUT"),
    ("databrew:startJobRun", r#"{"Name": "j"}"#, "State", "FAILED"),
    ("codebuild:startBuild", r#"{"ProjectName": "p"}"#, "Build.BuildStatus", "FAULT"),
    ("codebuild:startBuildBatch", r#"{"ProjectName": "p"}"#, "BuildBatch.BuildBatchStatus", "FAILED"),
    ("athena:startQueryExecution", r#"{"QueryString": "SELECT 1"}"#, "QueryExecution.Status.State", "CANCELLED"),
    ("elasticmapreduce:addStep", r#"{"ClusterId": "c", "Step": {"Name": "s"}}"#, "Step.Status.State", "FAILED"),
    ("emr-containers:startJobRun", r#"{"VirtualClusterId": "v", "ClientToken": "t"}"#, "JobRun.State", "FAILED"),
    (
        "emr-serverless:startJobRun",
        r#"{"ApplicationId": "a", "ClientToken": "t", "ExecutionRoleArn": "r"}"#,
        "JobRun.State",
        "FAILED",
    ),
    ("mediaconvert:createJob", r#"{"Role": "r", "Settings": {}}"#, "Job.Status", "ERROR"),
    (
        "bedrock:createModelCustomizationJob",
        r#"{"JobName": "j", "CustomModelName": "m", "RoleArn": "r", "BaseModelIdentifier": "b", "TrainingDataConfig": {}, "OutputDataConfig": {}}"#,
        "Status",
        "Stopped",
    ),
];

#[test]
fn jobs_end_well_by_default_and_as_the_scenario_says() {
    for (name, parameters, status, failure) in SAMPLES {
        let resource = format!("arn:aws:states:::{name}.sync");
        let mut harness = Harness::new("{}");
        let seen = harness.run(&resource, parameters);
        assert!(seen.end_at > 1000 && seen.submitted.is_some(), "{name}");
        let kind = super::kind(name.split(':').next().unwrap(), name.split(':').nth(1).unwrap()).unwrap();
        assert_eq!(at(&seen.result(), status).as_str(), Some(kind.ends[0].status), "{name}");
        assert_eq!(harness.world.notices().len(), kind.lifecycle.len() + 1, "{name}");

        let service = kind.service;
        let scenario = format!(
            r#"{{"tasks": {{"Task": [{{"{service}": {{"status": "{failure}", "reason": "why"}}, "duration": "5s"}}]}}}}"#
        );
        let (error, cause) = Harness::new(&scenario).run(&resource, parameters).failure();
        assert_eq!(error, "States.TaskFailed", "{name}");
        assert_eq!(at(&json::parse_value(&cause).unwrap(), status).as_str(), Some(failure), "{name}");
        assert!(cause.contains("why"), "{name}: {cause}");
    }
}

#[test]
fn every_kind_of_job_is_in_the_catalogue_and_can_be_named_in_a_scenario() {
    for kind in kinds() {
        let known = catalogue::integration(kind.service, kind.action).unwrap_or_else(|| panic!("{}", kind.action));
        assert!(known.patterns.sync, "{}:{}", kind.service, kind.action);
        assert!(JOB_SERVICES.contains(&kind.service), "{}", kind.service);
    }
    for known in catalogue::integrations().iter().filter(|known| known.patterns.sync) {
        let elsewhere = matches!(known.service, "ecs" | "eks" | "states");
        assert!(elsewhere || super::kind(known.service, known.action).is_some(), "{}:{}", known.service, known.action);
    }
}

#[test]
fn a_stopped_glue_run_is_a_normal_end() {
    let scenario = r#"{"tasks": {"Task": [{"glue": "STOPPED"}]}}"#;
    let seen = Harness::new(scenario).run("arn:aws:states:::glue:startJobRun.sync", r#"{"JobName": "j"}"#);
    assert!(matches!(seen.end, Some(TaskEnd::Succeeded(_))));
}

#[test]
fn an_exit_code_alone_fails_a_batch_job() {
    let scenario = r#"{"tasks": {"Task": [{"batch": {"exitCode": 3}}]}}"#;
    let parameters = r#"{"JobName": "j", "JobQueue": "q", "JobDefinition": "d"}"#;
    let (_, cause) = Harness::new(scenario).run("arn:aws:states:::batch:submitJob.sync", parameters).failure();
    let job = json::parse_value(&cause).unwrap();
    assert_eq!((at(&job, "Status").as_str(), at(&job, "Container.ExitCode").as_i64()), (Some("FAILED"), Some(3)));
    assert!(cause.contains("MANAGED_BY_AWS"));
}

#[test]
fn a_training_job_names_its_model() {
    let parameters = r#"{"TrainingJobName": "t", "AlgorithmSpecification": {}, "RoleArn": "r", "InputDataConfig": [],
        "OutputDataConfig": {"S3OutputPath": "s3://b/o/"}, "ResourceConfig": {}, "StoppingCondition": {}}"#;
    let job = Harness::new("{}").run("arn:aws:states:::sagemaker:createTrainingJob.sync", parameters).result();
    assert_eq!(at(&job, "TrainingJobStatus").as_str(), Some("Completed"));
    assert_eq!(at(&job, "ModelArtifacts.S3ModelArtifacts").as_str(), Some("s3://b/o/t/output/model.tar.gz"));
    assert_eq!(at(&job, "TrainingJobArn").as_str(), Some("arn:aws:sagemaker:eu-central-1:111122223333:training-job/t"));
}
