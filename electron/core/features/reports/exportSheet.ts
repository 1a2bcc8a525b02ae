import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { CoreDeps } from '../../call/deps.ts';
import { reject } from '../../call/rejection.ts';
import type { Shell } from '../../ports/shell.ts';
import { type Sheet, sheetCsv, sheetHtml } from './sheet.policy.ts';

export type ReportsDeps = Pick<CoreDeps, 'folders' | 'settings'> & Pick<Shell, 'htmlToPdf'>;

const BAD_FOLDER = ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR'];

/** Writes the sheet whole or not at all; an earlier one of the same name gives way to it. */
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

/** Puts a sheet into the exports folder; answers the file's name. */
export const exportSheet = async (
  deps: ReportsDeps,
  sheet: Sheet,
  stem: string,
  format: 'csv' | 'pdf',
): Promise<string> => {
  const name = `${stem}.${format}`;
  const bytes =
    format === 'csv' ? new TextEncoder().encode(sheetCsv(sheet)) : await deps.htmlToPdf(sheetHtml(sheet));
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
