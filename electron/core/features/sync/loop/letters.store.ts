import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import type { Item } from './port.ts';

/**
 * Why an item of the feed is not here: this version cannot read it, it does not fit into what is here, or it is not what
 * the owner signed for this store, whose key may not be known here.
 */
export type FeedLetterCode = 'unread' | 'failed' | 'refused' | 'no_key';

/** An item that is left out, with the reason that is shown. */
export class NotTakenOver extends Error {
  readonly code: FeedLetterCode;
  constructor(code: FeedLetterCode) {
    super(code);
    this.name = 'NotTakenOver';
    this.code = code;
  }
}

export interface FeedLetter {
  readonly entity: string;
  readonly entityId: string;
  readonly code: FeedLetterCode;
  /** UTC ms. */
  readonly at: number;
}

export const feedLetters = (db: ReadableDb): readonly FeedLetter[] =>
  db.all<FeedLetter>(
    sql`SELECT entity, entity_id AS entityId, code, at FROM feed_letter ORDER BY at, entity_id`,
  );

/** The first time counts. */
export const putFeedLetter = (
  db: WritableDb,
  { entity, id }: Pick<Item, 'entity' | 'id'>,
  {
    code,
    at,
    appVersion,
  }: { readonly code: FeedLetterCode; readonly at: number; readonly appVersion: string },
): void =>
  void db.run(sql`INSERT INTO feed_letter (entity, entity_id, code, at, app_version)
    VALUES (${entity}, ${id}, ${code}, ${at}, ${appVersion})
    ON CONFLICT (entity, entity_id) DO UPDATE SET code = excluded.code, app_version = excluded.app_version`);

export const dropFeedLetter = (db: WritableDb, { entity, id }: Pick<Item, 'entity' | 'id'>): void =>
  void db.run(sql`DELETE FROM feed_letter WHERE entity = ${entity} AND entity_id = ${id}`);

/**
 * Reads all that this terminal may see of central anew. What is level already is not changed by it, and what still cannot
 * be taken over is noted again: the letter keeps no copy of what it is about.
 */
export const readAnew = (db: WritableDb): void => {
  db.run(sql`DELETE FROM feed_letter`);
  db.run(sql`DELETE FROM feed_state`);
};

/** Whether another version of the program left something aside that this one may understand. */
export const hasLettersOfOther = (db: ReadableDb, appVersion: string): boolean =>
  db.get(sql`SELECT 1 AS one FROM feed_letter WHERE app_version <> ${appVersion} LIMIT 1`) !== undefined;
