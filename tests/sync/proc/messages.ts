/** What the trial tells a terminal's process. */
export type ToTerminal =
  | { readonly do: 'enrol'; readonly url: string; readonly code: string }
  /** `pauseMs` lies between two acts. */
  | { readonly do: 'work'; readonly pauseMs: number }
  | { readonly do: 'rest' }
  | { readonly do: 'status' }
  /** Writes what it has into that file. */
  | { readonly do: 'report'; readonly file: string };

export interface TerminalStatus {
  readonly pending: number;
  readonly orders: number;
  /** Code of what the last attempt came to, if it failed. */
  readonly error: string | null;
}

/** What it answers. */
export type FromTerminal =
  | { readonly is: 'ready' }
  | { readonly is: 'enrolled' }
  | { readonly is: 'failed'; readonly why: string }
  | ({ readonly is: 'status' } & TerminalStatus)
  | { readonly is: 'reported' };

/** What a terminal has in the end. */
export interface TerminalReport {
  readonly terminalId: string;
  readonly epoch: number;
  readonly epochHash: string;
  readonly ops: readonly {
    readonly epoch: number;
    readonly seq: number;
    readonly opId: string;
    readonly hash: string | null;
    readonly state: string;
  }[];
  /** SHA-256 of each order's document without what each terminal knows for itself, by order id. */
  readonly orders: Readonly<Record<string, string>>;
}
