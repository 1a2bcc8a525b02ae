import type { Tx } from '../../../electron/core/call/context.ts';
import { sql } from '../../../electron/core/db/sql.ts';

/** The row that an enrolment leaves, for tests of what is recorded; nothing is sent anywhere. */
export const enrolRow = (tx: Tx, more: { readonly role?: 'counter' | 'kiosk' } = {}): void =>
  void tx.db.run(sql`INSERT INTO sync_terminal (only, url, terminal_id, shop_id, role, letter, erasure_pub, incarnation,
      epoch, epoch_hash, enrolled_at)
    VALUES (1, 'http://127.0.0.1:9', ${tx.ids.ulid()}, '01', ${more.role ?? 'counter'}, 'A', ${'A'.repeat(43)},
      ${tx.ids.hex(16)}, 1, ${tx.ids.hex(32)}, ${tx.now})`);

/** The same, with the key of the owner whose settings the terminal takes over. */
export const enrolWithOwner = (tx: Tx, settingsPub: string): void => {
  enrolRow(tx);
  tx.db.run(sql`UPDATE sync_terminal SET settings_pub = ${settingsPub}`);
};
