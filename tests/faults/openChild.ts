import { OpenError } from '../../electron/core/db/failure.ts';
import { openDatabase } from '../../electron/core/db/open.ts';

/* Opens the database of a folder in a process of its own and prints what came of it. */

const [folder = '', keyHex = '', uid = ''] = process.argv.slice(2);
const options = {
  folder,
  key: new Uint8Array(Buffer.from(keyHex, 'hex')),
  nativeBinding: null,
  clock: { now: () => Date.now() },
  expected: false,
};

const tryOpen = (): string => {
  try {
    const database = openDatabase(options);
    process.on('message', (message) => {
      if (message !== 'close') return;
      database.close();
      process.exit(0);
    });
    return 'open';
  } catch (error) {
    return error instanceof OpenError ? error.failure : `bug ${(error as Error).message}`;
  }
};

const go = (): void => {
  // As root no folder is read-only.
  if (uid !== '') process.setuid?.(Number(uid));
  process.send?.(tryOpen());
};

process.on('disconnect', () => process.exit(0));
process.once('message', go);
process.send?.('ready');
