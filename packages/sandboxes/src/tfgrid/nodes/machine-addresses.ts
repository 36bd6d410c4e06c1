import type { DatabaseSync } from 'node:sqlite';
import { newSshKeyPair } from './ssh-key-pair.ts';

export interface MachineAddress {
  /** Loopback address that the machine listens on. */
  address: string;
  /** OpenSSH private key: a machine keeps its host key for life, or clients would warn. */
  hostKey: string;
}

export interface MachineAddresses {
  /** The machine's address and host key, chosen at its first start. `publicIp` wins; others get one of 127.`octet`.210–254.x. */
  of(machine: string, publicIp: string | undefined): MachineAddress;
  /** Gives back the addresses of machines whose contract is none of these. */
  keepOnly(contractIds: ReadonlySet<string>): void;
}

const firstPrivateNet = 210;
const privateNets = 45;
const hostsPerNet = 250;

export function createMachineAddresses(state: DatabaseSync, octet: number): MachineAddresses {
  const find = state.prepare('select address, host_key from machine_addresses where machine = ?');
  const save = state.prepare('insert or replace into machine_addresses values (?, ?, ?)');
  const isTaken = state.prepare('select 1 from machine_addresses where address = ?');
  const all = state.prepare('select machine from machine_addresses');
  const erase = state.prepare('delete from machine_addresses where machine = ?');
  const freeAddress = () => {
    for (let index = 0; index < privateNets * hostsPerNet; index++) {
      const address = `127.${octet}.${firstPrivateNet + Math.floor(index / hostsPerNet)}.${2 + (index % hostsPerNet)}`;
      if (isTaken.get(address) === undefined) return address;
    }
    throw new RangeError('no loopback address is left');
  };
  return {
    of(machine, publicIp) {
      const row = find.get(machine);
      if (row && (publicIp === undefined || row.address === publicIp)) {
        return { address: String(row.address), hostKey: String(row.host_key) };
      }
      const address = publicIp ?? freeAddress();
      const hostKey = newSshKeyPair().private;
      save.run(machine, address, hostKey);
      return { address, hostKey };
    },
    keepOnly(contractIds) {
      const contractOf = (machine: string) => machine.slice(0, machine.indexOf('-'));
      for (const { machine } of all.all()) {
        if (!contractIds.has(contractOf(String(machine)))) erase.run(String(machine));
      }
    },
  };
}
