// Talks with the sandbox's frames. Card numbers are typed and sent inside them; the page around never sees one.

/** Address of the sandbox: where this script came from. */
export const sandboxOrigin = new URL(document.currentScript.src).origin;

let frameCount = 0;

/** Makes a frame of the sandbox that is not in the page yet. */
export function createFrame(path, title, name) {
  const frame = document.createElement('iframe');
  frameCount += 1;
  frame.src = `${sandboxOrigin}${path}`;
  frame.title = title;
  frame.name = `${name}${frameCount}`;
  frame.setAttribute('allowtransparency', 'true');
  Object.assign(frame.style, { border: '0', display: 'block', width: '100%' });
  return frame;
}

/** Opens a private channel to a frame once it has loaded; calls wait until then. */
export function connect(frame, setup, onEvent) {
  const channel = new MessageChannel();
  const calls = new Map();
  let nextCall = 1;
  const port = channel.port1;
  const loaded = new Promise((resolve, reject) => {
    frame.addEventListener('error', () => reject(new Error('the frame did not load')), { once: true });
    frame.addEventListener(
      'load',
      () => {
        frame.contentWindow.postMessage({ stripeSandbox: 'connect', setup }, sandboxOrigin, [channel.port2]);
        resolve();
      },
      { once: true },
    );
  });
  port.onmessage = ({ data }) => {
    if (data.event) {
      onEvent?.(data.event, data.detail);
      return;
    }
    calls.get(data.call)?.(data.result);
    calls.delete(data.call);
  };
  return {
    /** Asks the frame to do something; resolves with `{…}` or `{error}` and never rejects. */
    async call(action, args) {
      try {
        await loaded;
      } catch {
        return { error: { type: 'api_connection_error', message: 'We could not reach the payment service.' } };
      }
      const call = nextCall;
      nextCall += 1;
      return new Promise((resolve) => {
        calls.set(call, resolve);
        port.postMessage({ call, action, args });
      });
    },
    close() {
      port.close();
    },
  };
}
