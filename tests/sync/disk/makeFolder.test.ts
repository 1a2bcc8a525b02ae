import { mkdir, mkdtemp, open, readlink, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeFolder as ofTerminal } from '../../../electron/core/keys/durable.ts';
import { makeFolder as ofCentral } from '../../../shared/sync/spool/syncFolder.ts';

let root = '';
/** What was synced, in its order. */
const synced: string[] = [];

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'lete-folder-')));
  const handle = await open(root);
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  vi.spyOn(prototype, 'sync').mockImplementation(async function (this: typeof handle) {
    synced.push(await readlink(`/proc/self/fd/${this.fd}`));
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  synced.splice(0);
  await rm(root, { recursive: true });
});

describe.each([
  ['a terminal', ofTerminal],
  ['central', ofCentral],
])('a folder of %s', (_, makeFolder) => {
  it('[I4, F2] each folder above a new one is synced', async () => {
    await makeFolder(join(root, 'one', 'two'));
    expect(synced).toEqual([join(root, 'one'), root]);
  });

  it('[I4, F2] a folder that another call made and has not synced yet lasts too', async () => {
    await mkdir(join(root, 'one'));
    await makeFolder(join(root, 'one'));
    expect(synced).toEqual([root]);
  });
});
