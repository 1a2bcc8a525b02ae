import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OsKeyWrap } from '../ports/osKeyWrap.ts';
import {
  createDatabaseKey,
  DEMO_PASSPHRASE,
  databaseKeyPath,
  KeyFileExistsError,
  unlockDatabaseKey,
} from './databaseKey.ts';

const noStore: OsKeyWrap = {
  available: async () => false,
  wrap: async () => Promise.reject(new Error('no store')),
  unwrap: async () => Promise.reject(new Error('no store')),
};

/** A key store that keeps the secret itself and hands out a ticket, like libsecret. */
function fakeStore(): OsKeyWrap {
  const secrets = new Map<string, Buffer>();
  return {
    available: async () => true,
    wrap: async (plain) => {
      const ticket = `ticket-${secrets.size}`;
      secrets.set(ticket, Buffer.from(plain));
      return Buffer.from(ticket);
    },
    unwrap: async (wrapped) => {
      const secret = secrets.get(Buffer.from(wrapped).toString());
      if (secret === undefined) throw new Error('not mine');
      return secret;
    },
  };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lete-key-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function traces(key: Buffer): string[] {
  const text = readFileSync(databaseKeyPath(folder), 'utf8');
  return [key.toString('hex'), key.toString('base64'), key.toString('latin1')].filter((form) =>
    text.toLowerCase().includes(form.toLowerCase()),
  );
}

describe('database key', () => {
  it('is kept by the operating system where it has a key store, and never in the clear', async () => {
    const osKeyWrap = fakeStore();
    const key = await createDatabaseKey(folder, { kind: 'os', osKeyWrap });
    expect(key).toHaveLength(32);
    expect(traces(key)).toEqual([]);
    expect(await unlockDatabaseKey(folder, { osKeyWrap })).toEqual({ kind: 'ok', key, guard: 'os' });
    expect(readdirSync(join(folder, 'keys'))).toEqual(['database.key.json']);
  });

  it('says that the key store is away, or that the file is not of this user', async () => {
    await createDatabaseKey(folder, { kind: 'os', osKeyWrap: fakeStore() });
    expect(await unlockDatabaseKey(folder, { osKeyWrap: noStore })).toEqual({ kind: 'os-store-away' });
    expect(await unlockDatabaseKey(folder, { osKeyWrap: fakeStore() })).toEqual({ kind: 'key-damaged' });
  });

  it('refuses a key that the store swapped for another one', async () => {
    const osKeyWrap = fakeStore();
    await createDatabaseKey(folder, { kind: 'os', osKeyWrap });
    const swapped = { ...osKeyWrap, unwrap: async () => Buffer.alloc(32, 7) };
    expect(await unlockDatabaseKey(folder, { osKeyWrap: swapped })).toEqual({ kind: 'key-damaged' });
  });

  it('asks for the passphrase, refuses a wrong one, opens with the right one in any normal form', async () => {
    const passphrase = 'dzelzceļa tilts 42';
    const key = await createDatabaseKey(folder, { kind: 'passphrase', passphrase });
    expect(traces(key)).toEqual([]);
    const open = (given?: string) =>
      unlockDatabaseKey(folder, {
        osKeyWrap: noStore,
        ...(given === undefined ? {} : { passphrase: given }),
      });
    expect(await open()).toEqual({ kind: 'locked' });
    expect(await open('dzelzceļa tilts 43')).toEqual({ kind: 'wrong-passphrase' });
    expect(await open(passphrase.normalize('NFD'))).toEqual({ kind: 'ok', key, guard: 'passphrase' });
  });

  it('opens a demo by its published passphrase and says that it is one', async () => {
    const key = await createDatabaseKey(folder, { kind: 'demo' });
    expect(await unlockDatabaseKey(folder, { osKeyWrap: noStore })).toEqual({
      kind: 'ok',
      key,
      guard: 'demo',
    });
    expect(readFileSync(databaseKeyPath(folder), 'utf8')).not.toContain(DEMO_PASSPHRASE);
  });

  it('never overwrites a key file, and never makes up a missing one', async () => {
    const osKeyWrap = fakeStore();
    expect(await unlockDatabaseKey(folder, { osKeyWrap })).toEqual({ kind: 'key-missing' });
    const key = await createDatabaseKey(folder, { kind: 'os', osKeyWrap });
    await expect(createDatabaseKey(folder, { kind: 'demo' })).rejects.toThrow(KeyFileExistsError);
    expect(await unlockDatabaseKey(folder, { osKeyWrap })).toEqual({ kind: 'ok', key, guard: 'os' });
  });

  it('calls every cut-off or changed file damaged, also when the passphrase is right', async () => {
    await createDatabaseKey(folder, { kind: 'demo' });
    const path = databaseKeyPath(folder);
    const good = readFileSync(path, 'utf8');
    const file = JSON.parse(good) as { protection: { wrapped: string }; version: number };
    const letter = file.protection.wrapped.startsWith('A') ? 'B' : 'A';
    const bent = { ...file.protection, wrapped: letter + file.protection.wrapped.slice(1) };
    const damaged = [
      '',
      'not json',
      good.slice(0, -20),
      JSON.stringify({ ...file, version: 2 }),
      JSON.stringify({ ...file, extra: 1 }),
      JSON.stringify({ ...file, protection: bent }),
      JSON.stringify({ ...file, sum: createHash('sha256').digest('base64') }),
    ];
    for (const text of damaged) {
      writeFileSync(path, text);
      expect(await unlockDatabaseKey(folder, { osKeyWrap: noStore })).toEqual({ kind: 'key-damaged' });
    }
    writeFileSync(path, JSON.stringify(file));
    expect(await unlockDatabaseKey(folder, { osKeyWrap: noStore })).toMatchObject({ kind: 'ok' });
  });
});
