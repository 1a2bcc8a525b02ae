import type { OrderDocument } from '../../shared/sync/orderDocument.ts';
import type { FeedItem } from '../../shared/sync/endpoints.ts';
import type { SignedSettings } from '../../shared/sync/settingsDocument.ts';
import type { Sql } from '../db/database.ts';
import { standingsOfMessages } from '../mail/messages.store.ts';
import { standingsOf } from '../erasure/standing.ts';

type State = NonNullable<FeedItem['state']>;

export interface Current {
  readonly version: number;
  readonly state: State;
}

interface Row {
  readonly id: string;
  readonly version: number;
  readonly document: string;
}

/** What a kiosk is told of an order. */
const forKiosk = ({ orderId, status, closedAt }: OrderDocument): State => ({ orderId, status, closedAt });

const ordersOf = (sql: Sql, shopId: string, ids: readonly string[]) =>
  sql.query<Row>(
    'SELECT order_id AS id, version, document FROM orders WHERE shop_id = $1 AND order_id = ANY ($2::text[])',
    [shopId, ids],
  );

const subjectsOf = (sql: Sql, shopId: string, refs: readonly string[]) =>
  sql.query<Row>(
    `SELECT subject_ref AS id, version, document FROM subject
      WHERE shop_id = $1 AND subject_ref = ANY ($2::text[])`,
    [shopId, refs],
  );

const settingsOf = async (sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Current>> => {
  const rows = await sql.query<SignedSettings & { readonly id: string }>(
    'SELECT id, text, sig FROM settings_version WHERE id = ANY ($1::text[])',
    [ids],
  );
  return new Map(rows.map(({ id, text, sig }) => [id, { version: 1, state: { text, sig } }]));
};

/** Entities of a store as they are now, by id; what is not there any more is missing. */
export const currentOf = async (
  sql: Sql,
  { shopId, scope, now }: { readonly shopId: string; readonly scope: string; readonly now: number },
  entity: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Current>> => {
  if (ids.length === 0) return new Map();
  if (entity === 'erasure') return standingsOf(sql, shopId, ids, now);
  if (entity === 'settings') return settingsOf(sql, ids);
  if (entity === 'message') return standingsOfMessages(sql, shopId, ids);
  const rows = await (entity === 'order' ? ordersOf : subjectsOf)(sql, shopId, ids);
  return new Map(
    rows.map(({ id, version, document }) => {
      const state = JSON.parse(document) as State;
      const isShort = entity === 'order' && scope.startsWith('kiosk:');
      return [id, { version, state: isShort ? forKiosk(state as OrderDocument) : state }];
    }),
  );
};
