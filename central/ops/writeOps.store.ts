import type { SubjectState } from '../../shared/sync/rules/subjectState.ts';
import type { Sql } from '../db/database.ts';
import { insertMessages } from '../mail/messages.store.ts';
import type { Terminal } from '../terminals/terminal.ts';
import type { Acknowledgement, AnsweredOp, Changes, Mention, StoredOrder } from './opsStore.ts';

/** Columns of rows as one array each, for `unnest`: one statement for the whole run. */
const columns = <T>(rows: readonly T[], ...of: readonly ((row: T) => unknown)[]): readonly unknown[] =>
  of.map((value) => rows.map(value));

/** A list of ids as PostgreSQL writes it; nested arrays would have to be of one length. */
const list = (ids: readonly string[]): string => `{${ids.join(',')}}`;

const insertOps = async (
  sql: Sql,
  { shopId, terminalId, epoch }: Terminal,
  ops: readonly AnsweredOp[],
  now: number,
): Promise<void> => {
  await sql.query(
    `INSERT INTO op (shop_id, terminal_id, epoch, received_at, seq, op_id, repeated, type, header, op_hash, sig, salt,
       body, subjects, orders, status, code, version)
     SELECT $1, $2, $3, $4, seq, op_id, repeated, type, header, op_hash, sig, salt, body, subjects::text[],
       orders::text[], status, code, version
       FROM unnest($5::bigint[], $6::text[], $7::boolean[], $8::text[], $9::text[], $10::text[], $11::text[],
         $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::integer[])
         AS o (seq, op_id, repeated, type, header, op_hash, sig, salt, body, subjects, orders, status, code, version)`,
    [
      shopId,
      terminalId,
      epoch,
      now,
      ...columns(
        ops,
        ({ result }) => result.seq,
        ({ result }) => result.opId,
        ({ repeated }) => repeated,
        ({ op }) => `${op.header.type}@${op.header.typeV}`,
        ({ op }) => op.wire.header,
        ({ op }) => op.hash,
        ({ op }) => op.wire.sig,
        ({ op, keepsBody }) => (keepsBody ? op.wire.salt : null),
        ({ op, keepsBody }) => (keepsBody ? op.wire.body : null),
        ({ subjects }) => list(subjects),
        ({ orders }) => list(orders),
        ({ result }) => result.status,
        ({ result }) => result.code,
        ({ result }) => result.version,
      ),
    ],
  );
};

const orderColumns = (orders: readonly StoredOrder[]): readonly unknown[] =>
  columns(
    orders,
    ({ state }) => state.document.orderId,
    ({ state }) => state.version,
    ({ state }) => state.document.status,
    ({ state }) => state.movedBy,
    ({ state }) => JSON.stringify(state.parts),
    ({ state }) => JSON.stringify(state.document),
    ({ state }) => state.document.person?.email?.toLowerCase() ?? null,
    ({ state }) => state.document.person?.phone ?? null,
  );

const COMMON =
  '$2::text[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[]';
const COMMON_NAMES = 'order_id, version, status, moved_by, parts, document, email, phone';

const insertOrders = async (sql: Sql, shopId: string, orders: readonly StoredOrder[]): Promise<void> => {
  if (orders.length === 0) return;
  await sql.query(
    `INSERT INTO orders (shop_id, ${COMMON_NAMES}, day, letter, n, kiosk, subject_ref)
     SELECT $1, ${COMMON_NAMES}, day, letter, n, kiosk, subject_ref
       FROM unnest(${COMMON}, $10::text[], $11::text[], $12::integer[], $13::text[], $14::text[])
         AS o (${COMMON_NAMES}, day, letter, n, kiosk, subject_ref)`,
    [
      shopId,
      ...orderColumns(orders),
      ...columns(
        orders,
        ({ state }) => state.document.day,
        ({ state }) => state.document.letter,
        ({ state }) => state.document.n,
        ({ kiosk }) => kiosk,
        ({ state }) => state.document.person?.subjectRef ?? null,
      ),
    ],
  );
};

const updateOrders = async (sql: Sql, shopId: string, orders: readonly StoredOrder[]): Promise<void> => {
  if (orders.length === 0) return;
  await sql.query(
    `UPDATE orders SET version = o.version, status = o.status, moved_by = o.moved_by, parts = o.parts,
       document = o.document, email = o.email, phone = o.phone, look_at = 0
       FROM unnest(${COMMON}) AS o (${COMMON_NAMES})
      WHERE orders.shop_id = $1 AND orders.order_id = o.order_id`,
    [shopId, ...orderColumns(orders)],
  );
};

