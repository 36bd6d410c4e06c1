import { createFrame, sandboxOrigin } from './channel.js';

const overlayStyle = {
  position: 'fixed',
  inset: '0',
  zIndex: '2147483647',
  display: 'grid',
  placeItems: 'center',
  background: 'rgba(10, 15, 25, 0.6)',
};
const boxStyle = {
  width: 'min(400px, calc(100vw - 32px))',
  background: '#fff',
  borderRadius: '12px',
  overflow: 'hidden',
  boxShadow: '0 20px 60px rgba(0, 0, 0, 0.3)',
};
const cancelStyle = {
  width: '100%',
  padding: '12px',
  border: '0',
  borderTop: '1px solid #e3e8ee',
  background: '#fff',
  color: '#424770',
  font: '14px system-ui, sans-serif',
  cursor: 'pointer',
};

/** Shows the bank's challenge over the page; resolves with `finished` or `canceled`. */
export function showChallenge(url, intentId) {
  const { overlay, frame, cancel } = buildOverlay(url);
  const focusedBefore = document.activeElement;
  return new Promise((resolve) => {
    const end = (outcome) => {
      window.removeEventListener('message', onMessage);
      window.removeEventListener('keydown', onKey);
      overlay.remove();
      focusedBefore?.focus?.();
      resolve(outcome);
    };
    const onMessage = ({ origin, data }) => {
      const finished = data?.stripeSandbox === 'challenge-finished' && data.intent === intentId;
      if (origin === sandboxOrigin && finished) end('finished');
    };
    const onKey = (event) => {
      if (event.key === 'Escape') end('canceled');
    };
    window.addEventListener('message', onMessage);
    window.addEventListener('keydown', onKey);
    cancel.addEventListener('click', () => end('canceled'));
    document.body.append(overlay);
    frame.focus();
  });
}

function buildOverlay(url) {
  const frame = createFrame(new URL(url).pathname, '3D Secure challenge', '__privateStripeChallenge');
  Object.assign(frame.style, { height: '320px', colorScheme: 'light' });
  const cancel = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Cancel' });
  Object.assign(cancel.style, cancelStyle);
  const box = document.createElement('div');
  Object.assign(box.style, boxStyle);
  box.append(frame, cancel);
  const overlay = document.createElement('div');
  Object.assign(overlay.style, overlayStyle);
  overlay.setAttribute('role', 'dialog');
  overlay.setAttribute('aria-modal', 'true');
  overlay.setAttribute('aria-label', '3D Secure challenge');
  overlay.append(box);
  return { overlay, frame, cancel };
}
