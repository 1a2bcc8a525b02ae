import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

/** A recipient is told within this; the person may ask who was (GDPR 19: without undue delay). */
const DUE_MS = 30 * 86_400_000;

export type TaskKind = 'rectified' | 'erased' | 'restricted';

/**
 * Makes a task for each recipient that got data of these people, to tell them of a correction, erasure or restriction
 * (GDPR 19); one that waits already is not doubled. Answers how many wait now for this reason.
 */
export const tellRecipients = (tx: Tx, people: readonly PersonId[], kind: TaskKind): number => {
  const disclosed = tx.db.all<{ disclosure_id: string }>(sql`SELECT DISTINCT d.disclosure_id
    FROM disclosure d JOIN disclosure_order o ON o.disclosure_id = d.disclosure_id
    WHERE d.state = 'approved' AND o.subject_ref IN (SELECT subject_ref FROM subject_map
        WHERE person_id IN (SELECT value FROM json_each(${JSON.stringify(people)})))
      AND NOT EXISTS (SELECT 1 FROM recipient_task t
        WHERE t.disclosure_id = d.disclosure_id AND t.kind = ${kind} AND t.sent_at IS NULL)`);
  for (const { disclosure_id: disclosureId } of disclosed)
    tx.db.run(sql`INSERT INTO recipient_task (task_id, disclosure_id, kind, made_at, due_at)
      VALUES (${tx.ids.ulid()}, ${disclosureId}, ${kind}, ${tx.now}, ${tx.now + DUE_MS})`);
  return disclosed.length;
};

type Task = CallOutput<'disclosures:tasks'>['tasks'][number];

/** What waits or was not acknowledged, the first due first. */
export const listTasks = (db: ReadableDb): readonly Task[] =>
  db.all<Task>(sql`SELECT t.task_id AS taskId, t.disclosure_id AS disclosureId, d.recipient_id AS recipientId, t.kind,
      t.due_at AS dueAt, t.sent_at AS sentAt, t.acknowledged_at AS acknowledgedAt
    FROM recipient_task t JOIN disclosure d ON d.disclosure_id = t.disclosure_id
    WHERE t.acknowledged_at IS NULL ORDER BY t.due_at LIMIT 500`);

/** Says that a recipient was told, or answered; false where that was said before or the order is wrong. */
export const settleTask = (
  db: WritableDb,
  taskId: string,
  what: 'sent' | 'acknowledged',
  now: number,
): boolean =>
  (what === 'sent'
    ? db.run(sql`UPDATE recipient_task SET sent_at = ${now} WHERE task_id = ${taskId} AND sent_at IS NULL`)
    : db.run(sql`UPDATE recipient_task SET acknowledged_at = ${now}
        WHERE task_id = ${taskId} AND sent_at IS NOT NULL AND acknowledged_at IS NULL`)) === 1;
