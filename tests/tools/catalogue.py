#!/usr/bin/env python3
"""Writes the parts of the service catalogue that follow from AWS's API models.

    pip install botocore
    python3 tests/tools/catalogue.py            rewrite the tables
    python3 tests/tools/catalogue.py --check    fail when they would change

`crates/catalogue/src/integrations.txt` is written by hand except for the lines `parameters`,
`output` and `sync-output` of blocks that name their `api`. The files `aws_sdk_*.txt` are
written here as a whole. Only names and types are taken from the models.
"""
import pathlib, re, sys

import botocore.loaders

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "crates/catalogue/src"
LOADER = botocore.loaders.Loader()

# The services that state machines call most through aws-sdk, by their folder in botocore.
SERVICES = """
acm apigateway application-autoscaling appconfig athena autoscaling batch bedrock bedrock-agent-runtime
bedrock-runtime cloudformation cloudwatch codebuild codepipeline cognito-idp dynamodb ec2
ecr ecs eks elbv2 emr emr-containers emr-serverless events firehose glue iam kinesis kms lambda logs
mediaconvert pipes polly rds rds-data redshift-data rekognition resourcegroupstaggingapi
route53 s3 sagemaker-runtime scheduler secretsmanager ses sesv2 sns sqs ssm stepfunctions sts
textract transcribe translate xray
""".split()

# Of a service with hundreds of actions only those that match: the whole list would outweigh all the others.
ACTIONS = {
    "ec2": r"(Describe|Create|Delete|Modify|Start|Stop|Reboot|Run|Terminate|Copy|Attach|Detach|Associate|Disassociate|Release|Allocate|Register|Deregister)"
           r"(Instances?|InstanceStatus|InstanceAttribute|Images?|Snapshots?|Volumes?|Address|Addresses|SecurityGroups?|Subnets?|Vpcs?|Tags|KeyPairs?|NetworkInterfaces?|LaunchTemplates?|RouteTables?|AvailabilityZones|Regions)$",
    "glue": r"(Start|Stop|Get|BatchStop|BatchGet|Create|Delete|Update|Run).*(Job|JobRun|JobRuns|Jobs|Crawler|Crawlers|Database|Databases|Table|Tables|Partition|Partitions|WorkflowRun|Workflow|Trigger|Triggers)$",
    "rds": r".*(DBInstances?|DBClusters?|DBSnapshots?|DBClusterSnapshots?|ExportTasks?|Events|TagsForResource|TagsToResource)$",
    "iam": r"(Get|List|Create|Delete|Attach|Detach|Put|Update|Tag|Untag|Add|Remove)(Role|Roles|RolePolicy|Policy|Policies|User|Users|UserPolicy|AccessKey|AccessKeys|GroupsForUser|UserToGroup|UserFromGroup)$",
}

# Step Functions names nearly all services as botocore does, without "service" at the end; these are not
# supported (developer guide, "AWS SDK integrations"; aws-cdk#27635 and functionless#443 show AWS refusing).
UNSUPPORTED = {"apigatewaymanagementapi", "cloudsearchdomain", "mediastoredata"}
# Names that the guide lists, or listed once, and that do not follow from botocore.
OTHER_NAMES = """
alexaforbusiness backupstorage chime cloudhsm codestar directory elasticinference gamesparks honeycode iot1clickdevices
iot1clickprojects iotanalytics iotfleethub iotroborunner lookoutmetrics lookoutvision macie mobile nimble opsworks opsworkscm
privatenetworks qldb qldbsession robomaker sagemakeredge simspaceweaver sms wisdom workdocs worklink evidently
""".split()

# What is inside the parameters of the optimised integrations, as far down and as long as it pays.
NESTED_DEPTH, LONGEST_NESTED = 3, 500

KINDS = {"integer": "n", "long": "n", "float": "n", "double": "n", "boolean": "b", "structure": "o", "map": "o",
         "list": "a", "timestamp": "t"}


def model(service):
    return LOADER.load_service_model(service, "service-2")


def pascal(name):
    return name[:1].upper() + name[1:]


def camel(name):
    return name[:1].lower() + name[1:]


def members(model, shape, marks=True, depth=0):
    """The fields of a shape; with a depth, also the fields inside its structures: `Name:o{Inner,Other:a}`."""
    shape = model["shapes"][shape]
    required = set(shape.get("required", ()))
    fields = []
    for name, member in shape.get("members", {}).items():
        target = model["shapes"][member["shape"]]
        kind = KINDS.get(target["type"])
        mark = "!" if marks and name in required else ""
        fields.append(pascal(name) + mark + (":" + kind if kind else "") + nested(model, member["shape"], depth))
    return fields


