import { html } from 'hono/html';
import { z } from 'zod';
import type { Html } from './page.ts';

const contracts = z.object({
  items: z.array(
    z.object({
      contractId: z.number(),
      twinId: z.number(),
      nodeId: z.number().nullable(),
      type: z.string(),
      state: z.string(),
    }),
  ),
});
const workloads = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      nodeId: z.number(),
      contractId: z.number(),
      ssh: z.object({ host: z.string(), port: z.number(), user: z.string() }).nullable(),
    }),
  ),
});

const nodeStatuses = ['up', 'down', 'standby', 'refusing', 'full'];
const faults = [
  { label: 'Fail the next deployment', said: 'The next deployment will be refused.', target: 'node', kind: 'refuse' },
  { label: 'Lose the next message', said: 'The next message to a node will get lost.', target: 'relay', kind: 'drop' },
  {
    label: 'Lose the next chain answer',
    said: 'The next chain call will be included without an answer.',
    target: 'chain',
    kind: 'timeoutAfterInclusion',
  },
  {
    label: 'Break the next node list',
    said: 'The next answer of gridproxy will be broken.',
    target: 'gridproxy',
    kind: 'badPayload',
  },
];

/** Chain contracts, running machines, and switches for nodes and faults. */
export function gridSection(contractsAnswer: unknown, workloadsAnswer: unknown, walletUrl?: string): Html {
  const found = contracts.safeParse(contractsAnswer).data?.items ?? [];
  const running = workloads.safeParse(workloadsAnswer).data?.items ?? [];
  return html`<section class="card">
  <div class="row apart"><h2>Grid</h2><span class="row small"><a href="/grid/contracts">Contracts</a><a href="/grid/blocks">Blocks</a><a href="/grid/workloads">Machines</a>${walletUrl === undefined ? '' : html`<a href="${walletUrl}">Wallet of the demo farms</a>`}</span></div>
  <form class="row" method="post" action="/grid/nodes/" data-path="id" data-said="The node changed.">
    <div class="field"><label for="node">Node</label><input id="node" name="id" inputmode="numeric" pattern="[0-9]+" required placeholder="11"></div>
    <div class="field"><label for="status">Becomes</label><select id="status" name="status">${nodeStatuses.map((status) => html`<option ${status === 'down' ? 'selected' : ''}>${status}</option>`)}</select></div>
    <div class="field"><button>Switch</button></div>
  </form>
  <div class="row">${faults.map(
    ({ label, said, target, kind }) =>
      html`<form method="post" action="/grid/faults" data-said="${said}"><input type="hidden" name="target" value="${target}"><input type="hidden" name="kind" value="${kind}"><input type="hidden" name="count" value="1" data-type="number"><button>${label}</button></form>`,
  )}</div>
  <div class="columns">
    <div class="stack"><h2>Contracts</h2>${contractTable(found)}</div>
    <div class="stack"><h2>Running machines</h2>${machineTable(running)}</div>
  </div>
</section>`;
}

function contractTable(items: z.infer<typeof contracts>['items']): Html {
  if (items.length === 0) return html`<p class="quiet">No contract yet.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>Contract</th><th>Node</th><th>State</th></tr></thead><tbody>${items
    .slice(-12)
    .reverse()
    .map(
      (row) =>
        html`<tr><td>${row.contractId} <span class="quiet">${row.type}</span></td><td>${row.nodeId ?? ''}</td><td>${row.state}</td></tr>`,
    )}</tbody></table></div>`;
}

function machineTable(items: z.infer<typeof workloads>['items']): Html {
  if (items.length === 0) return html`<p class="quiet">No machine is running.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>Machine</th><th>Node</th></tr></thead><tbody>${items.map(
    (row) =>
      html`<tr><td>${row.name}${row.ssh === null ? '' : html`<div class="mono quiet">ssh ${row.ssh.user}@${row.ssh.host} -p ${row.ssh.port}</div>`}</td><td>${row.nodeId}</td></tr>`,
  )}</tbody></table></div>`;
}
