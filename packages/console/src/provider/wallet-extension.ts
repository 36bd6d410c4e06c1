/** What browser extensions for Polkadot-style accounts put into the page. */
interface Injected {
  enable: (origin: string) => Promise<{
    accounts: { get: () => Promise<{ address: string; name?: string }[]> };
    signer: { signRaw?: (raw: { address: string; data: string; type: 'bytes' }) => Promise<{ signature: string }> };
  }>;
}

declare global {
  interface Window {
    injectedWeb3?: Record<string, Injected>;
  }
}

export interface WalletAccount {
  /** Name of the extension that holds the key. */
  extension: string;
  address: string;
  name: string;
}

/** Accounts of all extensions that let this page in; throws in words for the reader when there is none. */
export async function walletAccounts(appName: string): Promise<WalletAccount[]> {
  const extensions = Object.entries(window.injectedWeb3 ?? {});
  if (extensions.length === 0)
    throw new Error('No wallet extension answers in this browser. Install one, or paste a signature instead.');
  const found = await Promise.all(
    extensions.map(async ([extension, injected]) => {
      try {
        const { accounts } = await injected.enable(appName);
        return (await accounts.get())
          .filter(({ address }) => !address.startsWith('0x'))
          .map(({ address, name }): WalletAccount => ({ extension, address, name: name || 'Account' }));
      } catch {
        return [];
      }
    }),
  );
  const all = found.flat();
  if (all.length === 0)
    throw new Error('The wallet extension gave no account to this page. Allow it there, then try again.');
  return all;
}

/** Has the extension sign exactly this text; throws in words for the reader. */
export async function signInWallet(
  { extension, address }: WalletAccount,
  text: string,
  appName: string,
): Promise<string> {
  const wallet = await window.injectedWeb3?.[extension]?.enable(appName);
  if (!wallet?.signer.signRaw) throw new Error('This extension cannot sign texts. Paste a signature instead.');
  try {
    return (await wallet.signer.signRaw({ address, data: text, type: 'bytes' })).signature;
  } catch {
    throw new Error('The extension did not sign. Nothing was connected; try again, or paste a signature.');
  }
}
