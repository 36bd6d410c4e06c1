import { html } from 'hono/html';
import { z } from 'zod';
import type { Html } from './page.ts';

const overview = z.object({
  tftPerUsdc: z.string(),
  bridge: z.string().nullable(),
  ledger: z.object({ sequence: z.number() }),
});
const accounts = z.object({
  items: z.array(
    z.object({ account: z.string(), name: z.string().nullable(), balances: z.record(z.string(), z.string()) }),
  ),
});
const transactions = z.object({
  items: z.array(
    z.object({
      hash: z.string(),
      at: z.string(),
      source: z.string(),
      name: z.string().nullable(),
      successful: z.boolean(),
      resultCodes: z.object({ transaction: z.string(), operations: z.array(z.string()).optional() }),
      memo: z.string().nullable(),
      operations: z.array(z.object({ type: z.string(), amount: z.string().nullable(), asset: z.string().nullable() })),
    }),
  ),
});

const rowsShown = 12;
const faults = [
  {
    kind: 'timeoutAfterEffect',
    label: 'Lose the next Stellar answer',
    said: 'The next transaction will be carried out without an answer.',
  },
  {
    kind: 'timeoutBeforeEffect',
    label: 'Drop the next transaction',
    said: 'The next transaction will time out and get lost.',
  },
  { kind: 'error503', label: 'Refuse the next transaction', said: 'Horizon is overloaded for the next transaction.' },
  {
    kind: 'priceJump',
    label: 'Jump the price before the next swap',
    said: 'TFT gets 10 % dearer just before the next swap.',
  },
];

/** The price of TFT, accounts, transactions, and the faults of Horizon and the bridge. */
export function stellarSection(answers: { overview: unknown; accounts: unknown; transactions: unknown }): Html {
  const seen = overview.safeParse(answers.overview).data;
  const holders = accounts.safeParse(answers.accounts).data?.items ?? [];
  const moves = transactions.safeParse(answers.transactions).data?.items ?? [];
  return html`<section class="card">
  <div class="row apart"><h2>Stellar</h2><span class="row small"><a href="/stellar/accounts">Accounts as JSON</a><a href="/stellar/transactions">Transactions as JSON</a></span></div>
  <div class="row low">
    <form class="row" method="post" action="/stellar/price" data-said="The price changed."><div class="field"><label for="tft-per-usdc">TFT for one USDC</label><input id="tft-per-usdc" name="tftPerUsdc" inputmode="decimal" pattern="[0-9]+(\\.[0-9]{1,7})?" required value="${(seen?.tftPerUsdc ?? '').replace(/\.?0+$/, '')}"></div><div class="field"><button>Set price</button></div></form>
    ${seen?.bridge ? bridgeForm(seen.bridge) : ''}
  </div>
  <div class="row">${faults.map(
    ({ kind, label, said }) =>
      html`<form method="post" action="/stellar/faults" data-said="${said}"><input type="hidden" name="kind" value="${kind}"><button>${label}</button></form>`,
  )}</div>
  <div class="columns">
    <div class="stack"><h2>Accounts</h2>${accountTable(holders)}</div>
    <div class="stack"><h2>Transactions</h2>${transactionTable(moves)}</div>
  </div>
</section>`;
}

function bridgeForm(mode: string): Html {
  const held = mode === 'hold';
  const said = held ? 'The bridge works again.' : 'The bridge stands still: deposits wait.';
  return html`<form method="post" action="/stellar/bridge" data-said="${said}"><input type="hidden" name="mode" value="${held ? 'normal' : 'hold'}"><button>${held ? 'Let the bridge work' : 'Hold the bridge'}</button></form>`;
}

function accountTable(items: z.infer<typeof accounts>['items']): Html {
  if (items.length === 0) return html`<p class="quiet">No account yet.</p>`;
  // The sandbox's own accounts come last: people look for theirs.
  const isOwn = ({ name }: { name: string | null }) => Number(name !== null && name !== 'Operator');
  const sorted = items.toSorted((a, b) => isOwn(a) - isOwn(b));
  return html`<div class="scroll"><table><thead><tr><th>Account</th><th class="number">Holds</th></tr></thead><tbody>${sorted
    .slice(0, rowsShown)
    .map(
      ({ account, name, balances }) =>
        html`<tr><td>${name ?? 'Account'}<div class="small quiet mono shortened" title="${account}">${account}</div></td><td class="number">${Object.entries(
          balances,
        ).map(([code, amount]) => html`<div>${plain(amount)} ${code}</div>`)}</td></tr>`,
    )}</tbody></table></div>`;
}

function transactionTable(items: z.infer<typeof transactions>['items']): Html {
  if (items.length === 0) return html`<p class="quiet">No transaction yet.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>Transaction</th><th class="number">Result</th></tr></thead><tbody>${items
    .slice(0, rowsShown)
    .map(
      (move) =>
        html`<tr><td>${move.operations.map(
          ({ type, amount, asset }) =>
            html`<div>${type.replaceAll('_', ' ')}${amount === null ? '' : ` ${plain(amount)} ${asset ?? 'XLM'}`}</div>`,
        )}<div class="small quiet mono shortened" title="${move.hash}">${move.memo ?? move.hash}</div></td><td class="number">${resultOf(move)}<div class="small quiet">${move.at.slice(5, 16).replace('T', ' ')}</div></td></tr>`,
    )}</tbody></table></div>`;
}

function resultOf({ successful, resultCodes }: z.infer<typeof transactions>['items'][number]): string {
  if (successful) return 'done';
  return resultCodes.operations?.find((code) => code !== 'op_success') ?? resultCodes.transaction;
}

/** With spaces between thousands, without zeros that say nothing. */
function plain(amount: string): string {
  const [whole = '', decimals = ''] = amount.replace(/\.?0+$/, '').split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return decimals === '' ? spaced : `${spaced}.${decimals}`;
}
