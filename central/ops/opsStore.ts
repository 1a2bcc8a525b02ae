import type { OpResult } from '../../shared/sync/op.ts';
import type { MessageToSend } from '../../shared/sync/messageDocument.ts';
import type { OpBody } from '../../shared/sync/opBodies.ts';
import type { OrderState } from '../../shared/sync/rules/orderState.ts';
import type { SubjectState } from '../../shared/sync/rules/subjectState.ts';
import type { Terminal } from '../terminals/terminal.ts';
import type { ReadOp } from './readOps.ts';

/** An op that was answered before. */
export interface StoredOp extends OpResult {
  readonly hash: string;
}

export interface StoredOrder {
  readonly state: OrderState;
  /** The kiosk that took it and is told of it; null for one taken at a counter. */
  readonly kiosk: string | null;
}

/** A message that was not there before. */
export interface NewMessage {
  readonly messageId: string;
  /** The kiosk that queued it and is told of it; null for one of a counter. */
  readonly kiosk: string | null;
  readonly message: MessageToSend;
}

/** What an op is decided upon: the entities of its batch as they are now, locked. */
export interface Loaded {
  readonly orders: ReadonlyMap<string, StoredOrder>;
  readonly subjects: ReadonlyMap<string, SubjectState>;
  /** Versions of the messages that are there already. */
  readonly messages: ReadonlyMap<string, number>;
  /** Versions of the erasures that acknowledgements are about. */
  readonly erasures: ReadonlyMap<string, number>;
  /** Results of ops that came before in an earlier epoch, by op id. */
  readonly results: ReadonlyMap<string, OpResult>;
}

/** An op with what it came to, as it is kept. */
export interface AnsweredOp {
  readonly op: ReadOp;
  readonly result: OpResult;
  /** Its op id took effect with an earlier row. */
  readonly repeated: boolean;
  /** Kept only where central understood it, or will after an upgrade. */
  readonly keepsBody: boolean;
  /** All pseudonyms and orders it touches, those of its body too: what an erasure finds it by. */
  readonly subjects: readonly string[];
  readonly orders: readonly string[];
}

/** An entity that goes into the feed again, and to whom. */
export interface Mention {
  readonly scope: string;
  readonly entity: string;
  readonly id: string;
  readonly version: number;
}

export interface Acknowledgement {
  readonly body: OpBody<'erasure.acknowledged@1'>;
  readonly version: number;
}

/** All that a run of ops changes. */
export interface Changes {
  readonly terminal: Terminal;
  readonly ops: readonly AnsweredOp[];
  readonly newOrders: readonly StoredOrder[];
  readonly changedOrders: readonly StoredOrder[];
  readonly newSubjects: readonly SubjectState[];
  readonly changedSubjects: readonly SubjectState[];
  readonly newMessages: readonly NewMessage[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly mentions: readonly Mention[];
}

/** One transaction on central's data, as a terminal's store sees it. */
export interface OpsTx {
  /** Locks the terminal: what one terminal sends is done one after the other, whatever path it came by. */
  readonly lockTerminal: (terminalId: string) => Promise<Terminal | undefined>;
  /** Ops of an epoch that were answered, by `seq`. */
  readonly stored: (terminal: Terminal, seqs: readonly number[]) => Promise<ReadonlyMap<number, StoredOp>>;
  /** Which of these pseudonyms and orders are erased. */
  readonly erased: (refs: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly load: (terminal: Terminal, ops: readonly ReadOp[]) => Promise<Loaded>;
  readonly write: (changes: Changes) => Promise<void>;
  /** Writes the ledger first, then erases: all that was named and the person's other orders. */
  readonly erase: (terminal: Terminal, order: OpBody<'erasure.ordered@1'>) => Promise<void>;
}

/** Where ops are applied: PostgreSQL, or a simulation's memory. */
export interface OpsStore {
  /** `erases`: it may call `erase`, and runs beside no other. */
  readonly transaction: <T>(
    place: { readonly terminalId: string; readonly shopId: string; readonly erases: boolean },
    work: (tx: OpsTx) => Promise<T>,
  ) => Promise<T>;
}
