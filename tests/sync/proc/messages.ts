import type { SyncStatus } from '../../../shared/contract/sync.ts';

/** What the trial tells a terminal's process. */
export type ToTerminal =
  | { readonly do: 'enrol'; readonly url: string; readonly code: string }
  /** `pauseMs` lies between two acts. */
  | { readonly do: 'work'; readonly pauseMs: number }
  | { readonly do: 'rest' }
  /** Serves as the store's hub at that port, or no longer. */
  | { readonly do: 'serve'; readonly on: boolean; readonly port: number }
  /** Asks central who the hub is, as after a change of settings. */
  | { readonly do: 'settle' }
  | { readonly do: 'status' }
  | { readonly do: 'kept' }
  /** Writes what it has into that file. */
  | { readonly do: 'report'; readonly file: string };

export interface TerminalStatus {
  readonly pending: number;
  readonly orders: number;
  /** Code of what the last attempt came to, if it failed. */
  readonly error: string | null;
  /** Own ops that central has answered. */
  readonly answered: number;
  readonly hub: SyncStatus['hub'];
}

/** Ids of ops that central has not answered, on both sides of a hub. */
export interface Kept {
  /** Own ones that the hub acknowledged. */
  readonly acknowledged: readonly string[];
  /** Those of others that wait here for central. */
  readonly relays: readonly string[];
}

/** What it answers. */
export type FromTerminal =
  /** `held`: ops of others that lay here for central at its start. */
  | { readonly is: 'ready'; readonly held: number }
  | { readonly is: 'enrolled' }
  | { readonly is: 'failed'; readonly why: string }
  | ({ readonly is: 'status' } & TerminalStatus)
  | ({ readonly is: 'kept' } & Kept)
  | { readonly is: 'reported' };

interface ReportedOp {
  readonly epoch: number;
  readonly seq: number;
  readonly opId: string;
  readonly hash: string | null;
  readonly state: string;
}

/** What a terminal has in the end. */
export interface TerminalReport {
  readonly terminalId: string;
  readonly epoch: number;
  readonly epochHash: string;
  readonly ops: readonly ReportedOp[];
  /** Ops of others that came by here as hub. */
  readonly relays: readonly (ReportedOp & { readonly terminalId: string })[];
  /** SHA-256 of each order's document without what each terminal knows for itself, by order id. */
  readonly orders: Readonly<Record<string, string>>;
}
