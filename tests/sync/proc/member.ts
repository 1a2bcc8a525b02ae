import type { startFaultProxy } from '../tools/faultProxy.ts';
import type { ChildTerminal } from './childTerminal.ts';

/** A terminal of the store and its line to central. */
export interface Member {
  readonly terminal: ChildTerminal;
  readonly proxy: Awaited<ReturnType<typeof startFaultProxy>>;
}
