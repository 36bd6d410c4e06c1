/**
 * Sends the page's forms as JSON, says what came of it, and reloads; keeps the shown time going. Runs in the browser.
 * A form may say what to report (`data-said`) and which field ends its path (`data-path`).
 */
export const controlScript = `
const answer = document.querySelector('#answer');
const said = sessionStorage.getItem('said');
if (said) { say(said, true); sessionStorage.removeItem('said'); }
function say(text, good) {
  answer.hidden = false;
  answer.textContent = text;
  answer.className = good === undefined ? 'note' : good ? 'note ok' : 'note bad';
}
for (const form of document.forms) form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const buttons = [...document.querySelectorAll('button')];
  const fields = {};
  for (const field of form.elements) {
    if (!field.name) continue;
    const kind = field.dataset.type;
    fields[field.name] = kind === 'number' ? Number(field.value) : kind === 'boolean' ? field.value === 'true' : field.value;
  }
  let path = form.getAttribute('action');
  if (form.dataset.path) { path += encodeURIComponent(fields[form.dataset.path]); delete fields[form.dataset.path]; }
  for (const button of buttons) button.disabled = true;
  say('One moment…');
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) });
    const body = await response.json().catch(() => ({}));
    if (!response.ok) return say(body.message ?? body.error ?? 'The sandbox answered ' + response.status + '.', false);
    const silent = body.unanswered ? ' No answer from ' + body.unanswered.join(', ') + '.' : '';
    sessionStorage.setItem('said', form.dataset.said + silent);
    location.reload();
  } catch {
    say('The sandbox does not answer.', false);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
});
const shown = document.querySelector('#now');
const ahead = Date.parse(shown.dateTime) - Date.now();
if (shown.dataset.frozen === 'false') setInterval(() => {
  const now = new Date(Date.now() + ahead).toISOString();
  shown.textContent = now.slice(0, 10) + ' ' + now.slice(11, 19);
}, 1000);
`;
