import type { OpResult } from '../../../shared/sync/op.ts';
import type { SubjectState } from '../../../shared/sync/rules/subjectState.ts';
import type { AnsweredOp, Mention, StoredOrder } from '../../../central/ops/opsStore.ts';
import type { Terminal } from '../../../central/terminals/terminal.ts';

export interface FeedRow extends Mention {
  /** Transaction and position, both taken when the row is written and seen when it is committed. */
  readonly xid: number;
  readonly pos: number;
}

export interface StoredAnswer {
  readonly terminalId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
  readonly prev: string;
  readonly result: OpResult;
  readonly repeated: boolean;
}

/** What central keeps over its restarts. Values are never changed in place, so that a backup is a copy of the maps. */
export interface Tables {
  incarnation: string;
  readonly terminals: Map<string, Terminal>;
  /** Hash of the record of each epoch, by terminal and epoch. */
  readonly epochs: Map<string, string>;
  /** By terminal, epoch and seq. */
  readonly ops: Map<string, StoredAnswer>;
  /** What each op id came to the first time. */
  readonly results: Map<string, OpResult>;
  readonly orders: Map<string, StoredOrder>;
  readonly subjects: Map<string, SubjectState>;
  /** Who serves as hub, and where. */
  readonly hubs: Map<string, { readonly url: string; readonly tlsSha256: string }>;
  feed: readonly FeedRow[];
  xid: number;
  pos: number;
}

export const emptyTables = (incarnation: string): Tables => ({
  incarnation,
  terminals: new Map(),
  epochs: new Map(),
  ops: new Map(),
  results: new Map(),
  orders: new Map(),
  subjects: new Map(),
  hubs: new Map(),
  feed: [],
  xid: 10,
  pos: 0,
});

export const copyTables = (tables: Tables): Tables => ({
  ...tables,
  terminals: new Map(tables.terminals),
  epochs: new Map(tables.epochs),
  ops: new Map(tables.ops),
  results: new Map(tables.results),
  orders: new Map(tables.orders),
  subjects: new Map(tables.subjects),
  hubs: new Map(tables.hubs),
});

export const opKey = (terminalId: string, epoch: number, seq: number): string =>
  `${terminalId} ${epoch} ${seq}`;

export const storedAnswer = (
  { terminalId, epoch }: Pick<Terminal, 'terminalId' | 'epoch'>,
  { op, result, repeated }: AnsweredOp,
): StoredAnswer => ({
  terminalId,
  epoch,
  seq: result.seq,
  hash: op.hash,
  prev: op.header.prev,
  result,
  repeated,
});
