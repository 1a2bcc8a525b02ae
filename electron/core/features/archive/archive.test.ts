import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobReader, TextWriter, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { expect, it, onTestFinished } from 'vitest';
import { archiveCode } from '../../../../shared/domain/archiveCode.ts';
import { writeArchive } from './archive.ts';

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'lete-archive-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
};

it('gives back texts, bytes and streams to who has the code, and nothing to others', async () => {
  const path = join(folder(), 'a.zip');
  const photo = randomBytes(300_000);
  const code = archiveCode(randomBytes);
  await writeArchive(
    path,
    [
      { name: 'text.json', content: '{"a":"Ž"}' },
      {
        name: 'files/1.jpg',
        content: async function* () {
          yield photo.subarray(0, 1000);
          yield photo.subarray(1000);
        },
      },
    ],
    code,
  );
  const entries = await new ZipReader(new BlobReader(new Blob([readFileSync(path)]))).getEntries();
  const [text, bytes] = entries.map((entry) => (entry.directory ? expect.unreachable() : entry));
  expect(entries.map((entry) => [entry.filename, entry.encrypted, entry.zipCrypto])).toEqual([
    ['text.json', true, false],
    ['files/1.jpg', true, false],
  ]);
  expect(await text?.getData(new TextWriter(), { password: code })).toBe('{"a":"Ž"}');
  expect(Buffer.from((await bytes?.getData(new Uint8ArrayWriter(), { password: code })) ?? [])).toEqual(
    photo,
  );
  await expect(text?.getData(new TextWriter(), { password: archiveCode(randomBytes) })).rejects.toThrow();
  // Whole texts: three bytes alone stand among 300,000 random ones every fiftieth time.
  const written = readFileSync(path);
  expect([written.includes('{"a":"Ž"}'), written.includes(photo.subarray(0, 16))]).toEqual([false, false]);
});

it('leaves nothing when an entry cannot be read', async () => {
  const path = join(folder(), 'a.zip');
  const broken = async function* (): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10);
    throw new Error('gone');
  };
  await expect(writeArchive(path, [{ name: 'a', content: broken }], 'x')).rejects.toThrow('gone');
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

it('makes codes of twenty letters in groups of five, none of which is taken for another', () => {
  const code = archiveCode(randomBytes);
  expect(code).toMatch(/^([2-9A-HJKMNP-Z]{5}-){3}[2-9A-HJKMNP-Z]{5}$/);
  expect(archiveCode(() => Uint8Array.from([255, 254, ...Array(18).fill(0)]))).toBe(
    '22222-22222-22222-22222',
  );
});
