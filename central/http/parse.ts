import type { z } from 'zod';
import { SyncFault } from '../../shared/sync/syncFault.ts';

/** What came in, by its schema. @throws SyncFault `malformed`, without saying what was in it */
export const parse = <T extends z.ZodType>(schema: T, value: unknown): z.infer<T> => {
  const result = schema.safeParse(value);
  if (!result.success) throw new SyncFault('malformed');
  return result.data;
};
