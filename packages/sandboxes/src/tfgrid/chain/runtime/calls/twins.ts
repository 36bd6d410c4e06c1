import { type Execution, moduleError } from '../execution.ts';
import { handler } from '../handler.ts';
import { toText } from '../text.ts';
import type { Twin } from '../values.ts';

const pallet = 'TfgridModule';
const refuse = (name: string) => moduleError(pallet, name);
const maxRelayBytes = 1024;
const maxKeyBytes = 128;

interface TwinInput {
  relay?: Uint8Array;
  pk?: Uint8Array;
}

export const twinCalls = {
  user_accept_tc: handler<{ document_link: Uint8Array; document_hash: Uint8Array }>((chain, origin, args) => {
    checkLength(args.document_link, 1, 2048, 'DocumentLinkInput');
    checkLength(args.document_hash, 1, 50, 'DocumentHashInput');
    const signed = chain.get('TfgridModule.UsersTermsAndConditions', origin.account) ?? [];
    const acceptance = { account_id: origin.account, timestamp: chain.nowSeconds, ...args };
    chain.set('TfgridModule.UsersTermsAndConditions', [origin.account], [...signed, acceptance]);
  }),
  create_twin: handler<TwinInput>((chain, origin, input) => {
    if (!chain.has('TfgridModule.UsersTermsAndConditions', origin.account))
      throw refuse('UserDidNotSignTermsAndConditions');
    if (chain.has('TfgridModule.TwinIdByAccountID', origin.account)) throw refuse('TwinWithPubkeyExists');
    checkInput(input);
    const id = chain.get('TfgridModule.TwinID') + 1;
    const twin: Twin = { id, account_id: origin.account, relay: input.relay, entities: [], pk: input.pk };
    chain.set('TfgridModule.TwinID', [], id);
    chain.set('TfgridModule.Twins', [id], twin);
    chain.set('TfgridModule.TwinIdByAccountID', [origin.account], id);
    chain.emit(pallet, 'TwinStored', twin);
  }),
  update_twin: handler<TwinInput>((chain, origin, input) => {
    const twin = { ...ownTwin(chain, origin.account), relay: input.relay, pk: input.pk };
    checkInput(input);
    chain.set('TfgridModule.Twins', [twin.id], twin);
    chain.emit(pallet, 'TwinUpdated', twin);
  }),
  /** Signed by the stash: its balance counts for the twin's discount from now on. */
  bond_twin_account: handler<{ twin_id: number }>((chain, origin, { twin_id }) => {
    const twin = chain.get('TfgridModule.Twins', twin_id);
    if (!twin) throw refuse('TwinNotExists');
    if (twin.account_id === origin.account) throw refuse('TwinCannotBoundToItself');
    chain.set('TfgridModule.TwinBoundedAccountID', [twin_id], origin.account);
    chain.emit(pallet, 'TwinAccountBounded', [twin_id, origin.account]);
  }),
};

/** The twin of an account; refuses with TwinNotExists. */
export function ownTwin(chain: Execution, account: string): Twin {
  const id = chain.get('TfgridModule.TwinIdByAccountID', account);
  const twin = id === undefined ? undefined : chain.get('TfgridModule.Twins', id);
  if (!twin) throw refuse('TwinNotExists');
  return twin;
}

function checkInput({ relay, pk }: TwinInput): void {
  if (relay !== undefined) {
    if (relay.length < 4) throw refuse('RelayTooShort');
    if (relay.length > maxRelayBytes) throw refuse('RelayTooLong');
    if (!/^[a-zA-Z0-9._:-]+$/.test(toText(relay))) throw refuse('InvalidRelayAddress');
  }
  if (pk !== undefined && pk.length > maxKeyBytes) throw refuse('CannotCreateTwin');
}

function checkLength(bytes: Uint8Array, min: number, max: number, subject: string): void {
  if (bytes.length < min) throw refuse(`${subject}TooShort`);
  if (bytes.length > max) throw refuse(`${subject}TooLong`);
}
