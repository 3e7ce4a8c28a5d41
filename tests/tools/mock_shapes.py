#!/usr/bin/env python3
"""Writes crates/teststate/src/shapes.txt: what API actions answer, to check TestState's mocks against.

    pip install botocore==1.40.60    the models of the time when AWS's answers were recorded
    python3 tests/tools/mock_shapes.py            rewrite the table
    python3 tests/tools/mock_shapes.py --check    fail when it would change

Only names, types and bounds are taken from AWS's API models.
"""
import pathlib, re, sys

from catalogue import ACTIONS, camel, client_name, model, pascal

TABLE = pathlib.Path(__file__).resolve().parents[2] / "crates/teststate/src/shapes.txt"
# The services that people mock most, by their folder in botocore.
SERVICES = """
athena batch bedrock-runtime cloudwatch codebuild dynamodb ec2 ecr ecs eks emr-serverless events firehose glue
kinesis kms lambda logs rds-data redshift-data s3 sagemaker-runtime scheduler secretsmanager sns sqs ssm
stepfunctions sts textract transcribe translate
""".split()

PLAIN = {"string": "s", "character": "s", "blob": "s", "timestamp": "s", "boolean": "b",
         "integer": "n", "long": "n", "float": "n", "double": "n", "bigdecimal": "n"}
HEADER = """\
# The answers of API actions; written by tests/tools/mock_shapes.py.
#   =service                     as aws-sdk resources name it
#   @action Shape                what the action answers
#   Shape {Member!:Shape ...     a structure; `!` is required
#   Shape [Shape                 a list        Shape <Shape   a map
#   Shape s MIN MAX VALUE|...    a text, its length in characters, its allowed values
#   Shape n MIN MAX              a number      `-` is no bound
# A member without a shape is a text without bounds; `n` and `b` are a plain number and a boolean.
"""


def reference(shapes, name):
    """How a member names its shape: a letter for one without bounds, else its name."""
    shape = shapes[name]
    plain = PLAIN.get(shape["type"])
    return plain if plain and not {"min", "max", "enum"} & shape.keys() else name


def describe(shapes, name):
    """The line of a shape, and the names of the shapes that it needs."""
    shape = shapes[name]
    kind = shape["type"]
    if kind == "structure":
        required = set(shape.get("required", ()))
        members = [(member, reference(shapes, at["shape"])) for member, at in shape.get("members", {}).items()]
        words = [pascal(member) + ("!" if member in required else "") + ("" if at == "s" else ":" + at)
                 for member, at in members]
        return f"{name} {{" + " ".join(words), [at for _, at in members]
    if kind in ("list", "map"):
        inner = reference(shapes, shape["member" if kind == "list" else "value"]["shape"])
        return f"{name} {'[' if kind == 'list' else '<'}{inner}", [inner]
    bounds = [str(int(shape[key])) if key in shape else "-" for key in ("min", "max")]
    return " ".join([name, PLAIN[kind], *bounds, "|".join(shape.get("enum", ()))]).strip(), []


def service(folder):
    found = model(folder)
    shapes = found["shapes"]
    wanted = re.compile(ACTIONS.get(folder, ".*"))
    actions = {camel(action): operation["output"]["shape"] for action, operation in found["operations"].items()
               if wanted.match(action) and not operation.get("deprecated") and "output" in operation}
    lines, todo, seen = [], list(dict.fromkeys(actions.values())), set()
    while todo:
        name = todo.pop(0)
        if name in seen or len(name) == 1:
            continue
        seen.add(name)
        line, inner = describe(shapes, name)
        lines.append(line)
        todo += inner
    head = [f"={client_name(found['metadata']['serviceId']).lower()}"]
    return "\n".join(head + [f"@{action} {shape}" for action, shape in actions.items()] + sorted(lines)) + "\n"


def main():
    text = HEADER + "".join(sorted(map(service, SERVICES)))
    if "--check" in sys.argv:
        sys.exit(0 if TABLE.exists() and TABLE.read_text() == text else "out of date")
    TABLE.write_text(text)


if __name__ == "__main__":
    main()
