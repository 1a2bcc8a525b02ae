import type { Caller } from '../../../shared/contract/define.ts';
import { join } from 'node:path';
import { openKeyed } from '../../../electron/core/db/driver.ts';
import type { OsKeyWrap } from '../../../electron/core/ports/osKeyWrap.ts';
import { keyOf, NOBODY, type Terminal } from '../core/terminal.ts';

/** Another manager, signed in: what takes two persons takes two persons. */
export const secondManager = async (terminal: Terminal, first: Caller): Promise<Caller> => {
  const { staffId } = await terminal.get(first, 'staff:add', {
    name: 'Zane',
    role: 'manager',
    pin: '8042',
    badge: null,
  });
  const who = await terminal.get(NOBODY, 'staff:signIn', { staffId, pin: '8042' });
  return { windowId: 3, terminal: 'counter', role: who.role, staffId: who.staffId };
};

/** Writes into the database past Lete, as somebody who has the key could. */
export const byHand = async (
  { folder, osKeyWrap }: { readonly folder: string; readonly osKeyWrap: OsKeyWrap },
  script: string,
): Promise<void> => {
  const db = openKeyed({
    file: join(folder, 'lete.db'),
    key: await keyOf({ folder, osKeyWrap }),
    nativeBinding: null,
  });
  db.exec(script);
  db.close();
};
