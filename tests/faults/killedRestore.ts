import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/*
 * Opens the database of a folder and, if asked to, chooses a backup; dies by SIGKILL before its n-th change of a file.
 * Where it changes fewer, it closes and ends.
 */

const [folder = '', keyHex = '', killAt = '', choice = ''] = process.argv.slice(2);
let changes = 0;
for (const name of ['copyFileSync', 'fsyncSync', 'renameSync', 'rmSync', 'writeFileSync'] as const) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  const counted = (...args: unknown[]): unknown => {
    changes += 1;
    if (changes === Number(killAt)) process.kill(process.pid, 'SIGKILL');
    return original(...args);
  };
  Object.assign(fs, { [name]: counted });
}
syncBuiltinESMExports();

const { openDatabase } = await import('../../electron/core/db/open.ts');
const database = openDatabase({
  folder,
  key: new Uint8Array(Buffer.from(keyHex, 'hex')),
  nativeBinding: null,
  clock: { now: () => Date.now() },
  expected: true,
});
if (choice !== '') {
  const backupAt = Number(choice);
  if (!(await database.backups.stage(backupAt))) throw new Error('unsound');
  database.backups.choose({ at: Date.now(), backupAt, chosen: {} });
} else if (database.restored !== null) database.settleRestore();
database.close();
