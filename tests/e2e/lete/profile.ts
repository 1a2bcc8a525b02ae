import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from './outcome.ts';

/** Written by the remote debugging through which these tests drive Lete; a shop's build has none. */
const OF_THE_DRIVER = 'DevToolsActivePort';

/** LevelDB's note of having been opened, now and the time before: each line begins with a time and a thread. */
const OPENING_NOTE = /\/LOG(\.old)?$/;
const TIME_AND_THREAD = /^\d{4}\/\d\d\/\d\d-\d\d:\d\d:\d\d\.\d+ [0-9a-f]+ /gm;

/** Every file of Electron's folder with the hash of what is in it, but for times and for what only tests cause. */
export async function profileOf(data: string): Promise<Readonly<Record<string, string>>> {
  const folder = join(data, 'profile');
  const files = (await filesBelow(folder)).filter((file) => file !== OF_THE_DRIVER);
  const hashed = files.map(async (file) => {
    const bytes = await readFile(join(folder, file));
    const held = OPENING_NOTE.test(file) ? bytes.toString('latin1').replace(TIME_AND_THREAD, '') : bytes;
    return [file, createHash('sha256').update(held).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(hashed));
}
