import { Settings } from '../../../../shared/contract/settings.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { DEFAULT_SETTINGS } from './defaults.ts';

const KEY = 'settings';

/** The terminal's settings: what was stored over the defaults, so that a new setting has a value at once. */
export const readSettings = (db: ReadableDb): Settings => {
  const row = db.get<{ value: string }>(sql`SELECT value FROM setting WHERE key = ${KEY}`);
  if (!row) return DEFAULT_SETTINGS;
  const stored = JSON.parse(row.value) as Partial<Settings>;
  const merged = Object.fromEntries(
    Object.entries(DEFAULT_SETTINGS).map(([section, preset]) => [
      section,
      { ...preset, ...stored[section as keyof Settings] },
    ]),
  );
  return Settings.parse(merged);
};

export const writeSettings = (db: WritableDb, settings: Settings): void =>
  void db.run(sql`INSERT INTO setting (key, value) VALUES (${KEY}, ${JSON.stringify(settings)})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
