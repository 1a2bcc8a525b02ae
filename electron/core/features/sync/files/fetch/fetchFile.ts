import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder, syncFolder } from '../../../../keys/durable.ts';
import { mayPass, refusalOf } from '../refusal.ts';
import { measureSealed, type SealedFile } from '../sealedFile.ts';
import type { Send } from '../send/tusClient.ts';

/** Tries in a row that brought nothing. */
const TRIES = 3;
const ETAG = /^"([0-9a-f]{64})"$/;

/**
 * Fetches a sealed file to `path`: what came before a fault of the line is kept, what arrives is hashed, and the file
 * is there whole or not at all. Throws Refusal, what the disk throws, and the line's fault after three tries.
 */
export const fetchFile = async (
  send: Send,
  from: string,
  path: string,
  signal: AbortSignal,
): Promise<SealedFile> => {
  const part = `${path}.part`;
  await makeFolder(dirname(path));
  let furthest = 0;
  for (let failures = 0; ; ) {
    try {
      const expected = await fetchRest(send, from, part, signal);
      const file = await measureSealed(part, signal);
      if (file.cipherSha256 === expected) {
        await rename(part, path);
        await syncFolder(dirname(path));
        return file;
      }
      await rm(part, { force: true });
      throw new Error('hash mismatch');
    } catch (error) {
      const here = await sizeOf(part);
      failures = here > furthest ? 1 : failures + 1;
      furthest = Math.max(furthest, here);
      if (!signal.aborted && failures < TRIES && mayPass(error)) continue;
      await rm(part, { force: true });
      throw error;
    }
  }
};

/** Appends what is missing and answers what the whole should hash to. */
const fetchRest = async (send: Send, from: string, part: string, signal: AbortSignal): Promise<string> => {
  const here = await sizeOf(part);
  const headers: Record<string, string> = here === 0 ? {} : { range: `bytes=${here}-` };
  const response = await send(from, { method: 'GET', headers, signal });
  const [, expected] = ETAG.exec(response.headers.get('etag') ?? '') ?? [];
  // Nothing was missing but the rename.
  if (response.status === 416 && expected !== undefined) return expected;
  if (expected === undefined || response.body === null || response.status !== (here === 0 ? 200 : 206)) {
    throw await refusalOf(response);
  }
  const handle = await open(part, 'a', 0o600);
  try {
    for await (const block of response.body) await handle.writeFile(block);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return expected;
};

const sizeOf = async (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );
