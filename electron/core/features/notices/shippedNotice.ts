import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { missingBlocks, PublishedNotice } from '../../../../shared/domain/notice.ts';
import type { WritableDb } from '../../db/handles.ts';
import { insertNotice, type NoticeToKeep, noticeBody } from './notices.store.ts';

/** The notice that ships is none: without it no order may be taken. */
export class NoticeMalformed extends Error {
  constructor() {
    super('notice-malformed');
    this.name = 'NoticeMalformed';
  }
}

export const shippedNotice = (resourcesFolder: string): string =>
  join(resourcesFolder, 'notices', 'sample.json');

/** A published notice as it is kept here. */
export const toKeep = ({ sample, ...notice }: PublishedNotice): NoticeToKeep => ({
  ...notice,
  state: 'published',
  body: noticeBody(notice, sample),
});

/** Reads the sample notice beside the app; the company replaces it by its own. @throws NoticeMalformed */
export const readShippedNotice = async (resourcesFolder: string): Promise<NoticeToKeep> => {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(shippedNotice(resourcesFolder), 'utf8'));
  } catch {
    throw new NoticeMalformed();
  }
  const parsed = PublishedNotice.safeParse(json);
  if (!parsed.success || missingBlocks(parsed.data).length > 0) throw new NoticeMalformed();
  return toKeep(parsed.data);
};

/** Keeps the shipped notice, unless this version is known already. */
export const addNotice = (db: WritableDb, notice: NoticeToKeep): void => void insertNotice(db, notice);
