import type { FeedAnswer } from '../../../../../../shared/sync/endpoints.ts';
import type { SignedSettings } from '../../../../../../shared/sync/settingsDocument.ts';
import { OrderDocument } from '../../../../../../shared/sync/orderDocument.ts';
import type { ReadableDb } from '../../../../db/handles.ts';
import { isOrderLocked } from '../../../recordsLock/index.ts';
import { versionOf } from '../../outbox/recordOp.ts';
import { type FeedRow, lastPlace, rowsAfter } from './store/feed.store.ts';
import { SyncFault } from '../../../../../../shared/sync/syncFault.ts';

/** An order of this terminal's tables as others read it; undefined where there is none. */
export type DocumentOf = (db: ReadableDb, orderId: OrderDocument['orderId']) => OrderDocument | undefined;

/** Price lists and notices that the owner signed, as they are kept here. */
export interface SignedVersions {
  readonly ids: (db: ReadableDb) => readonly string[];
  readonly find: (db: ReadableDb, id: string) => SignedSettings | undefined;
}

/** Where the feed finds what it names. */
export interface FeedSources {
  readonly documentOf: DocumentOf;
  readonly signedVersions: SignedVersions;
}

type Item = FeedAnswer['items'][number];

/** The place a cursor names. @throws SyncFault `cursor_gone` for one of another life */
const placeOf = (incarnation: string, cursor: string | null): number => {
  if (cursor === null) return 0;
  const [life, place = ''] = cursor.split('.');
  if (life !== incarnation || !/^\d{1,15}$/.test(place)) throw new SyncFault('cursor_gone');
  return Number(place);
};

/** As central passes it on: each version is one entity and never changes. */
const settingsItem = (db: ReadableDb, { find }: SignedVersions, id: string): Item | null => {
  const state = find(db, id);
  return state === undefined ? null : { entity: 'settings', id, version: 1, kind: 'put', state };
};

const orderItem = (
  db: ReadableDb,
  documentOf: DocumentOf,
  kiosk: string | null,
  entityId: string,
): Item | null => {
  if (isOrderLocked(db, entityId)) return null;
  const document = OrderDocument.safeParse(documentOf(db, entityId as OrderDocument['orderId'])).data;
  if (document === undefined) return null;
  const { orderId, status, closedAt } = document;
  return {
    entity: 'order',
    id: entityId,
    version: versionOf(db, 'order', entityId) ?? 1,
    kind: 'put',
    state: kiosk === null ? document : { orderId, status, closedAt },
  };
};

/**
 * One page of what changed here behind a cursor, as it is now: whole orders for a counter, for a kiosk how far those are
 * that it brought; for both the price lists and notices that the owner signed. Rights and erasures have ways of their own.
 * Closed records are left out.
 * @throws SyncFault `cursor_gone`
 */
export const readHubFeed = (
  db: ReadableDb,
  { documentOf, signedVersions }: FeedSources,
  {
    incarnation,
    kiosk,
    cursor,
    limit,
  }: {
    readonly incarnation: string;
    readonly kiosk: string | null;
    readonly cursor: string | null;
    readonly limit: number;
  },
): FeedAnswer => {
  const place = placeOf(incarnation, cursor);
  const itemOf = ({ entity, entityId }: FeedRow): Item | null =>
    entity === 'order'
      ? orderItem(db, documentOf, kiosk, entityId)
      : settingsItem(db, signedVersions, entityId);
  const rows = rowsAfter(db, { place, kiosk, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const more = rows.length > limit;
  const end = more ? (page.at(-1)?.place ?? place) : Math.max(place, lastPlace(db));
  return {
    items: page.map(itemOf).filter((item) => item !== null),
    cursor: `${incarnation}.${end}`,
    more,
    lagMs: 0,
  };
};
