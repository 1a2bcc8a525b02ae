import type { OrderId } from '../../../../shared/domain/ids.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { ofUnrestricted } from '../restriction/index.ts';
import type { PrintTask, PrintTaskState } from '../tickets/index.ts';

export type PrintKind = 'ticket' | 'receipt' | 'slip';

export interface PrintTaskRecord extends PrintTask {
  readonly taskId: string;
  readonly orderId: OrderId;
  readonly kind: PrintKind;
  /** 0 is the first print. */
  readonly copy: number;
  /** Name of who asked for it; null when the order itself did. */
  readonly by: string | null;
}

interface Row {
  task_id: string;
  order_id: OrderId;
  kind: PrintKind;
  copy: number;
  state: PrintTaskState;
  name: string | null;
  requested_at: number;
  last_tried_at: number | null;
}

const SELECT = sql`SELECT t.task_id, t.order_id, t.kind, t.copy, t.state, s.name, t.requested_at, t.last_tried_at
  FROM print_task t LEFT JOIN staff s ON s.staff_id = t.staff_id`;

const toTask = (row: Row): PrintTaskRecord => ({
  taskId: row.task_id,
  orderId: row.order_id,
  kind: row.kind,
  copy: row.copy,
  state: row.state,
  by: row.name,
  requestedAt: row.requested_at,
  lastTriedAt: row.last_tried_at,
});

export interface NewTask extends Pick<PrintTaskRecord, 'taskId' | 'orderId' | 'kind' | 'copy'> {
  readonly staffId: string | null;
  readonly now: number;
}

export const insertTask = (db: WritableDb, task: NewTask): void =>
  assertChanged(
    db.run(sql`INSERT INTO print_task (task_id, order_id, kind, copy, state, staff_id, requested_at)
      VALUES (${task.taskId}, ${task.orderId}, ${task.kind}, ${task.copy}, 'waiting', ${task.staffId}, ${task.now})`),
  );

/** The latest print of one kind of an order. */
export const lastTask = (db: ReadableDb, orderId: string, kind: PrintKind): PrintTaskRecord | undefined => {
  const row = db.get<Row>(sql`${SELECT} WHERE t.order_id = ${orderId} AND t.kind = ${kind}
    ORDER BY t.requested_at DESC, t.copy DESC LIMIT 1`);
  return row && toTask(row);
};

/** The latest print of an order, whatever kind. */
export const lastTaskOf = (db: ReadableDb, orderId: string): PrintTaskRecord | undefined => {
  const row = db.get<Row>(sql`${SELECT} WHERE t.order_id = ${orderId}
    ORDER BY t.requested_at DESC, t.copy DESC LIMIT 1`);
  return row && toTask(row);
};

/** The latest print of this terminal. */
export const lastTaskOfAll = (db: ReadableDb): PrintTaskRecord | undefined => {
  const row = db.get<Row>(sql`${SELECT} ORDER BY t.requested_at DESC LIMIT 1`);
  return row && toTask(row);
};

/** Waiting prints, in the order they were asked for; those of a restricted person wait on. */
export const printableTasks = (db: ReadableDb): readonly PrintTaskRecord[] =>
  db
    .all<Row>(sql`${SELECT} JOIN orders o ON o.order_id = t.order_id
      WHERE t.state = 'waiting' AND ${ofUnrestricted} ORDER BY t.requested_at LIMIT 200`)
    .map(toTask);

/** Tasks in a state, in the order they were asked for. */
export const tasksIn = (db: ReadableDb, state: PrintTaskState): readonly PrintTaskRecord[] =>
  db.all<Row>(sql`${SELECT} WHERE t.state = ${state} ORDER BY t.requested_at LIMIT 200`).map(toTask);

/** Moves a task on; false when another hand moved it first. */
export const moveTask = (
  db: WritableDb,
  task: { readonly taskId: string; readonly from: PrintTaskState; readonly to: PrintTaskState },
  now: number,
  reason: string | null = null,
): boolean =>
  db.run(sql`UPDATE print_task SET state = ${task.to}, reason = ${reason},
      last_tried_at = CASE WHEN ${task.to} = 'sending' THEN ${now} ELSE last_tried_at END,
      printed_at = CASE WHEN ${task.to} = 'printed' THEN ${now} ELSE printed_at END
    WHERE task_id = ${task.taskId} AND state = ${task.from}`) === 1;

/** A person asks for a print again that never came out. */
export const renewTask = (db: WritableDb, taskId: string, now: number): void =>
  assertChanged(
    db.run(sql`UPDATE print_task SET state = 'waiting', reason = NULL, requested_at = ${now}, last_tried_at = NULL
      WHERE task_id = ${taskId}`),
  );
