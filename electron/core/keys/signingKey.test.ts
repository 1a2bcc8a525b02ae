import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSigningKey, keyIdOf, openSigner, signingKeyPath, verifySignature } from './signingKey.ts';

const databaseKey = Buffer.alloc(32, 1);
const bytes = Buffer.from('what is signed');

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lete-signing-'));
  await createSigningKey(folder, databaseKey);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const change = (how: (file: Record<string, unknown>) => void): void => {
  const file = JSON.parse(readFileSync(signingKeyPath(folder), 'utf8')) as Record<string, unknown>;
  how(file);
  writeFileSync(signingKeyPath(folder), JSON.stringify(file));
};

/** The text with one bit of its byte at `at` turned over. */
const flipped = (text: string, at: number): string => {
  const raw = Buffer.from(text, 'base64');
  raw[at] = (raw[at] ?? 0) ^ 1;
  return raw.toString('base64');
};

describe('the signing key', () => {
  it('is the same after a restart, and what it signs is checked by the public key alone', async () => {
    const first = await openSigner(folder, databaseKey);
    const again = await openSigner(folder, databaseKey);
    expect(again.publicKey).toBe(first.publicKey);
    const raw = Buffer.from(first.publicKey, 'base64url');
    expect(raw).toHaveLength(32);
    expect(first.keyId).toBe(createHash('sha256').update(raw).digest('hex').slice(0, 16));
    expect(keyIdOf(first.publicKey)).toBe(first.keyId);
    expect(verifySignature(again.publicKey, bytes, first.sign(bytes))).toBe(true);
  });

  it('passes no other bytes, no flipped signature, no other spelling of it and no other key', async () => {
    const signer = await openSigner(folder, databaseKey);
    const signature = signer.sign(bytes);
    expect(verifySignature(signer.publicKey, Buffer.from('what is Signed'), signature)).toBe(false);
    for (let at = 0; at < signature.length; at += 1) {
      const other = signature[at] === 'A' ? 'B' : 'A';
      const text = signature.slice(0, at) + other + signature.slice(at + 1);
      expect(verifySignature(signer.publicKey, bytes, text)).toBe(false);
    }
    // The last digit carries four spare bits.
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = digits[digits.indexOf(signature.slice(-1)) ^ 1] ?? '';
    expect(verifySignature(signer.publicKey, bytes, signature.slice(0, -1) + last)).toBe(false);
    expect(verifySignature(signer.publicKey, bytes, `${signature}=`)).toBe(false);
    expect(verifySignature('', bytes, signature)).toBe(false);
    expect(verifySignature(Buffer.alloc(32, 7).toString('base64url'), bytes, signature)).toBe(false);
  });

  it('follows RFC 8032, section 7.1, test 2', () => {
    const publicKey = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
    const signature =
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
    const [key, sig] = [publicKey, signature].map((hex) => Buffer.from(hex, 'hex').toString('base64url'));
    expect(verifySignature(key ?? '', Buffer.from('72', 'hex'), sig ?? '')).toBe(true);
    expect(verifySignature(key ?? '', Buffer.from('73', 'hex'), sig ?? '')).toBe(false);
  });

  it('is for its owner only on the disk, and never stands there in the clear', async () => {
    if (process.platform !== 'win32') expect(statSync(signingKeyPath(folder)).mode & 0o777).toBe(0o600);
    const other = mkdtempSync(join(tmpdir(), 'lete-signing-'));
    await createSigningKey(other, databaseKey);
    const boxes = [folder, other].map((each) => readFileSync(signingKeyPath(each), 'utf8'));
    rmSync(other, { recursive: true });
    expect(boxes[0]).not.toBe(boxes[1]);
    expect(Object.keys(JSON.parse(boxes[0] ?? '') as object).sort()).toEqual([
      'check',
      'format',
      'publicKey',
      'sealed',
      'version',
    ]);
  });

  it('that is gone is never made anew, and one that is there is never overwritten', async () => {
    await expect(createSigningKey(folder, databaseKey)).rejects.toThrow('exists');
    rmSync(signingKeyPath(folder));
    await expect(openSigner(folder, databaseKey)).rejects.toThrow('missing');
  });

  it('of another database is named as that', async () => {
    await expect(openSigner(folder, Buffer.alloc(32, 2))).rejects.toThrow('wrong-key');
  });

  it.each([
    ['cut short', () => truncateSync(signingKeyPath(folder), 90)],
    ['emptied', () => truncateSync(signingKeyPath(folder), 0)],
    ['with a changed box', () => change((file) => (file['sealed'] = flipped(String(file['sealed']), 20)))],
    [
      'with a changed public key',
      () => change((file) => (file['publicKey'] = flipped(String(file['publicKey']), 3))),
    ],
    ['with a field too many', () => change((file) => (file['more'] = 1))],
  ])('%s is damaged', async (_how, damage) => {
    damage();
    await expect(openSigner(folder, databaseKey)).rejects.toThrow('damaged');
  });

  it('signs nothing once it is closed', async () => {
    const signer = await openSigner(folder, databaseKey);
    signer.close();
    expect(() => signer.sign(bytes)).toThrow('closed');
  });
});
