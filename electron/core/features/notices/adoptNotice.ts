import { isDeepStrictEqual } from 'node:util';
import type { PublishedNotice } from '../../../../shared/domain/notice.ts';
import type { Tx } from '../../call/context.ts';
import { beginTelling } from './campaign.ts';
import { deleteUnpublished, findNotice, insertNotice } from './notices.store.ts';
import { toKeep } from './shippedNotice.ts';

/**
 * Keeps a notice that the owner signed, and begins to tell people of a material change. What was written here under its
 * version and never published gives way; false where another text was published here under it.
 */
export const adoptNotice = (tx: Tx, notice: PublishedNotice): boolean => {
  const kept = toKeep(notice);
  deleteUnpublished(tx.db, notice);
  if (insertNotice(tx.db, kept)) beginTelling(tx, { ...kept, signed: true });
  else if (!isDeepStrictEqual(findNotice(tx.db, notice.noticeId, notice.version)?.body, kept.body))
    return false;
  tx.emit('notices-changed', {});
  tx.emit('health-changed', {});
  return true;
};
