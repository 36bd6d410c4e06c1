/** What a computer needs before a private address answers. */
export function PrivateNetworkGuide() {
  return (
    <details className="rounded-control bg-sunken px-3 py-2 text-small text-text-2">
      <summary className="font-medium text-text">Reached over the private network: what your computer needs</summary>
      <ol className="mt-2 grid list-decimal gap-1.5 ps-5">
        <li>
          Install Mycelium, the grid's encrypted network, from{' '}
          <a
            className="link"
            href="https://github.com/threefoldtech/mycelium/releases"
            target="_blank"
            rel="noreferrer"
          >
            its releases
          </a>
          .
        </li>
        <li>
          Start it:{' '}
          <code className="font-mono text-mono break-all text-text">
            sudo mycelium --peers tcp://188.40.132.242:9651 tcp://185.69.166.7:9651
          </code>
        </li>
        <li>Use the ssh command above: the address answers only while Mycelium runs.</li>
      </ol>
    </details>
  );
}
