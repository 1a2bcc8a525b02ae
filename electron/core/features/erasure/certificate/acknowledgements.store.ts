import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import type { ErasureStanding } from '../../../../../shared/sync/ledger.ts';
import type { Certificate } from '../../../../../shared/privacy/certificate.ts';

/** Takes down how far terminals are, also those of other stores, as central tells it; nothing of an erasure that is not known here. */
export const putStanding = (db: WritableDb, { cmdId, terminals }: ErasureStanding): void => {
  db.run(sql`DELETE FROM erasure_terminal WHERE cmd_id = ${cmdId}`);
  for (const { terminalId, state, since } of terminals)
    db.run(sql`INSERT INTO erasure_terminal (cmd_id, terminal_id, state, since)
      SELECT cmd_id, ${terminalId}, ${state}, ${since} FROM erasure_job WHERE cmd_id = ${cmdId}`);
};

/** Remembers which tasks tell recipients of this erasure, while it is known whose orders it is about. */
export const putRecipients = (db: WritableDb, cmdId: string, orders: readonly string[]): void =>
  void db.run(sql`INSERT INTO erasure_recipient (cmd_id, task_id) SELECT DISTINCT ${cmdId}, t.task_id
    FROM recipient_task t JOIN disclosure_order o ON o.disclosure_id = t.disclosure_id
    WHERE t.kind = 'erased' AND o.order_id IN (SELECT value FROM json_each(${JSON.stringify(orders)}))
    ON CONFLICT (cmd_id, task_id) DO NOTHING`);

/** The erasures that a recipient is told of by a task. */
export const erasuresOfTask = (db: ReadableDb, taskId: string): readonly string[] =>
  db
    .all<{ cmdId: string }>(sql`SELECT cmd_id AS cmdId FROM erasure_recipient WHERE task_id = ${taskId}`)
    .map(({ cmdId }) => cmdId);

interface TerminalRow {
  readonly id: string;
  readonly state: string;
  readonly since: number;
}

/** Terminals as a certificate names them; empty where central has told nothing yet. */
export const terminalsOf = (db: ReadableDb, cmdId: string): Certificate['terminals'] =>
  db
    .all<TerminalRow>(sql`SELECT terminal_id AS id, state, since FROM erasure_terminal WHERE cmd_id = ${cmdId}
      ORDER BY terminal_id`)
    .map(({ id, state, since }) => ({
      id,
      ack_at: state === 'done' ? since : null,
      pending_offline: state === 'pending_offline',
    }));

/** Recipients of the person's data, when each was told and when it confirmed. */
export const recipientsOf = (db: ReadableDb, cmdId: string): Certificate['recipients'] => [
  ...db.all<
    Certificate['recipients'][number]
  >(sql`SELECT d.recipient_id AS id, t.sent_at, t.acknowledged_at AS ack_at
    FROM erasure_recipient e JOIN recipient_task t ON t.task_id = e.task_id
    JOIN disclosure d ON d.disclosure_id = t.disclosure_id WHERE e.cmd_id = ${cmdId} ORDER BY t.task_id`),
];
