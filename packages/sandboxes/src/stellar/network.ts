/** Own name: nothing that is signed for the sandbox means anything on a real network. */
export const networkPassphrase = 'Standalone Network ; February 2017';

/** Accounts of the sandbox itself; their keys are derived in `own-keys.ts`. */
export const faucet = 'GD6GN35NY5NZEVTEGON3SSINKBTOOU7ATJDXS3HHL2SH7K2FPFQF7BZN';
export const usdcIssuer = 'GCA247AFRLKCGLXLHRWNVTUMW3OI2KZMNWIMK6SB3PJZ6B7AVCHZVVDL';
export const tftIssuer = 'GAGKJVS5VKAVZCRC3IULW47KBS2X76DKVPDXO46JVGGVBI6LRNKVNZ7H';
export const marketMaker = 'GA6MZCYFOAOUGCM5DKP2UZFNVSLRPAJAIGERHZUZLP3SBMHYVOMAOK32';
/** Where TFT for the grid's chain is deposited. */
export const bridgeVault = 'GCYR4OAB6SM3IFH6P2L7J4FAX3O66YRVTV4DDXEKVZEQEQRZKBKT6IQ7';

/** All of them. */
export const ownAccounts: ReadonlySet<string> = new Set([faucet, usdcIssuer, tftIssuer, marketMaker, bridgeVault]);

export const usdc = `USDC:${usdcIssuer}`;
export const tft = `TFT:${tftIssuer}`;

/** What a client of the network has to be told. */
export const network = { passphrase: networkPassphrase, usdc, tft, bridgeVault } as const;
