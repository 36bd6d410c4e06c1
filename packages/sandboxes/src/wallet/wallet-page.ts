import { html } from 'hono/html';
import { type Html, page } from '../control/page.ts';

interface ShownAccount {
  farmName: string;
  farmId: number;
  nodeIds: number[];
  address: string;
}

/** Choose an account, paste the text, take the signature back. */
export function walletPage(accounts: readonly ShownAccount[]): Html {
  return page(
    'Sandbox wallet',
    'wide',
    html`<div class="stack"><h1>Sandbox wallet</h1>
<p class="quiet">Holds the TFChain accounts of the demo farms. Copy the text that the marketplace shows, sign it here, and paste the signature there.</p></div>
<section class="card"><h2>Accounts</h2>
  <div class="scroll"><table><thead><tr><th>Farm</th><th>Address</th><th>Nodes</th></tr></thead><tbody>${accounts.map(
    ({ farmName, farmId, nodeIds, address }) =>
      html`<tr><td>${farmName} <span class="quiet">${farmId}</span></td><td class="mono">${address}</td><td>${nodeIds.join(', ')}</td></tr>`,
  )}</tbody></table></div>
</section>
<section class="card"><h2>Sign</h2>
  <form id="sign">
    <div class="field"><label for="address">Account</label><select id="address" name="address">${accounts.map(
      ({ farmName, address }) => html`<option value="${address}">${farmName}, ${address}</option>`,
    )}</select></div>
    <div class="field"><label for="text">Text to sign</label><textarea id="text" name="text" rows="13" required spellcheck="false"></textarea></div>
    <div class="row"><button class="primary">Sign</button></div>
    <p id="answer" class="note" role="status" hidden></p>
    <div class="field"><label for="signature">Signature</label><textarea id="signature" rows="3" readonly></textarea></div>
  </form>
</section>`,
    script,
  );
}

const script = `
const form = document.querySelector('#sign');
const answer = document.querySelector('#answer');
const signature = document.querySelector('#signature');
const addressIn = (text) => text.match(/^Account: (\\S+)$/m)?.[1];
form.text.addEventListener('input', () => {
  const named = addressIn(form.text.value);
  if ([...form.address.options].some((option) => option.value === named)) form.address.value = named;
});
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  signature.value = '';
  const say = (text, good) => {
    answer.hidden = false;
    answer.textContent = text;
    answer.className = good ? 'note ok' : 'note bad';
  };
  try {
    const response = await fetch('/sign', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ address: form.address.value, text: form.text.value }),
    });
    const body = await response.json();
    if (!response.ok) return say(body.message ?? 'The wallet refused.', false);
    signature.value = body.signature;
    signature.select();
    say('Signed. Copy the signature.', true);
  } catch {
    say('The wallet does not answer.', false);
  }
});
`;
