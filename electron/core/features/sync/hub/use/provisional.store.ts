import type { ReadableDb, WritableDb } from '../../../../db/handles.ts';
import { sql } from '../../../../db/sql.ts';

/** Taken over from a hub: it holds until central says otherwise. */
export const noteProvisional = (db: WritableDb, entity: string, entityId: string): void =>
  void db.run(sql`INSERT INTO sync_provisional (entity, entity_id, after_seq)
    SELECT ${entity}, ${entityId}, last_seq FROM sync_terminal WHERE true ON CONFLICT (entity, entity_id) DO NOTHING`);

/** Whether central has not said yet how it is. */
export const isProvisional = (db: ReadableDb, entity: string, entityId: string): boolean =>
  db.get(sql`SELECT 1 AS one FROM sync_provisional WHERE entity = ${entity} AND entity_id = ${entityId}`) !==
  undefined;

/** What waits and was recorded upon what is provisional. */
const UPON = sql`sync_provisional p CROSS JOIN outbox o ON o.entity = p.entity AND o.entity_id = p.entity_id
  WHERE o.state = 'pending' AND o.seq > p.after_seq`;

/**
 * The first op of the epoch that waits and was recorded upon what is provisional; null where there is none. Central would
 * refuse it: it cannot know yet what the op is about. An op from before builds on nothing of the hub's and holds nobody up.
 */
export const firstUponProvisional = (db: ReadableDb, epoch: number): number | null =>
  db.get<{ seq: number | null }>(sql`SELECT min(o.seq) AS seq FROM ${UPON} AND o.epoch = ${epoch}`)?.seq ??
  null;

/** Own ops that wait upon one thing that is provisional. */
export const opsUponProvisional = (db: ReadableDb, entity: string, entityId: string): readonly string[] =>
  db
    .all<{ opId: string }>(
      sql`SELECT o.op_id AS opId FROM ${UPON} AND p.entity = ${entity} AND p.entity_id = ${entityId}`,
    )
    .map(({ opId }) => opId);

/** The last own op about what is provisional that builds on nothing of the hub's; null where there is none. */
export interface HoldMark {
  readonly entity: string;
  readonly entityId: string;
  readonly opId: string | null;
}

/** Read before ops get other numbers, for `moveHolds` behind it. */
export const holdMarks = (db: ReadableDb): readonly HoldMark[] =>
  db.all<HoldMark>(sql`SELECT entity, entity_id AS entityId, (SELECT op_id FROM outbox o WHERE o.entity = p.entity
      AND o.entity_id = p.entity_id AND NOT (o.state = 'pending' AND o.seq > p.after_seq)
      ORDER BY epoch DESC, seq DESC LIMIT 1) AS opId FROM sync_provisional p`);

/** What waited upon what the hub said waits under its new number too. */
export const moveHolds = (db: WritableDb, marks: readonly HoldMark[]): void => {
  for (const { entity, entityId, opId } of marks)
    db.run(sql`UPDATE sync_provisional SET after_seq = coalesce(
        (SELECT seq FROM outbox WHERE op_id = ${opId} AND state = 'pending'), 0)
      WHERE entity = ${entity} AND entity_id = ${entityId}`);
};

/** Central has said how it is. */
export const confirm = (db: WritableDb, entity: string, entityId: string): void =>
  void db.run(sql`DELETE FROM sync_provisional WHERE entity = ${entity} AND entity_id = ${entityId}`);

/** Central is asked anew how all of it is: whatever it says holds. */
export const endProvisional = (db: WritableDb): void => void db.run(sql`DELETE FROM sync_provisional`);

export const countProvisional = (db: ReadableDb): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM sync_provisional`)?.n ?? 0;