const writeSubjects = async (
  sql: Sql,
  shopId: string,
  fresh: readonly SubjectState[],
  changed: readonly SubjectState[],
): Promise<void> => {
  const rows = (states: readonly SubjectState[]): readonly unknown[] => [
    shopId,
    ...columns(
      states,
      ({ document }) => document.subjectRef,
      ({ version }) => version,
      ({ document }) => JSON.stringify(document),
    ),
  ];
  const source = 'unnest($2::text[], $3::integer[], $4::text[]) AS s (subject_ref, version, document)';
  if (fresh.length > 0)
    await sql.query(
      `INSERT INTO subject (shop_id, subject_ref, version, document)
       SELECT $1, subject_ref, version, document FROM ${source}`,
      rows(fresh),
    );
  if (changed.length > 0)
    await sql.query(
      `UPDATE subject SET version = s.version, document = s.document FROM ${source}
        WHERE subject.shop_id = $1 AND subject.subject_ref = s.subject_ref`,
      rows(changed),
    );
};

const writeAcknowledgement = async (
  sql: Sql,
  { shopId, terminalId }: Terminal,
  { body, version }: Acknowledgement,
  now: number,
): Promise<void> => {
  const { cmdId, outcome, step, counts, proof } = body;
  await sql.query(
    `INSERT INTO erasure_ack (cmd_id, terminal_id, shop_id, outcome, step, counts, proof, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (cmd_id, terminal_id) DO UPDATE
       SET outcome = excluded.outcome, step = excluded.step, counts = excluded.counts, proof = excluded.proof,
         at = excluded.at`,
    [cmdId, terminalId, shopId, outcome, step, JSON.stringify(counts), proof, now],
  );
  const [erasure] = await sql.query<{ shops: readonly string[] }>(
    'UPDATE erasure SET version = $2 WHERE cmd_id = $1 RETURNING shops',
    [cmdId, version],
  );
  const others = erasure?.shops.filter((shop) => shop !== shopId) ?? [];
  await sql.query('SET LOCAL ROLE lete_erase');
  await mentionErasure(sql, others, { cmdId, version }, now);
  await sql.query('SET LOCAL ROLE lete_api');
};

/** Puts entities into the feed again; who waits for one is woken at commit. Answers how far the feed has got. */
export const writeMentions = async (
  sql: Sql,
  shopId: string,
  mentions: readonly Mention[],
  now: number,
): Promise<number> => {
  if (mentions.length === 0) return 0;
  await sql.query(
    `INSERT INTO feed (shop_id, at, scope, entity, entity_id, version)
     SELECT $1, $2, scope, entity, entity_id, version
       FROM unnest($3::text[], $4::text[], $5::text[], $6::integer[]) AS m (scope, entity, entity_id, version)`,
    [
      shopId,
      now,
      ...columns(
        mentions,
        ({ scope }) => scope,
        ({ entity }) => entity,
        ({ id }) => id,
        ({ version }) => version,
      ),
    ],
  );
  const [row] = await sql.query<{ pos: number }>(
    `SELECT pg_notify('lete_feed', $1), last_value AS pos FROM feed_pos`,
    [shopId],
  );
  return row?.pos ?? 0;
};

/** Tells stores that had something of a person how far the erasure is: their certificates name all these stores' terminals. */
export const mentionErasure = async (
  sql: Sql,
  shops: readonly string[],
  { cmdId, version }: { readonly cmdId: string; readonly version: number },
  now: number,
): Promise<void> => {
  for (const shopId of shops)
    await writeMentions(
      sql,
      shopId,
      [{ scope: `store:${shopId}`, entity: 'erasure', id: cmdId, version }],
      now,
    );
};

/** What ops make of orders, people and erasures, and who is told. Answers how far the feed has got. */
export const writeEffects = async (sql: Sql, changes: Omit<Changes, 'ops'>, now: number): Promise<number> => {
  const { terminal } = changes;
  const { shopId } = terminal;
  await insertOrders(sql, shopId, changes.newOrders);
  await updateOrders(sql, shopId, changes.changedOrders);
  await writeSubjects(sql, shopId, changes.newSubjects, changes.changedSubjects);
  await insertMessages(sql, terminal, changes.newMessages, now);
  for (const ack of changes.acknowledgements) await writeAcknowledgement(sql, terminal, ack, now);
  return writeMentions(sql, shopId, changes.mentions, now);
};

/** Writes all that a run of ops changed. Answers how far the feed has got. */
export const writeChanges = async (sql: Sql, changes: Changes, now: number): Promise<number> => {
  const { terminalId, lastSeq, lastHash } = changes.terminal;
  await insertOps(sql, changes.terminal, changes.ops, now);
  await sql.query(
    'UPDATE terminal SET last_seq = $2, last_hash = $3, last_seen_at = $4 WHERE terminal_id = $1',
    [terminalId, lastSeq, lastHash, now],
  );
  return writeEffects(sql, changes, now);
};
