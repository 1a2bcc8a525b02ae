import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallInput } from '../../../../shared/contract/index.ts';
import type { QueryContext } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { reject } from '../../call/rejection.ts';
import type { Shell } from '../../ports/shell.ts';
import { auditHead } from '../audit/index.ts';
import { dayEndCsv, dayEndHtml } from './dayEndSheet.policy.ts';
import { dayEndOf } from './dayEndOf.ts';

export type ReportsDeps = Pick<CoreDeps, 'folders' | 'settings'> & Pick<Shell, 'htmlToPdf'>;

const BAD_FOLDER = ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR'];

const contentOf = async (
  deps: ReportsDeps,
  q: QueryContext,
  { day, format, till }: CallInput<'reports:export'>,
): Promise<Uint8Array> => {
  const settings = deps.settings(q.db);
  const trail = auditHead(q.db) ?? reject('NOT_READY');
  const sheet = { figures: dayEndOf(q, settings, day), till, trail };
  if (format === 'csv') return new TextEncoder().encode(dayEndCsv(sheet));
  return deps.htmlToPdf(dayEndHtml(sheet, settings.store.name));
};

/** Writes the sheet whole or not at all; an earlier one of the same day gives way to it. */
const writeWhole = async (folder: string, name: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, `${name}.tmp`), 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(join(folder, `${name}.tmp`), join(folder, name));
};

/** Puts the day-end sheet into the exports folder; answers the file's name. */
export const exportDayEnd = async (
  deps: ReportsDeps,
  q: QueryContext,
  input: CallInput<'reports:export'>,
): Promise<string> => {
  const name = `dienas-parskats-${input.day}.${input.format}`;
  const bytes = await contentOf(deps, q, input);
  try {
    await writeWhole(deps.folders.exports, name, bytes);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') return reject('DISK_FULL');
    if (BAD_FOLDER.includes(code)) return reject('FOLDER_MISSING');
    throw error;
  }
  return name;
};
