import { balancesCalls } from './calls/balances.ts';
import { bridgeCalls } from './calls/bridge.ts';
import { contractCalls } from './calls/contracts.ts';
import { farmCalls } from './calls/farms.ts';
import { nodeCalls } from './calls/nodes.ts';
import { priceCalls } from './calls/price.ts';
import { twinCalls } from './calls/twins.ts';
import { utilityCalls } from './calls/utility.ts';
import { badOrigin, type Execution, type Origin } from './execution.ts';
import { type Handler, handler } from './handler.ts';
import type { RuntimeCall } from './values.ts';

const calls: Record<string, Record<string, Handler>> = {
  System: { remark: handler(() => {}) },
  Balances: balancesCalls,
  Utility: utilityCalls(dispatch),
  TfgridModule: { ...twinCalls, ...farmCalls, ...nodeCalls },
  SmartContractModule: contractCalls,
  TFTBridgeModule: bridgeCalls,
  TFTPriceModule: priceCalls,
};

/** Names of all calls that can be carried out, as `Pallet.call`. */
export const dispatchableCalls = Object.entries(calls).flatMap(([pallet, handlers]) =>
  Object.keys(handlers).map((name) => `${pallet}.${name}`),
);

/** Carries out one call or undoes it and throws a DispatchFailure. */
export function dispatch(chain: Execution, origin: Origin, call: RuntimeCall): void {
  const run = calls[call.type]?.[call.value.type];
  if (!run) throw badOrigin();
  chain.atomically(() => run(chain, origin, call.value.value));
}
