import type { Fault } from '../nodes/faults.ts';
import type { Envelope } from './envelope.ts';

export interface RelayOptions {
  /** On 127.0.0.1; 0 takes any free one. */
  port: number;
  nowMs(): number;
  accountKeyOfTwin(twin: number): Uint8Array | undefined;
  /** Delivers to a machine inside this process; false when no machine has that twin. */
  deliverToNode(envelope: Envelope): boolean;
  takeFault(): Fault | undefined;
}
