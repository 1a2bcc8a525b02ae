import type { z } from '../../../../../shared/domain/z.ts';
import type { Caller } from '../../../../../shared/contract/define.ts';
import type { HistoryEntry } from '../../../../../shared/contract/orders.ts';
import type { OrderId } from '../../../../../shared/domain/ids.ts';
import type { OrderStatus } from '../../../../../shared/domain/orderStatus.ts';
import type { Tx } from '../../../call/context.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import type { JobChange } from '../../production/index.ts';

export type HistoryCode = z.infer<typeof HistoryEntry>['code'];

/** What taking a change of status back restores. */
export interface UndoRecord {
  readonly status: OrderStatus;
  readonly heldFrom: OrderStatus | null;
  readonly closedAt: number | null;
  /** Jobs the change made; undone they are cancelled. */
  readonly jobsMade: readonly string[];
  readonly jobsChanged: readonly JobChange[];
}

export interface NewEntry {
  readonly orderId: OrderId;
  readonly code: HistoryCode;
  readonly from?: OrderStatus;
  readonly to?: OrderStatus;
  readonly reason?: string | null;
  readonly undo?: UndoRecord;
}

/** Who and from which terminal come from the call itself; `opId` is the op that tells central of the line. */
export const addHistory = (tx: Tx, entry: NewEntry, opId: string | null = null): number => {
  const { caller } = tx;
  const undo = entry.undo ? JSON.stringify(entry.undo) : null;
  const row = tx.db.get<{ history_id: number }>(sql`INSERT INTO order_history
      (order_id, at, staff_id, terminal, code, from_status, to_status, reason, undo, op_id)
    VALUES (${entry.orderId}, ${tx.now}, ${caller.staffId}, ${caller.terminal}, ${entry.code},
      ${entry.from ?? null}, ${entry.to ?? null}, ${entry.reason ?? null}, ${undo}, ${opId})
    RETURNING history_id`);
  if (!row) throw new Error('no history row');
  return row.history_id;
};

export interface HistoryRecord {
  readonly historyId: number;
  readonly at: number;
  readonly by: string | null;
  readonly window: Caller['terminal'];
  readonly code: HistoryCode;
  readonly from: OrderStatus | null;
  readonly to: OrderStatus | null;
  readonly reason: string | null;
  readonly undo: UndoRecord | null;
  readonly undone: boolean;
  /** Done at another terminal. */
  readonly elsewhere: boolean;
}

interface Row {
  history_id: number;
  at: number;
  name: string | null;
  terminal: Caller['terminal'];
  code: HistoryCode;
  from_status: OrderStatus | null;
  to_status: OrderStatus | null;
  reason: string | null;
  undo: string | null;
  undone: number;
  elsewhere: number;
}

const MAX_SHOWN = 1000;

/** Newest first. */
export const listHistory = (db: ReadableDb, orderId: OrderId): readonly HistoryRecord[] =>
  db
    .all<Row>(sql`SELECT h.history_id, h.at, s.name, h.terminal, h.code, h.from_status, h.to_status, h.reason, h.undo,
        h.undone, h.elsewhere
      FROM order_history h LEFT JOIN staff s ON s.staff_id = h.staff_id
      WHERE h.order_id = ${orderId} ORDER BY h.history_id DESC LIMIT ${MAX_SHOWN}`)
    .map((row) => ({
      historyId: row.history_id,
      at: row.at,
      by: row.name,
      window: row.terminal,
      code: row.code,
      from: row.from_status,
      to: row.to_status,
      reason: row.reason,
      undo: row.undo === null ? null : (JSON.parse(row.undo) as UndoRecord),
      undone: row.undone === 1,
      elsewhere: row.elsewhere === 1,
    }));

/** Whether the order is in production, or was, because another terminal started it last. */
export const startedElsewhere = (db: ReadableDb, orderId: OrderId): boolean =>
  db.get<{ elsewhere: number }>(sql`SELECT elsewhere FROM order_history
    WHERE order_id = ${orderId} AND code = 'status' AND to_status = 'in_production' AND from_status <> 'on_hold'
      AND undone = 0 ORDER BY history_id DESC LIMIT 1`)?.elsewhere === 1;

export const markUndone = (db: WritableDb, historyId: number): void =>
  assertChanged(
    db.run(sql`UPDATE order_history SET undone = 1 WHERE history_id = ${historyId} AND undone = 0`),
  );

/** Undoing looks at these; payments and notes in between do not matter. */
const CHANGES: readonly HistoryCode[] = ['status', 'undone', 'amended', 'jobs_built', 'reminded'];

/** The last change of status, undone or not: only this one can be taken back. */
export const latestChange = (history: readonly HistoryRecord[]): HistoryRecord | undefined =>
  history.find(({ code }) => CHANGES.includes(code));
