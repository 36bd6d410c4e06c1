import type { createClient } from 'polkadot-api';

type Provider = Parameters<typeof createClient>[0];

/**
 * A provider whose client can be left at any moment. `PolkadotClient.destroy` of polkadot-api 2.2.2 must not be used for that:
 * a request that is under way then is tried again after a quarter of a second, on a client that is gone, and what that
 * throws from its timer ends the process. A client that was left merely hears nothing any more.
 */
export function leavableProvider(provider: Provider): { provider: Provider; leave(): void } {
  let leave = () => {};
  return {
    provider(onMessage) {
      let left = false;
      const connection = provider((message) => {
        if (!left) onMessage(message);
      });
      leave = () => {
        if (left) return;
        left = true;
        connection.disconnect();
      };
      return {
        send(message) {
          if (!left) connection.send(message);
        },
        disconnect: () => leave(),
      };
    },
    leave: () => leave(),
  };
}