def nested(model, shape, depth):
    target = model["shapes"][shape]
    if depth and target["type"] == "list":
        return nested(model, target["member"]["shape"], depth)
    if not depth or target["type"] != "structure" or not target["members"]:
        return ""
    text = "{" + ",".join(members(model, shape, depth=depth - 1)) + "}"
    return text if len(text) <= LONGEST_NESTED else ""


def operation(api):
    """`glue.GetJobRun:JobRun`: service, operation, and the member of the answer that counts."""
    service, _, rest = api.partition(".")
    name, _, member = rest.partition(":")
    return model(service), name, member


def inputs(api):
    found, name, _ = operation(api)
    shape = found["operations"][name].get("input")
    return members(found, shape["shape"], depth=NESTED_DEPTH) if shape else []


def outputs(api):
    found, name, member = operation(api)
    shape = found["operations"][name].get("output")
    if not shape:
        return []
    shape = shape["shape"]
    if member:
        shape = found["shapes"][shape]["members"][member]["shape"]
        shape = found["shapes"][shape].get("member", {"shape": shape})["shape"]
    return members(found, shape, marks=False)


def integrations(text):
    blocks = re.split(r"(?m)^(?=[a-z])", text)
    return blocks[0] + "".join(integration(block) for block in blocks[1:])


def integration(block):
    lines = block.split("\n")
    facts = {line.split()[0]: line.split()[1:] for line in lines[1:] if line.strip()}
    written = {}
    if "api" in facts:
        written["parameters"] = inputs(facts["api"][0])
        written["output"] = outputs(facts["api"][0])
    if "sync-api" in facts:
        written["sync-output"] = outputs(facts["sync-api"][0])
    kept = [line for line in lines if not (line.strip() and line.split()[0] in written)]
    at = 1 + max((i for i, line in enumerate(kept) if "api " in line[:11]), default=0)
    new = ["  " + " ".join([key, *fields]) for key, fields in written.items()]
    return "\n".join(kept[:at] + new + kept[at:])


def client_name(service_id):
    """The AWS SDK for Java's name of a client, from which Step Functions makes error names: DynamoDB -> DynamoDb."""
    words = re.sub(r"[^A-Za-z0-9]+", " ", service_id)
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", words)
    words = re.sub(r"([A-Z]+)([A-Z][a-z]{2,})", r"\1 \2", words)
    words = re.sub(r"([a-z])(\d)|(\d)([a-z])", r"\1\3\2\4", words)
    words = re.sub(r"(SES|Kafka|EMR)v(\d)", r"\1 V\2", words, flags=re.I)
    return "".join(word.capitalize() if not word.isdigit() else word for word in words.split())


def exception(name):
    return name if name.endswith("Exception") else name.removesuffix("Error") + "Exception"


def sdk_service(folder):
    found = model(folder)
    name = client_name(found["metadata"]["serviceId"])
    prefix = found["metadata"].get("signingName", found["metadata"]["endpointPrefix"])
    errors = sorted({exception(key) for key, shape in found["shapes"].items() if shape.get("exception")})
    partial = " partial" if folder in ACTIONS else ""
    head = f"{name.lower()} {name} {prefix}{partial}\n"
    lines = [f"={name.lower()}", " ".join(["!", *errors]).strip()]
    wanted = re.compile(ACTIONS.get(folder, ".*"))
    for action, operation in found["operations"].items():
        if wanted.match(action):
            shape = None if operation.get("deprecated") else operation.get("input")
            lines.append(" ".join([camel(action), *(members(found, shape["shape"]) if shape else [])]))
    return head, "\n".join(lines) + "\n"


def sdk_names():
    found = {model(folder)["metadata"]["serviceId"] for folder in LOADER.list_available_services("service-2")}
    names = {re.sub(r"[^a-z0-9]", "", name.lower()) for name in found}
    names |= {name.removesuffix("service") for name in names} | set(OTHER_NAMES)
    return " ".join(sorted(names - UNSUPPORTED)) + "\n"


def main():
    heads, actions = zip(*map(sdk_service, SERVICES))
    tables = {
        "aws_sdk_names.txt": sdk_names(),
        "integrations.txt": integrations((SOURCES / "integrations.txt").read_text()),
        "aws_sdk_services.txt": "".join(sorted(heads)),
        "aws_sdk_actions.txt": "".join(sorted(actions)),
    }
    stale = [name for name, text in tables.items()
             if not (SOURCES / name).exists() or (SOURCES / name).read_text() != text]
    if "--check" in sys.argv:
        sys.exit(f"out of date: {', '.join(stale)}" if stale else 0)
    for name in stale:
        (SOURCES / name).write_text(tables[name])


if __name__ == "__main__":
    main()
