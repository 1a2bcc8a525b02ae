import { readdirSync, rmSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { PrinterPort } from '../../ports/printer.ts';

/**
 * Keeps each print as `<name>.bin` and `<name>.png`: for demo, tour and tests. `nextName` gives a fresh
 * file name, of ids only.
 */
export function createFilePrinter(folder: string, nextName: () => string): PrinterPort {
  return {
    print: async ({ bytes, png }) => {
      const name = nextName();
      try {
        await mkdir(folder, { recursive: true });
        await writeWhole(join(folder, `${name}.png`), png);
        await writeWhole(join(folder, `${name}.bin`), bytes);
        return { ok: true };
      } catch {
        return { ok: false, failure: 'write-failed' };
      }
    },
  };
}

/** Removes what a crash left half written; for the start, before anything is printed. */
export function removeHalfPrints(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.endsWith('.tmp')) rmSync(join(folder, name), { force: true });
}

/** Whoever watches the folder never sees half a file. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(`${path}.tmp`, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.tmp`, path);
}
