import type { CallInput } from '../../../../../shared/contract/index.ts';
import type { OpKey } from '../../../../../shared/sync/opBodies.ts';
import type { Entity } from '../../../../../shared/sync/op.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { sql } from '../../../db/sql.ts';
import { recordOp } from './recordOp.ts';

interface Letter {
  readonly type: string;
  readonly typeV: number;
  readonly entity: Entity;
  readonly entityId: string;
  readonly subjects: string;
  readonly orders: string;
  readonly body: string | null;
  readonly state: string;
}

const findLetter = (tx: Tx, opId: string): Letter | undefined =>
  tx.db.get<Letter>(sql`SELECT type, type_v AS typeV, entity, entity_id AS entityId, subjects, orders, body, state
    FROM outbox WHERE op_id = ${opId} AND state IN ('conflict', 'rejected', 'deferred') AND settled IS NULL`);

/** What was meant goes again as a change of its own, based on what this terminal knows of central now. */
const resend = (tx: Tx, letter: Letter): void => {
  // One that central will understand later is there already; one about somebody erased has nothing left to say.
  if (letter.body === null || letter.state === 'deferred') return reject('CONFLICT');
  recordOp(tx, {
    key: `${letter.type}@${letter.typeV}` as OpKey,
    entity: letter.entity,
    entityId: letter.entityId,
    subjects: JSON.parse(letter.subjects),
    orders: JSON.parse(letter.orders),
    body: JSON.parse(letter.body),
  });
};

/** Settles an answer that needs somebody (SYN-4). To discard takes a manager and a reason. */
export const resolveLetter = (
  tx: Tx,
  { opId, action, reason }: Pick<CallInput<'sync:resolve'>, 'opId' | 'action' | 'reason'>,
): void => {
  const letter = findLetter(tx, opId) ?? reject('NOT_FOUND');
  if (action === 'discard' && tx.caller.role !== 'manager') return reject('MANAGER_NEEDED');
  if (action === 'discard' && !reason) return reject('REASON_NEEDED');
  if (action === 'resend') resend(tx, letter);
  tx.db.run(sql`UPDATE outbox SET settled = ${action}, settled_at = ${tx.now}, settled_by = ${tx.caller.staffId},
    settled_reason = ${reason} WHERE op_id = ${opId}`);
  tx.audit('sync.settle', null);
  tx.emit('sync-changed', {});
  tx.emit('health-changed', {});
};
