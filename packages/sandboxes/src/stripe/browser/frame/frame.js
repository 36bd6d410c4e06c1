import { request } from './api.js';
import { applyAppearance } from './appearance.js';
import { CardForm } from './card-form.js';
import { confirm, createPaymentMethod } from './confirm.js';

// Waits for the page's stripe.js to open a channel, then does what it asks. Only the page that embeds the frame may.
window.addEventListener('message', function onConnect({ data, ports, source }) {
  const [port] = ports;
  if (source !== window.parent || data?.stripeSandbox !== 'connect' || !port) return;
  window.removeEventListener('message', onConnect);
  start(port, data.setup);
});

function start(port, setup) {
  const emit = (event, detail = {}) => port.postMessage({ event, detail });
  const form = setup.kind === 'controller' ? undefined : new CardForm(setup, emit);
  if (form) {
    look(setup, emit);
    document.body.append(form.node);
    new ResizeObserver(() => emit('resize', { height: document.body.offsetHeight })).observe(document.body);
  }
  const actions = {
    request: ({ method, path, form: fields }) => request(setup.apiKey, method, path, fields),
    confirm: (args) => confirm(setup.apiKey, form, args),
    createPaymentMethod: ({ billingDetails } = {}) => createPaymentMethod(setup.apiKey, form, billingDetails),
    failChallenge: async ({ url }) => {
      await fetch(new URL(url).pathname, { method: 'POST', body: new URLSearchParams({ result: 'fail' }) });
      return {};
    },
    validate: async () => form.validate(),
    update: async (next) => {
      look(next, emit);
      form.update(next);
      return {};
    },
    focus: async () => form.focus(),
    blur: async () => document.activeElement?.blur(),
    clear: async () => form.clear(),
  };
  port.onmessage = async ({ data: { call, action, args } }) => {
    const result = await actions[action](args);
    port.postMessage({ call, result: result ?? {} });
  };
  emit('ready');
}

/** The frame stays see-through only while its colour scheme is the one its element has in the page. */
function look(setup, emit) {
  const scheme = applyAppearance(setup.appearance, setup.fonts);
  emit('scheme', { scheme });
}
