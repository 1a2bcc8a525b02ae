import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { parseTemplate } from '../output/index.ts';

/** Whether production could work with these settings: a sound template and, if one is named, a folder to write to. */
export const productionWorks = async ({ folder, template }: Settings['production']): Promise<boolean> => {
  if (!parseTemplate(template).ok) return false;
  if (folder === null) return true;
  try {
    await access(folder, constants.W_OK);
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
};
