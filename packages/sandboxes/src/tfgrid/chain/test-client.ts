import { createClient, type PolkadotClient } from 'polkadot-api';
import { getWsProvider } from 'polkadot-api/ws';

/**
 * The unmodified client, and a way to leave it at any moment. With `client.destroy` of polkadot-api 2.2.2 a request that is
 * under way is tried again on the client that is gone, and throws from a timer; one that was left hears nothing any more.
 */
export function openClient(url: string): { client: PolkadotClient; leave(): void } {
  const open = getWsProvider(url);
  let left = false;
  let disconnect = () => {};
  const client = createClient((onMessage) => {
    const connection = open((message) => {
      if (!left) onMessage(message);
    });
    disconnect = () => connection.disconnect();
    return {
      send(message) {
        if (!left) connection.send(message);
      },
      disconnect,
    };
  });
  return {
    client,
    leave() {
      left = true;
      disconnect();
    },
  };
}
