import type { Genesis } from './genesis.ts';
import { writeGenesis } from './genesis-state.ts';
import { createRuntimeCodecs } from './runtime/codecs.ts';
import { dispatch } from './runtime/dispatch.ts';
import { createExecution, DispatchFailure, type Execution } from './runtime/execution.ts';
import type { EventRecord } from './runtime/values.ts';

const codecs = createRuntimeCodecs();
const startSeconds = 1_800_000_000n;

/** The runtime without blocks, pool and network: calls change a state whose time the test moves. */
export interface TestRuntime {
  /** Reads and writes at the current time. */
  readonly chain: Execution;
  /** Names of the events since the last look, without those of balances. */
  takeEvents(): string[];
  /** Values of all events of a name, oldest first. */
  eventsNamed(name: string): unknown[];
  /** Carries out a call of SmartContractModule, or `Pallet.call`; gives the name of the refusal, or `ok`. */
  call(account: string, name: string, args: unknown, options?: { authority: boolean }): string;
  pass(seconds: number): void;
}

export function createTestRuntime(genesis: Genesis): TestRuntime {
  const state = new Map<string, string>();
  const log: EventRecord[] = [];
  let looked = 0;
  let blockNumber = 0;
  let nowSeconds = startSeconds;
  const newBlock = () =>
    createExecution({ codecs, parent: (key) => state.get(key), blockNumber: ++blockNumber, nowSeconds });
  let execution = newBlock();
  writeGenesis(execution, genesis);
  const commit = () => {
    for (const [key, value] of execution.writes) {
      if (value === null) state.delete(key);
      else state.set(key, value);
    }
    log.push(...execution.events);
    execution = newBlock();
  };
  commit();

  return {
    get chain() {
      return execution;
    },
    takeEvents() {
      const names = log.slice(looked).filter(({ event }) => event.type !== 'Balances' && event.type !== 'System');
      looked = log.length;
      return names.map(({ event }) => event.value.type);
    },
    eventsNamed: (name) => log.filter(({ event }) => event.value.type === name).map(({ event }) => event.value.value),
    call(account, name, args, { authority } = { authority: false }) {
      const [pallet, call] = name.includes('.') ? (name.split('.') as [string, string]) : ['SmartContractModule', name];
      try {
        dispatch(execution, { account, authority }, { type: pallet, value: { type: call, value: args } });
        return 'ok';
      } catch (error) {
        if (!(error instanceof DispatchFailure)) throw error;
        return error.message;
      } finally {
        commit();
      }
    },
    pass(seconds) {
      nowSeconds += BigInt(seconds);
      commit();
    },
  };
}
