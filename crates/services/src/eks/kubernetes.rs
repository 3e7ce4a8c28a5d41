//! `eks:call`: a small Kubernetes API over the simulated cluster.

use crate::ecs::overlaid;
use crate::eks::job::response_headers;
use crate::eks::status::{self, Subject};
use crate::eks::{cluster_key, kubernetes_time, reachable_cluster};
use crate::request::{Request, object};
use crate::scenario::{EksOutcome, Entry, Outcome};
use crate::simulation::{Fault, LATENCY_MILLIS, Simulation};
use crate::timed::Things;
use engine::port::NoticeKind;
use json::{Object, Value};

/// An address below a cluster: `/apis/batch/v1/namespaces/default/jobs/example-job`.
struct Address<'a> {
    /// `apis/batch/v1/namespaces/default/jobs`, or with the name.
    path: &'a str,
    /// `batch/v1`
    version: &'a str,
    /// `jobs`
    resource: &'a str,
    namespace: Option<&'a str>,
    name: Option<&'a str>,
}

/// Call the Kubernetes API.
pub(super) fn call(request: &mut Request<'_>, entry: &Entry, things: &mut Things) -> Simulation {
    let method = request.text("Method").unwrap_or_default();
    let path = request.text("Path").unwrap_or_default();
    let answer = match respond(request, entry, things, method, path) {
        Ok(answer) => answer,
        Err(fault) => return fault.into(),
    };
    let (code, body) = answer;
    let reply = Value::from([
        ("ResponseBody", body),
        ("ResponseHeaders", response_headers(request)),
        ("StatusCode", code.into()),
        ("StatusText", if code == 201 { "Created" } else { "OK" }.into()),
    ]);
    let body =
        object([("method", Some(method.into())), ("path", Some(path.into())), ("statusCode", Some(code.into()))]);
    Simulation::reply(reply).tell(
        LATENCY_MILLIS,
        request.text("ClusterName").unwrap_or_default(),
        NoticeKind::Lifecycle,
        body,
    )
}

fn respond(
    request: &mut Request<'_>,
    entry: &Entry,
    things: &mut Things,
    method: &str,
    path: &str,
) -> Result<(i64, Value), Fault> {
    reachable_cluster(request, things)?;
    let none = EksOutcome::default();
    let outcome = match &entry.outcome {
        Outcome::Eks(outcome) => outcome,
        _ => &none,
    };
    let address = Address::parse(path);
    let subject = address.as_ref().map_or(Subject { group: "", resource: "", name: path }, Address::subject);
    if let Some(fault) = status::wanted(request, outcome, subject) {
        return Err(fault);
    }
    let Some(address) = address else {
        return Err(status::fault(404, "the server could not find the requested resource", None));
    };
    match (method, address.name) {
        ("GET" | "HEAD", Some(_)) => address.get(request, things).map(|found| (200, found)),
        ("GET" | "HEAD", None) => Ok((200, address.list(request, things))),
        ("POST", None) => address.create(request, things).map(|made| (201, made)),
        ("PUT" | "PATCH", Some(_)) => address.update(request, things, method == "PATCH").map(|changed| (200, changed)),
        ("DELETE", Some(_)) => address.delete(request, things).map(|status| (200, status)),
        _ => Err(status::fault(405, "the server does not allow this method on the requested resource", Some(subject))),
    }
}

impl<'a> Address<'a> {
    fn parse(path: &'a str) -> Option<Self> {
        let path = path.split('?').next()?.trim_matches('/');
        let (version, rest) = match path.strip_prefix("api/v1/") {
            Some(rest) => ("v1", rest),
            None => {
                let after = path.strip_prefix("apis/")?;
                let (group, rest) = after.split_once('/')?;
                let (_, rest) = rest.split_once('/')?;
                (&after[..group.len() + after[group.len() + 1..].find('/')? + 1], rest)
            }
        };
        let parts: Vec<&str> = rest.split('/').collect();
        let (namespace, resource, name) = match parts[..] {
            ["namespaces", namespace, resource] => (Some(namespace), resource, None),
            ["namespaces", namespace, resource, name] => (Some(namespace), resource, Some(name)),
            [resource] => (None, resource, None),
            [resource, name] => (None, resource, Some(name)),
            _ => return None,
        };
        Some(Self { path, version, resource, namespace, name })
    }

