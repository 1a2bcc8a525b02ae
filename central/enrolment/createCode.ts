import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { EnrolmentAnswer, EnrolmentRequest } from '../../shared/sync/endpoints.ts';
import type { Database } from '../db/database.ts';
import { CODE_LIFE_MS, codeHash, codeOf } from './code.ts';
import { insertCode } from './enrolment.store.ts';

/** Makes a one-time code for one terminal of a store. Only its hash is kept. */
export const createCode = async (
  { db, now }: { readonly db: Database; readonly now: () => number },
  { shopId, role }: z.infer<typeof EnrolmentRequest>,
): Promise<z.infer<typeof EnrolmentAnswer>> => {
  const code = codeOf(randomBytes(16));
  const expiresAt = now() + CODE_LIFE_MS;
  await db.transaction({ role: 'api', shops: [shopId] }, (sql) =>
    insertCode(sql, codeHash(code), { shopId, role, expiresAt }),
  );
  return { code, expiresAt };
};
