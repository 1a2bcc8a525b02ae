import { readFile } from 'node:fs/promises';
import type { z } from '../../../../shared/domain/z.ts';
import { unlessAbsent } from '../../../../shared/sync/spool/unlessAbsent.ts';

/** What a note beside the database says; undefined where it is gone or says nothing that fits. */
export const readNote = async <T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> => {
  const text = await readFile(path, 'utf8').catch(unlessAbsent);
  try {
    return schema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
};
