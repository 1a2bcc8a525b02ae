import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkTree, putInPlace } from './files.mjs';
import { fetchPackage } from './registry.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lete-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const make = (text: string) => async (temporary: string) => {
  mkdirSync(join(temporary, 'made'));
  writeFileSync(join(temporary, 'made', 'file'), text);
  return join(temporary, 'made');
};

describe('what set-up puts into the cache', () => {
  it('appears whole, with nothing left beside it', async () => {
    await putInPlace(join(folder, 'target'), make('whole'));
    expect(readFileSync(join(folder, 'target', 'file'), 'utf8')).toBe('whole');
    expect(readdirSync(folder)).toEqual(['target']);
  });

  it('does not appear at all when making it fails', async () => {
    const half = async (temporary: string) => {
      await make('half')(temporary);
      throw new Error('the network went away');
    };
    await expect(putInPlace(join(folder, 'target'), half)).rejects.toThrow('the network went away');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps what another set-up put there first', async () => {
    await putInPlace(join(folder, 'target'), make('first'));
    await putInPlace(join(folder, 'target'), make('second'));
    expect(readFileSync(join(folder, 'target', 'file'), 'utf8')).toBe('first');
  });

  it('is linked, not copied, into the folder of a clone, without what is skipped', async () => {
    await putInPlace(join(folder, 'from'), make('linked'));
    writeFileSync(join(folder, 'from', 'left out'), '');
    await linkTree(join(folder, 'from'), join(folder, 'to'), (path: string) => path.endsWith('left out'));
    expect(readdirSync(join(folder, 'to'))).toEqual(['file']);
    expect(statSync(join(folder, 'to', 'file')).ino).toBe(statSync(join(folder, 'from', 'file')).ino);
  });

  it('is refused when a package is not the one we pinned', async () => {
    // npm packs a folder as it packs a package of the registry: no network needed.
    const source = join(folder, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 'package.json'), '{"name":"forged","version":"1.0.0"}');
    const target = join(folder, 'target');
    const wanted = { name: 'forged', version: `file:${source}`, integrity: 'sha512-another', target };
    await expect(fetchPackage(wanted)).rejects.toThrow('is not what we pinned');
    expect(readdirSync(folder)).toEqual(['source']);
  });
});