    fn subject(&self) -> Subject<'a> {
        let group = self.version.split_once('/').map_or("", |(group, _)| group);
        Subject { group, resource: self.resource, name: self.name.unwrap_or_default() }
    }

    fn key(&self, request: &Request<'_>) -> String {
        format!("{}{}", cluster_key(request.text("ClusterName").unwrap_or_default()), self.path)
    }

    fn missing(&self) -> Fault {
        let subject = self.subject();
        status::fault(404, &format!("{} not found", subject.title()), Some(subject))
    }

    fn get(&self, request: &Request<'_>, things: &Things) -> Result<Value, Fault> {
        things.at(&self.key(request), request.now).cloned().ok_or_else(|| self.missing())
    }

    fn list(&self, request: &Request<'_>, things: &Things) -> Value {
        let below = format!("{}/", self.key(request));
        let items: Vec<Value> = things
            .below(&below, request.now)
            .filter(|(key, _)| !key[below.len()..].contains('/'))
            .map(|(_, item)| item.clone())
            .filter(|item| selected(request, item))
            .collect();
        Value::from([
            ("kind", format!("{}List", kind(self.resource)).into()),
            ("apiVersion", self.version.into()),
            ("metadata", Value::from([])),
            ("items", items.into()),
        ])
    }

    fn create(&self, request: &mut Request<'_>, things: &mut Things) -> Result<Value, Fault> {
        let body = request_body(request);
        let name = body.get("metadata").and_then(|metadata| metadata.get("name")).and_then(Value::as_str);
        let Some(name) = name else {
            let subject = Subject { name: "", ..self.subject() };
            return Err(status::fault(
                422,
                "metadata.name: Required value: name or generateName is required",
                Some(subject),
            ));
        };
        let key = format!("{}/{name}", self.key(request));
        if things.at(&key, request.now).is_some() {
            let subject = Subject { name, ..self.subject() };
            return Err(status::fault(409, &format!("{} already exists", subject.title()), Some(subject)));
        }
        let made = self.stamped(request, &body);
        things.set(&key, request.now, Some(made.clone()));
        Ok(made)
    }

    fn update(&self, request: &mut Request<'_>, things: &mut Things, merge: bool) -> Result<Value, Fault> {
        let known = self.get(request, things)?;
        let body = request_body(request);
        let changed = if merge { overlaid(&known, Some(&body)) } else { self.stamped(request, &body) };
        things.set(&self.key(request), request.now, Some(changed.clone()));
        Ok(changed)
    }

    fn delete(&self, request: &mut Request<'_>, things: &mut Things) -> Result<Value, Fault> {
        let key = self.key(request);
        let cluster = cluster_key(request.text("ClusterName").unwrap_or_default());
        // On a cluster of this run everything is known; on an older one the thing may well be there.
        let gone = things.is_known(&key) || things.is_known(&cluster);
        if things.at(&key, request.now).is_none() && gone {
            return Err(self.missing());
        }
        things.set(&key, request.now, None);
        Ok(Value::from([
            ("kind", "Status".into()),
            ("apiVersion", "v1".into()),
            ("metadata", Value::from([])),
            ("status", "Success".into()),
            ("details", self.subject().details()),
        ]))
    }

    /// The object with what the API server adds.
    fn stamped(&self, request: &mut Request<'_>, body: &Value) -> Value {
        let mut metadata = body.get("metadata").and_then(Value::as_object).cloned().unwrap_or_default();
        if let Some(namespace) = self.namespace {
            metadata.insert("namespace", namespace.into());
        }
        metadata.insert("uid", request.uuid().into());
        metadata.insert("creationTimestamp", kubernetes_time(request.now));
        let mut members = body.as_object().cloned().unwrap_or_default();
        members.insert("metadata", metadata.into());
        let head = [("kind", kind(self.resource).into()), ("apiVersion", self.version.into())];
        overlaid(&Value::from(head), Some(&members.into()))
    }
}

/// `jobs` are of the kind `Job`.
fn kind(resource: &str) -> String {
    match resource {
        "configmaps" => "ConfigMap".to_owned(),
        "serviceaccounts" => "ServiceAccount".to_owned(),
        "cronjobs" => "CronJob".to_owned(),
        _ => {
            let singular = resource.strip_suffix('s').unwrap_or(resource);
            let mut letters = singular.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

fn request_body(request: &Request<'_>) -> Value {
    match request.parameters.get("RequestBody") {
        Some(Value::String(text)) => json::parse_value(text).unwrap_or_default(),
        Some(body) => body.clone(),
        None => Object::new().into(),
    }
}

/// Does an object fit `labelSelector=key=value`?
fn selected(request: &Request<'_>, item: &Value) -> bool {
    let selector = request.parameters.get("QueryParameters").and_then(|query| query.get("labelSelector"));
    let Some(selector) = selector.and_then(|values| values.at(0)).and_then(Value::as_str) else { return true };
    let labels = item.get("metadata").and_then(|metadata| metadata.get("labels"));
    selector.split(',').filter_map(|pair| pair.split_once('=')).all(|(key, value)| {
        let found = labels.and_then(|labels| labels.get(key.trim_end_matches('='))).and_then(Value::as_str);
        found == Some(value.trim_start_matches('='))
    })
}
