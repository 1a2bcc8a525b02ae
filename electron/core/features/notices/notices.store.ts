import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Notice } from '../../../../shared/contract/catalogue.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

const ShippedNotice = Notice.omit({ sha256: true });

/** SHA-256 of a text as it was shown, lower-case hex; the proof of which wording a person saw. */
export const textHash = (text: string): string =>
  createHash('sha256').update(text.normalize('NFC')).digest('hex');

/** Keeps a shown text once, by its hash, so that a record can be drawn again. */
export const keepText = (db: WritableDb, text: string): string => {
  const sha256 = textHash(text);
  db.run(
    sql`INSERT INTO notice_text (sha256, text) VALUES (${sha256}, ${text}) ON CONFLICT (sha256) DO NOTHING`,
  );
  return sha256;
};

/** The newest notice in force at `now`, or null: then no order entry opens (P1). */
export const noticeInForce = (db: ReadableDb, now: number): Notice | null => {
  const row = db.get<{ body: string }>(sql`SELECT body FROM notice_version WHERE effective_at <= ${now}
    ORDER BY effective_at DESC, version DESC LIMIT 1`);
  return row ? Notice.parse(JSON.parse(row.body)) : null;
};

/** Reads the sample notice beside the app; the company replaces it by its own. */
export const readShippedNotice = async (resourcesFolder: string): Promise<Notice> => {
  const text = await readFile(join(resourcesFolder, 'notices', 'sample.json'), 'utf8');
  const notice = z.parse(ShippedNotice, JSON.parse(text));
  const { lv, en, ru } = notice.text;
  return { ...notice, sha256: { lv: textHash(lv), en: textHash(en), ru: textHash(ru) } };
};

export const addNotice = (db: WritableDb, notice: Notice): void => {
  for (const text of Object.values(notice.text)) keepText(db, text);
  db.run(sql`INSERT INTO notice_version (notice_id, version, body, effective_at)
    VALUES (${notice.noticeId}, ${notice.version}, ${JSON.stringify(notice)}, ${notice.effectiveAt})
    ON CONFLICT (notice_id, version) DO NOTHING`);
};
