//! What the services remember within a run.

use crate::dynamodb::Tables;
use crate::s3::Buckets;
use crate::scenario::Scenario;
use crate::states::Executions;
use crate::timed::Things;
use json::Value;
use std::rc::Rc;

/// What the services remember. A copy shares what does not change.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cloud {
    pub(crate) s3: Buckets,
    /// EKS clusters and all that is in them.
    pub(crate) eks: Things,
    pub(crate) dynamodb: Tables,
    executions: Rc<Executions>,
}

impl Cloud {
    /// What is there when the run starts.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let mut cloud = Self::default();
        for (bucket, objects) in &scenario.s3 {
            cloud.s3.create(bucket);
            for (key, body) in objects {
                let body = body.as_str().map_or_else(|| json::print(body), str::to_owned);
                cloud.s3.put(bucket, key, body.into_bytes(), scenario.start_time);
            }
        }
        for (table, items) in &scenario.dynamodb {
            for item in items.iter().filter_map(Value::as_object) {
                cloud.dynamodb.table(table).put(item.clone());
            }
        }
        cloud
    }

    /// Executions that the run has started.
    pub(crate) fn executions(&mut self) -> &mut Executions {
        Rc::make_mut(&mut self.executions)
    }
}
