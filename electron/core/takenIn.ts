import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ReadableDb, WritableDb } from './db/handles.ts';
import { sql } from './db/sql.ts';
import { shippedCatalogue } from './features/catalogue/index.ts';
import { shippedNotice } from './features/notices/index.ts';

const KEY = 'shipped.sha256';

/** SHA-256 of what ships beside the app; null where a file cannot be read, which reading it then names. */
export const hashShipped = async (resourcesFolder: string): Promise<string | null> => {
  const hash = createHash('sha256');
  try {
    for (const file of [shippedCatalogue(resourcesFolder), shippedNotice(resourcesFolder)])
      hash.update(
        createHash('sha256')
          .update(await readFile(file))
          .digest(),
      );
  } catch {
    return null;
  }
  return hash.digest('hex');
};

/** Whether these very files were checked and taken in before: checking them again costs each start 15 ms of the processor. */
export const isTakenIn = (db: ReadableDb, hash: string | null): boolean =>
  hash !== null &&
  db.get<{ value: string }>(sql`SELECT value FROM setting WHERE key = ${KEY}`)?.value === hash;

export const noteTakenIn = (db: WritableDb, hash: string | null): void => {
  if (hash === null) return;
  db.run(sql`INSERT INTO setting (key, value) VALUES (${KEY}, ${hash})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
};
