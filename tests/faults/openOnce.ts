import { OpenError } from '../../electron/core/db/failure.ts';
import { openDatabase } from '../../electron/core/db/open.ts';

/* Opens and closes the database of a folder and prints `open` or the named failure. */

const [folder = '', keyHex = ''] = process.argv.slice(2);
const key = new Uint8Array(Buffer.from(keyHex, 'hex'));
try {
  openDatabase({
    folder,
    key,
    nativeBinding: null,
    clock: { now: () => Date.now() },
    expected: false,
  }).close();
  process.stdout.write('open\n');
} catch (error) {
  if (!(error instanceof OpenError)) throw error;
  process.stdout.write(`${error.failure}\n`);
}
