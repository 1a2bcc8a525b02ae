import type { OpResult } from '../../shared/sync/op.ts';
import type { OrderState } from '../../shared/sync/rules/orderState.ts';
import type { SubjectState } from '../../shared/sync/rules/subjectState.ts';
import type { Sql } from '../db/database.ts';
import type { Terminal } from '../terminals/terminal.ts';
import type { Loaded, StoredOp, StoredOrder } from './opsStore.ts';
import type { ReadOp } from './readOps.ts';

const RESULT = `seq, op_id AS "opId", status, code, version`;

export const storedOps = async (
  sql: Sql,
  { shopId, terminalId, epoch }: Terminal,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, StoredOp>> => {
  const rows = await sql.query<StoredOp>(
    `SELECT ${RESULT}, op_hash AS hash FROM op
      WHERE shop_id = $1 AND terminal_id = $2 AND epoch = $3 AND seq = ANY ($4::bigint[])`,
    [shopId, terminalId, epoch, seqs],
  );
  return new Map(rows.map((row) => [row.seq, row]));
};

export const erasedRefs = async (sql: Sql, refs: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await sql.query<{ ref: string }>('SELECT ref FROM tombstone WHERE ref = ANY ($1::text[])', [
    [...new Set(refs)],
  ]);
  return new Set(rows.map(({ ref }) => ref));
};

const idsOf = (ops: readonly ReadOp[], entity: string): readonly string[] => [
  ...new Set(ops.filter(({ header }) => header.entity === entity).map(({ header }) => header.entityId)),
];

interface OrderRow {
  readonly version: number;
  readonly movedBy: string;
  readonly parts: string;
  readonly document: string;
  readonly kiosk: string | null;
}

export const ORDER_COLUMNS = `version, moved_by AS "movedBy", parts, document, kiosk`;

/** What central stores of an order is what its own rules made of it. */
const orderOf = ({ version, movedBy, parts, document, kiosk }: OrderRow): StoredOrder => ({
  kiosk,
  state: {
    version,
    movedBy,
    parts: JSON.parse(parts) as OrderState['parts'],
    document: JSON.parse(document) as OrderState['document'],
  },
});

/** Locked in the order of their ids, so that two batches on the same orders wait and do not block each other. */
const lockOrders = async (
  sql: Sql,
  shopId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredOrder>> => {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<OrderRow>(
    `SELECT ${ORDER_COLUMNS} FROM orders WHERE shop_id = $1 AND order_id = ANY ($2::text[])
      ORDER BY order_id FOR UPDATE`,
    [shopId, ids],
  );
  return new Map(rows.map(orderOf).map((order) => [order.state.document.orderId, order]));
};

const lockSubjects = async (
  sql: Sql,
  shopId: string,
  refs: readonly string[],
): Promise<ReadonlyMap<string, SubjectState>> => {
  if (refs.length === 0) return new Map();
  const rows = await sql.query<{ version: number; document: string }>(
    `SELECT version, document FROM subject WHERE shop_id = $1 AND subject_ref = ANY ($2::text[])
      ORDER BY subject_ref FOR UPDATE`,
    [shopId, refs],
  );
  const states = rows.map(
    ({ version, document }): SubjectState => ({
      version,
      document: JSON.parse(document) as SubjectState['document'],
    }),
  );
  return new Map(states.map((state) => [state.document.subjectRef, state]));
};

const lockErasures = async (sql: Sql, cmdIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (cmdIds.length === 0) return new Map();
  const rows = await sql.query<{ id: string; version: number }>(
    `SELECT cmd_id AS id, version FROM erasure WHERE cmd_id = ANY ($1::text[]) ORDER BY cmd_id FOR UPDATE`,
    [cmdIds],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
};

const messagesOf = async (
  sql: Sql,
  shopId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ id: string; version: number }>(
    'SELECT message_id AS id, version FROM message WHERE shop_id = $1 AND message_id = ANY ($2::text[])',
    [shopId, ids],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
};

/** What an op id came to the first time, whichever epoch that was in. */
const resultsOf = async (
  sql: Sql,
  shopId: string,
  ops: readonly ReadOp[],
): Promise<ReadonlyMap<string, OpResult>> => {
  const rows = await sql.query<OpResult>(
    `SELECT ${RESULT} FROM op WHERE shop_id = $1 AND op_id = ANY ($2::text[]) AND NOT repeated`,
    [shopId, ops.map(({ header }) => header.opId)],
  );
  return new Map(rows.map((row) => [row.opId, row]));
};

export const loadFor = async (sql: Sql, { shopId }: Terminal, ops: readonly ReadOp[]): Promise<Loaded> => ({
  results: await resultsOf(sql, shopId, ops),
  orders: await lockOrders(sql, shopId, idsOf(ops, 'order')),
  subjects: await lockSubjects(sql, shopId, idsOf(ops, 'subject')),
  messages: await messagesOf(sql, shopId, idsOf(ops, 'message')),
  erasures: await lockErasures(sql, idsOf(ops, 'erasure')),
});
