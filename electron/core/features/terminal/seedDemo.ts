import type { StaffRole } from '../../../../shared/contract/staff.ts';
import type { PinRecord } from '../../../../shared/sync/pin/pin.ts';
import type { Tx } from '../../call/context.ts';
import { sql } from '../../db/sql.ts';
import { insertStaff } from '../staff/index.ts';

const KEY = 'demo.pins';

/** Made-up people whose PINs the demo shows on its own screens. */
export const DEMO_PEOPLE: readonly {
  readonly name: string;
  readonly role: StaffRole;
  readonly pin: string;
}[] = [
  { name: 'Līga', role: 'staff', pin: '2468' },
  { name: 'Andris', role: 'manager', pin: '1357' },
];

/** Puts the demo's people into a fresh database. */
export const seedDemoPeople = (tx: Tx, pins: readonly PinRecord[]): void => {
  const shown: Record<string, string> = {};
  DEMO_PEOPLE.forEach(({ name, role, pin }, i) => {
    const hashed = pins[i];
    if (!hashed) return;
    const staffId = tx.ids.ulid();
    insertStaff(tx.db, { staffId, name, role, pin: hashed, badgeMac: null, createdAt: tx.now });
    shown[staffId] = pin;
  });
  tx.db.run(sql`INSERT INTO setting (key, value) VALUES (${KEY}, ${JSON.stringify(shown)})`);
};

export const readDemoPins = (value: string | undefined): Record<string, string> | null =>
  value === undefined ? null : (JSON.parse(value) as Record<string, string>);

export const demoPinsQuery = sql`SELECT value FROM setting WHERE key = ${KEY}`;
