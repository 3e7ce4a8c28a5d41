//! The network interface of a Fargate task.

use crate::ecs::task::{Task, pair};
use crate::request::Request;
use json::Value;

/// The network interface of a Fargate task.
pub(super) struct Interface {
    attachment_id: String,
    network_interface_id: String,
    mac_address: String,
    ip: String,
    subnet: Value,
}

impl Interface {
    pub(super) fn new(request: &mut Request<'_>) -> Self {
        let network = request.parameters.get("NetworkConfiguration").and_then(|all| all.get("AwsvpcConfiguration"));
        let subnet = network.and_then(|all| all.get("Subnets")).and_then(|subnets| subnets.at(0)).cloned();
        let mac: Vec<String> = (0..5).map(|_| request.hex(2)).collect();
        Self {
            attachment_id: request.uuid(),
            network_interface_id: format!("eni-0{}", request.hex(16)),
            mac_address: format!("02:{}", mac.join(":")),
            ip: format!("10.0.{}.{}", request.ids.below(256), 4 + request.ids.below(250)),
            subnet: subnet.unwrap_or_else(|| "subnet-00000000000000000".into()),
        }
    }

    pub(super) fn precreated(&self, _: &Task) -> Value {
        Value::from([
            ("Details", vec![pair("subnetId", self.subnet.clone())].into()),
            ("Id", self.attachment_id.as_str().into()),
            ("Status", "PRECREATED".into()),
            ("Type", "ElasticNetworkInterface".into()),
        ])
    }

    pub(super) fn deleted(&self, task: &Task) -> Value {
        let region = task.arn.split(':').nth(3).unwrap_or_default();
        let dns = format!("ip-{}.{region}.compute.internal", self.ip.replace('.', "-"));
        let details = vec![
            pair("subnetId", self.subnet.clone()),
            pair("networkInterfaceId", self.network_interface_id.as_str().into()),
            pair("macAddress", self.mac_address.as_str().into()),
            pair("privateDnsName", dns.into()),
            pair("privateIPv4Address", self.ip.as_str().into()),
        ];
        Value::from([
            ("Details", details.into()),
            ("Id", self.attachment_id.as_str().into()),
            ("Status", "DELETED".into()),
            ("Type", "eni".into()),
        ])
    }

    pub(super) fn of_container(&self) -> Value {
        Value::from([
            ("AttachmentId", self.attachment_id.as_str().into()),
            ("PrivateIpv4Address", self.ip.as_str().into()),
        ])
    }
}
