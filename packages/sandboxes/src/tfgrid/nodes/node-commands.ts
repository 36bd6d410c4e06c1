import { z } from 'zod';
import { sum, systemShare, usedByAll } from './capacity.ts';
import { Refusal } from './check-deployment.ts';
import { deploymentCommands, type NodeCall } from './deployment-commands.ts';
import { usedOn } from './grid.ts';
import { featuresOf, gpusOf } from './node-facts.ts';
import * as shape from './workload-data.ts';

/** Runs a command of the node's API. Throws a Refusal with the node's words for what it does not do. */
export function runCommand(command: string, call: NodeCall): unknown {
  const handler = deploymentCommands[command] ?? commands[command];
  if (handler === undefined) throw new Refusal(`handler not found for command '${command}'`);
  return handler(call);
}

const commands: Record<string, (call: NodeCall) => unknown> = {
  'zos.system.version': () => ({ zos: 'v3.14.5', zinit: 'v0.2.18' }),
  'zos.system.hypervisor': ({ grid, nodeId }) => (grid.worldNode(nodeId)?.machine ? '' : 'unknown'),
  'zos.system.node_features_get': ({ grid, nodeId }) => featuresOf(grid.worldNode(nodeId)),
  'zos.statistics.get': statistics,
  'zos.network.list_wg_ports': ({ grid, nodeId }) =>
    networksOn({ grid, nodeId })
      .map(({ wireguard_listen_port }) => wireguard_listen_port)
      .filter((port) => port > 0),
  'zos.network.public_config_get': publicConfig,
  'zos.network.interfaces': ({ nodeId }) => ({ zos: [`192.168.${nodeId % 256}.${10 + (nodeId % 200)}`], ygg: [] }),
  'zos.network.has_ipv6': ({ grid, nodeId }) => grid.access.node(nodeId)?.publicConfig?.ip6 !== undefined,
  'zos.network.list_public_ips': ({ grid, nodeId }) =>
    grid.access
      .contracts()
      .flatMap((contract) => (contract.type === 'node' && contract.nodeId === nodeId ? contract.publicIps : []))
      .map(({ ip }) => ip),
  'zos.network.list_private_ips': privateIps,
  'zos.gpu.list': ({ grid, nodeId }) => gpusOf(grid, nodeId),
  'zos.storage.pools': storagePools,
  'zos.location.get': ({ grid, nodeId }) => grid.access.node(nodeId)?.location,
  'zos.perf.get': ({ grid, nodeId, payload }) => {
    const { Name } = z.object({ Name: z.string() }).parse(payload);
    const found = performance({ grid, nodeId }).find((task) => task.name === Name);
    if (found === undefined) throw new Refusal(`no result for task '${Name}'`);
    return found;
  },
  'zos.perf.get_all': performance,
};

type OnNode = Pick<NodeCall, 'grid' | 'nodeId'>;

function nodeOf({ grid, nodeId }: OnNode) {
  const node = grid.access.node(nodeId);
  if (node === undefined) throw new Refusal('node is not registered');
  return node;
}

function statistics({ grid, nodeId }: OnNode): unknown {
  const node = nodeOf({ grid, nodeId });
  const deployments = grid.deployments.onNode(nodeId);
  const others = grid.worldNode(nodeId)?.usedByOthers;
  const full = grid.statuses.of(nodeId) === 'full';
  const publicIps = { ipv4u: 0 };
  return {
    total: { ...node.resources, ...publicIps },
    used: { ...(full ? node.resources : usedOn(grid, node)), ...publicIps },
    system: { ...systemShare(node.resources), ...publicIps },
    users: {
      deployments: deployments.length + (others && others.mru > 0 ? 2 : 0),
      workloads: deployments.reduce((count, { deployment }) => count + deployment.workloads.length, 0),
      last_deployment_timestamp: Math.floor(Math.max(0, ...deployments.map((each) => each.acceptedAtMs)) / 1000),
    },
    open_connections: deployments.length * 3 + 7,
  };
}

function networksOn({ grid, nodeId }: OnNode) {
  return grid.deployments
    .onNode(nodeId)
    .flatMap(({ deployment }) => deployment.workloads)
    .filter((workload) => workload.type.startsWith('network'))
    .map((workload) => shape.network.parse(workload.data));
}

function publicConfig(call: OnNode): unknown {
  const config = nodeOf(call).publicConfig;
  if (config === undefined) throw new Refusal('no public configuration');
  const { ip4, ip6, domain } = config;
  return {
    type: 'macvlan',
    ipv4: ip4.ip,
    gw4: ip4.gateway,
    ipv6: ip6?.ip ?? '',
    gw6: ip6?.gateway ?? '',
    domain: domain ?? '',
  };
}

function privateIps({ grid, nodeId, sourceTwin, payload }: NodeCall): string[] {
  const { network_name } = z.object({ network_name: z.string() }).parse(payload);
  return grid.deployments
    .onNode(nodeId)
    .filter(({ deployment }) => deployment.twin_id === sourceTwin)
    .flatMap(({ deployment }) => deployment.workloads)
    .filter((workload) => workload.type.startsWith('zmachine'))
    .flatMap((workload) => shape.machine.parse(workload.data).network.interfaces)
    .filter((each) => each.network === network_name)
    .map((each) => each.ip);
}

function storagePools({ grid, nodeId }: OnNode): unknown {
  const { resources } = nodeOf({ grid, nodeId });
  const used = sum([usedByAll(grid.deployments.onNode(nodeId)), systemShare(resources)]);
  const ssd = { name: 'ssd-0', type: 'ssd', size: resources.sru, used: Math.min(used.sru, resources.sru) };
  return resources.hru > 0 ? [ssd, { name: 'hdd-0', type: 'hdd', size: resources.hru, used: used.hru }] : [ssd];
}

function performance({ grid, nodeId }: OnNode): { name: string; timestamp: number; result: unknown }[] {
  const timestamp = grid.statuses.lastReport(nodeId).atSeconds;
  const node = grid.worldNode(nodeId);
  return [
    {
      name: 'cpu-benchmark',
      timestamp,
      result: { single: 380 + (nodeId % 190), multi: 900 + (nodeId % 700), threads: node?.resources.cru ?? 0 },
    },
    { name: 'healthcheck', timestamp, result: node?.healthy === false ? { network: ['high packet loss'] } : {} },
    { name: 'speedtest', timestamp, result: node?.speed ?? { upload: 0, download: 0 } },
  ];
}
