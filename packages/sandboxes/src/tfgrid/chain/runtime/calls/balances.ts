import { existentialDeposit } from '../../metadata/pallets/frame-pallets.ts';
import { transfer, usableBalance } from '../accounts.ts';
import { DispatchFailure } from '../execution.ts';
import { handler } from '../handler.ts';
import type { Enum, Ss58 } from '../values.ts';

type Destination = Enum<'Id', Ss58> | Enum<'Index' | 'Raw' | 'Address32' | 'Address20', unknown>;

export const balancesCalls = {
  transfer_allow_death: handler<{ dest: Destination; value: bigint }>((chain, origin, { dest, value }) =>
    transfer(chain, origin.account, lookUp(dest), value, { keepAlive: false }),
  ),
  transfer_keep_alive: handler<{ dest: Destination; value: bigint }>((chain, origin, { dest, value }) =>
    transfer(chain, origin.account, lookUp(dest), value, { keepAlive: true }),
  ),
  transfer_all: handler<{ dest: Destination; keep_alive: boolean }>((chain, origin, { dest, keep_alive }) => {
    const spare = keep_alive ? 0n : existentialDeposit;
    const usable = usableBalance(chain, origin.account);
    const { reserved, frozen } = chain.get('System.Account', origin.account).data;
    const all = reserved === 0n && frozen === 0n ? usable + spare : usable;
    transfer(chain, origin.account, lookUp(dest), all, { keepAlive: keep_alive });
  }),
};

function lookUp(address: Destination): Ss58 {
  if (address.type !== 'Id') throw new DispatchFailure({ type: 'Other', value: undefined });
  return address.value as Ss58;
}
