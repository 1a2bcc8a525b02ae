/** What a process did to a folder, in the order in which its calls ended. Paths are relative to the folder. */
export type DiskEvent = {
  /** How many events had ended when the call was entered: an fsync promises nothing about a write that ended later. */
  readonly began: number;
} & (
  | { readonly type: 'create' | 'mkdir' | 'remove'; readonly path: string }
  | { readonly type: 'rename'; readonly path: string; readonly to: string }
  /** `at` is null for an append. */
  | { readonly type: 'write'; readonly path: string; readonly data: Buffer; readonly at: number | null }
  | { readonly type: 'truncate'; readonly path: string; readonly size: number }
  | { readonly type: 'sync'; readonly path: string; readonly dataOnly: boolean }
  | { readonly type: 'sync-all' }
  /** The process promised something. */
  | { readonly type: 'ack'; readonly text: string }
);

/** Without `began`, which the reader of a record adds. */
export type NewEvent = DiskEvent extends infer E ? (E extends DiskEvent ? Omit<E, 'began'> : never) : never;

/** A file's bytes; null is a folder. */
export type Content = ReadonlyMap<string, Buffer | null>;
