import type { RetentionPass, RetentionWork } from '../../../call/retentionWork.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import { countOf, inBatches } from './batches.ts';

/** Accounts inactive for so long that still say who it was. */
const left = (pass: Pick<RetentionPass, 'before'>): Sql => sql`SELECT staff_id AS id FROM staff
  WHERE active = 0 AND inactive_since < ${pass.before('staffYears')} AND name <> staff_id`;

/**
 * The account of somebody who left. What it signed refers to it as long as that is kept, so its row stays as the
 * pseudonym it already is there: without name, PIN and badge.
 */
export const staffWork: RetentionWork = {
  due: (pass) => countOf(pass.read, left(pass)),
  run: (pass) => {
    pass.transact((tx) => {
      tx.db.run(
        sql`UPDATE staff SET inactive_since = ${pass.now} WHERE active = 0 AND inactive_since IS NULL`,
      );
      tx.db.run(sql`UPDATE staff SET inactive_since = NULL WHERE active = 1 AND inactive_since IS NOT NULL`);
    });
    return inBatches(
      pass,
      left(pass),
      (tx, id) =>
        void tx.db.run(sql`UPDATE staff SET name = staff_id, pin_salt = x'', pin_hash = x'', badge_mac = NULL,
          listed_pin = NULL
        WHERE staff_id = ${id}`),
    );
  },
};
