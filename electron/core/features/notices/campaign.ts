import type { NoticeChange } from '../../../../shared/contract/notices.ts';
import type { Contact } from '../../../../shared/domain/contact.ts';
import type { Tx } from '../../call/context.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { hasUntold, listAffected, noteContactShown } from './campaign.store.ts';
import { listNotices, type NoticeRecord } from './notices.store.ts';

const isOnItsWay = ({ kind, state, materiality }: NoticeRecord): boolean =>
  kind === 'in_store_notice' && state === 'published' && materiality === 'material';

/**
 * The material change that has not reached everybody yet. It is shown to whoever orders, known or not: what the screen
 * does says nothing about who is a customer (R8).
 */
export const runningChange = (db: ReadableDb): NoticeChange | null => {
  const newest = listNotices(db)
    .filter(isOnItsWay)
    .toSorted((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0))[0];
  const change = newest?.body.change;
  if (!newest || !change || !hasUntold(db, newest)) return null;
  const { noticeId, version, effectiveAt } = newest;
  return { noticeId, version, effectiveAt: effectiveAt ?? 0, change };
};

/** A material change is published: who is affected is written down at once, in the same transaction. */
export const beginTelling = (tx: Tx, notice: NoticeRecord): void => {
  if (isOnItsWay(notice)) listAffected(tx.db, notice, tx.now);
};

/** An order was placed by somebody who had the running change on the screen. */
export const noteChangeShown = (tx: Tx, version: string, contact: Contact): void => {
  const running = runningChange(tx.db);
  if (running?.version === version) noteContactShown(tx.db, running, contact, tx.now);
};
