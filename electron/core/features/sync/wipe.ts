import type { Tx } from '../../call/context.ts';
import { sql } from '../../db/sql.ts';
import { lockForErasure } from '../recordsLock/index.ts';
import { closeRecords } from './absence.ts';
import type { OrderErasure } from './erasures.ts';
import { openEpoch } from './loop/syncStore.ts';
import { noteRefused } from './terminal.store.ts';

/** Changes that name nobody: central takes them also from a terminal that has to wipe itself. */
const NAMES_NOBODY = sql`type IN ('payment.recorded', 'erasure.acknowledged')`;

/**
 * Central has no memory any more of who was erased while this terminal was away: what it still wanted to say is set aside,
 * for somebody to read what that was, and only facts without a person go (sync specification 7.3). Records of before are
 * closed from here on. Answers whether the queue begins anew.
 */
export const discardWaiting = (tx: Tx): boolean => {
  closeRecords(tx);
  const discarded = tx.db.run(sql`UPDATE outbox SET state = 'rejected', code = 'wiped', acked_at = ${tx.now}
    WHERE state = 'pending' AND NOT ${NAMES_NOBODY}`);
  if (discarded === 0) return false;
  openEpoch(tx, 'restored', {});
  tx.emit('health-changed', {});
  return true;
};

const refsOf = (rows: readonly { readonly ref: string }[]): readonly string[] => rows.map(({ ref }) => ref);

/**
 * Orders the erasure of everybody whom this terminal knew before its absence, with the same proof as any other. Whoever
 * ordered here since is known nowhere else and stays. The erasure is nobody's request: it has one id for both. What
 * central has of the store's new orders comes once this terminal is joined again; who was wiped does not come back.
 */
export const wipe = (tx: Tx, order: OrderErasure): void => {
  const orderRefs = refsOf(
    tx.db.all(sql`SELECT order_id AS ref FROM locked_order WHERE cause = 'absence' ORDER BY order_id`),
  );
  const subjectRefs = refsOf(
    tx.db.all(sql`SELECT subject_ref AS ref FROM subject_map WHERE person_id NOT IN (
      SELECT o.person_id FROM orders o WHERE o.person_id IS NOT NULL
        AND o.order_id NOT IN (SELECT order_id FROM locked_order)) ORDER BY subject_ref`),
  );
  const cmdId = tx.ids.ulid();
  const named = { cmdId, requestId: cmdId, subjectRefs, orderRefs };
  lockForErasure(tx.db, named);
  order(tx, named);
  tx.db.run(sql`DELETE FROM feed_state`);
  noteRefused(tx.db, 'wipe', tx.now);
  tx.emit('sync-changed', {});
};
