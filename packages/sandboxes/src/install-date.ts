import type { SandboxClock } from './clock.ts';

/**
 * Replaces the global Date by one whose present is the sandbox clock's, for libraries that ask Date themselves. Timers
 * keep machine time. Gives back how to restore the old Date.
 */
export function installDate(clock: Pick<SandboxClock, 'now'>): () => void {
  const MachineDate = globalThis.Date;
  // A function and not a class: `Date()` without `new` gives text.
  function ClockDate(...parts: [] | [number | string | Date]): Date | string {
    if (new.target === undefined) return new MachineDate(clock.now()).toString();
    return Reflect.construct(MachineDate, parts.length === 0 ? [clock.now()] : parts, new.target);
  }
  Object.setPrototypeOf(ClockDate, MachineDate);
  ClockDate.prototype = MachineDate.prototype;
  Object.defineProperty(ClockDate, 'name', { value: 'Date' });
  Object.defineProperty(ClockDate, 'now', { value: () => Math.floor(clock.now()), writable: true, configurable: true });
  globalThis.Date = ClockDate as unknown as DateConstructor;
  return () => {
    globalThis.Date = MachineDate;
  };
}
