use super::condition::{Names, holds};
use super::update::apply;
use crate::harness::Harness;
use json::{Object, Value};

fn parsed(text: &str) -> Object {
    json::parse_value(text).unwrap().as_object().unwrap().clone()
}

const ITEM: &str = r#"{"id": {"S": "a"}, "n": {"N": "5"}, "tags": {"SS": ["x", "y"]}, "list": {"L": [{"N": "1"}]}, "map": {"M": {"k": {"S": "v"}}}}"#;
const VALUES: &str = r#"{":five": {"N": "5.0"}, ":ten": {"N": "10"}, ":a": {"S": "a"}, ":x": {"S": "x"}, ":S": {"S": "S"}, ":xs": {"SS": ["x", "z"]}, ":l": {"L": [{"N": "2"}]}}"#;

#[test]
fn conditions_are_worked_out() {
    let (names, values, item) = (parsed(r##"{"#n": "n", "#m": "map"}"##), parsed(VALUES), parsed(ITEM));
    let names = Names { names: Some(&names), values: Some(&values) };
    for (expression, expected) in [
        ("attribute_exists(id)", true),
        ("attribute_not_exists(id)", false),
        ("attribute_not_exists(nope)", true),
        ("#n = :five", true),
        ("#n <> :five", false),
        ("nope <> :five", true),
        ("nope = :five", false),
        ("n < :ten AND id = :a", true),
        ("n > :ten OR id = :a", true),
        ("NOT n > :ten", true),
        ("n BETWEEN :five AND :ten AND id = :a", true),
        ("id IN (:x, :a)", true),
        ("begins_with(id, :a)", true),
        ("contains(tags, :x)", true),
        ("contains(tags, :a)", false),
        ("attribute_type(id, :S)", true),
        ("size(list) < :five", true),
        ("#m.k = :x or (n >= :five and not attribute_exists(#m.z))", true),
        ("list[0] < :five", true),
        ("list[7] < :five", false),
    ] {
        assert_eq!(holds(expression, &names, &item), Ok(expected), "{expression}");
    }
    for expression in
        ["", "n =", "n ! :five", "(n = :five", "n = :nope", "#nope = :five", "n = :five n", "size(", ":five"]
    {
        assert!(holds(expression, &names, &item).is_err(), "{expression}");
    }
    assert!(holds(&"(".repeat(100_000), &names, &item).is_err());
    assert!(holds(&"not ".repeat(100_000), &names, &item).is_err());
}

#[test]
fn updates_change_what_they_name() {
    let (names, values) = (parsed(r##"{"#n": "n"}"##), parsed(VALUES));
    let names = Names { names: Some(&names), values: Some(&values) };
    for (expression, attribute, expected) in [
        ("set S=:a", "S", r#"{"S":"a"}"#),
        ("SET #n = #n + :ten", "n", r#"{"N":"15"}"#),
        ("SET n = n - :ten REMOVE id", "n", r#"{"N":"-5"}"#),
        ("SET c = if_not_exists(c, :five)", "c", r#"{"N":"5.0"}"#),
        ("SET list = list_append(list, :l)", "list", r#"{"L":[{"N":"1"},{"N":"2"}]}"#),
        ("SET list[0] = :a, list[9] = :x", "list", r#"{"L":[{"S":"a"},{"S":"x"}]}"#),
        ("SET map.z = :a", "map", r#"{"M":{"k":{"S":"v"},"z":{"S":"a"}}}"#),
        ("REMOVE map.k", "map", r#"{"M":{}}"#),
        ("ADD n :ten", "n", r#"{"N":"15"}"#),
        ("ADD fresh :ten", "fresh", r#"{"N":"10"}"#),
        ("ADD tags :xs", "tags", r#"{"SS":["x","y","z"]}"#),
        ("DELETE tags :xs", "tags", r#"{"SS":["y"]}"#),
        ("SET a1 = n, n = :ten", "a1", r#"{"N":"5"}"#),
    ] {
        let mut item = parsed(ITEM);
        apply(expression, &names, &mut item).unwrap();
        assert_eq!(item.get(attribute).map(json::print).as_deref(), Some(expected), "{expression}");
    }
    for expression in
        ["SET", "SET n", "SET n = nope", "SET n = id + :ten", "FROB n :ten", "SET no.where = :a", "ADD id :ten"]
    {
        assert!(apply(expression, &names, &mut parsed(ITEM)).is_err(), "{expression}");
    }
    assert!(apply(&format!("SET n = {}", "(".repeat(100_000)), &names, &mut parsed(ITEM)).is_err());
}

fn arn(action: &str) -> String {
    format!("arn:aws:states:::dynamodb:{action}")
}

#[test]
fn items_last_for_the_run() {
    let mut harness = Harness::new(r#"{"dynamodb": {"t": [{"id": {"S": "0"}, "v": {"S": "there"}}]}}"#);
    let get = |harness: &mut Harness, id: &str| {
        let parameters = format!(r#"{{"TableName": "t", "Key": {{"id": {{"S": "{id}"}}}}}}"#);
        harness.run(&arn("getItem"), &parameters).result().get("Item").map(json::print)
    };
    assert_eq!(get(&mut harness, "0").as_deref(), Some(r#"{"id":{"S":"0"},"v":{"S":"there"}}"#));
    assert_eq!(get(&mut harness, "1"), None);
    let put = r#"{"TableName": "t", "Item": {"id": {"S": "1"}}, "ConditionExpression": "attribute_not_exists(id)"}"#;
    let reply = harness.run(&arn("putItem"), put).result();
    assert_eq!(
        reply.as_object().unwrap().keys().map(|key| &**key).collect::<Vec<_>>(),
        ["SdkHttpMetadata", "SdkResponseMetadata"]
    );
    let (error, cause) = harness.run(&arn("putItem"), put).failure();
    assert_eq!(error, "DynamoDB.ConditionalCheckFailedException");
    assert!(cause.starts_with("The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException;"), "{cause}");
    let update = r#"{"TableName": "t", "Key": {"id": {"S": "1"}}, "UpdateExpression": "set S=:r", "ReturnValues": "UPDATED_NEW",
        "ExpressionAttributeValues": {":r": {"S": "new"}}}"#;
    let reply = harness.run(&arn("updateItem"), update).result();
    assert_eq!(reply.get("Attributes").map(json::print).as_deref(), Some(r#"{"S":{"S":"new"}}"#));
    let delete = r#"{"TableName": "t", "Key": {"id": {"S": "1"}}, "ReturnValues": "ALL_OLD"}"#;
    let reply = harness.run("arn:aws:states:::aws-sdk:dynamodb:deleteItem", delete).result();
    assert_eq!(json::print(&reply), r#"{"Attributes":{"id":{"S":"1"},"S":{"S":"new"}}}"#);
    assert_eq!(get(&mut harness, "1"), None);
}

#[test]
fn requests_that_make_no_sense_are_refused_as_recorded() {
    let mut harness = Harness::new("{}");
    let null_item = r#"{"TableName": "t", "Item": null}"#;
    let (error, cause) = harness.run("arn:aws:states:::aws-sdk:dynamodb:putItem", null_item).failure();
    assert_eq!(error, "DynamoDb.DynamoDbException");
    assert!(cause.starts_with("1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null (Service: DynamoDb, Status Code: 400,"), "{cause}");
    let slash = r#"{"TableName": "/t", "Item": {"id": {"S": "1"}}}"#;
    let (error, cause) = harness.run(&arn("putItem"), slash).failure();
    assert_eq!(error, "DynamoDB.AmazonDynamoDBException");
    assert!(cause.contains("Value '/t' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+ (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException;"), "{cause}");
}

#[test]
fn a_key_may_have_two_parts() {
    let mut harness = Harness::new("{}");
    for (pk, sk) in [("a", "1"), ("a", "2")] {
        let item = format!(r#"{{"TableName": "t", "Item": {{"PK": {{"S": "{pk}"}}, "SK": {{"S": "{sk}"}}}}}}"#);
        harness.run(&arn("putItem"), &item).result();
    }
    let key = r#"{"TableName": "t", "Key": {"SK": {"S": "1"}, "PK": {"S": "a"}}}"#;
    let item: Value = harness.run(&arn("getItem"), key).result();
    assert_eq!(item.get("Item").map(json::print).as_deref(), Some(r#"{"PK":{"S":"a"},"SK":{"S":"1"}}"#));
}

#[test]
fn an_item_cannot_grow_into_itself_for_ever() {
    let mut harness = Harness::new("{}");
    harness.run(&arn("putItem"), r#"{"TableName": "t", "Item": {"id": {"S": "1"}, "a": {"M": {}}}}"#).result();
    let nest = r#"{"TableName": "t", "Key": {"id": {"S": "1"}}, "UpdateExpression": "SET a.b = a"}"#;
    let done = (0..40)
        .take_while(|_| matches!(harness.run(&arn("updateItem"), nest).end, Some(engine::port::TaskEnd::Succeeded(_))))
        .count();
    assert_eq!(done, 31);
}
