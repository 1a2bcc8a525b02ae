import { isDeepStrictEqual } from 'node:util';
import { Catalogue } from '../../../../shared/domain/catalogue.ts';
import type { Tx } from '../../call/context.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

interface Row {
  readonly version: number;
  readonly body: string;
}

/** A stored version never changes, so it is parsed once. */
const parsed = new Map<string, Catalogue>();
const MAX_PARSED = 8;

const toCatalogue = ({ version, body }: Row): Catalogue => {
  const key = `${version}:${body.length}:${body.slice(-64)}`;
  const known = parsed.get(key);
  if (known) return known;
  const catalogue = Catalogue.parse(JSON.parse(body));
  if (parsed.size >= MAX_PARSED) parsed.clear();
  parsed.set(key, catalogue);
  return catalogue;
};

/**
 * The price list of that version, or the newest that is in force at `now` (PRI-1). Once one that the owner signed is in
 * force, none counts that ships with the program.
 */
export const findCatalogue = (db: ReadableDb, now: number, version?: number): Catalogue | null => {
  const row =
    version === undefined
      ? db.get<Row>(sql`SELECT version, body FROM catalogue_version c WHERE valid_from <= ${now}
          ORDER BY EXISTS (SELECT 1 FROM signed_settings s WHERE s.id = 'prices-' || c.version) DESC, version DESC LIMIT 1`)
      : db.get<Row>(sql`SELECT version, body FROM catalogue_version WHERE version = ${version}`);
  return row ? toCatalogue(row) : null;
};

export const hasCatalogue = (db: ReadableDb, version: number): boolean =>
  db.get(sql`SELECT 1 FROM catalogue_version WHERE version = ${version}`) !== undefined;

/** Stores a version once; a version that is there already stays as it is. */
export const addCatalogue = (db: WritableDb, catalogue: Catalogue, validFrom: number, now: number): boolean =>
  db.run(sql`INSERT INTO catalogue_version (version, valid_from, body, received_at)
    VALUES (${catalogue.version}, ${validFrom}, ${JSON.stringify(catalogue)}, ${now})
    ON CONFLICT (version) DO NOTHING`) === 1;

/** Keeps a price list that the owner signed; false where its version is known with another content. */
export const adoptCatalogue = ({ db, now, emit }: Tx, catalogue: Catalogue, validFrom: number): boolean => {
  if (!addCatalogue(db, catalogue, validFrom, now)) {
    const known = findCatalogue(db, now, catalogue.version);
    if (!isDeepStrictEqual(known, catalogue)) return false;
  }
  emit('catalogue-changed', {});
  return true;
};
