import type { CallOutput } from '../../../../shared/contract/index.ts';
import { formatOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import type { Tx } from '../../call/context.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { damagedPhotos, retryDamaged } from './files/files.store.ts';
import { feedLetters, readAnew } from './loop/letters.store.ts';

type Held = CallOutput<'sync:deadLetters'>['held'][number];

const MOST = 200;

const orderOf = (db: ReadableDb, orderId: string | null): Pick<Held, 'orderId' | 'number'> => {
  const order =
    orderId === null
      ? undefined
      : db.get<{ letter: string; n: number }>(sql`SELECT letter, n FROM orders WHERE order_id = ${orderId}`);
  return order
    ? { orderId: orderId as never, number: formatOrderNumber(order) }
    : { orderId: null, number: null };
};

const WHATS = ['order', 'subject', 'settings'] as const;

/** What came from central and is not here, and photos that went bad before they were there: shown, and tried again (I10). */
export const heldBack = (db: ReadableDb): readonly Held[] =>
  [
    ...damagedPhotos(db).map(({ orderId, photos, at }) => ({
      ...orderOf(db, orderId),
      what: 'photos' as const,
      since: at,
      code: 'damaged' as const,
      photos,
    })),
    ...feedLetters(db).map(({ entity, entityId, code, at }) => ({
      ...orderOf(db, entity === 'order' ? entityId : null),
      what: WHATS.find((one) => one === entity) ?? ('other' as const),
      since: at,
      code,
      photos: 0,
    })),
  ].slice(0, MOST);

/** Reads anew what central has, and once more the photos that went bad. */
export const retryHeld = (tx: Tx): void => {
  readAnew(tx.db);
  retryDamaged(tx.db);
  tx.emit('sync-changed', {});
  tx.emit('health-changed', {});
};
