import { jsonOf } from '../db/jsonOf.ts';

/** Condition over a row with a store and a pseudonym: nobody restricted is meant, since erasing is a use as well (GDPR 18). */
export const notRestricted = (row: string): string =>
  `NOT EXISTS (SELECT FROM subject s WHERE s.shop_id = ${row}.shop_id AND s.subject_ref = ${row}.subject_ref
     AND ${jsonOf('s.document')}->>'restrictedAt' IS NOT NULL)`;
