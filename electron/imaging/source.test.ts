import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withSource } from './source.ts';

const LARGEST = 64 * 1024 * 1024;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lete-source-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string, bytes: Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { kind: 'medium', path, name } as const;
};
const filled = (length: number, value: number) => new Uint8Array(length).fill(value);

describe('MED-11: the memory that photos are read into', () => {
  it('is empty when the photo is closed, also where reading it failed half way', async () => {
    const first = file('A.JPG', filled(100_000, 7));
    const bytes = await withSource(first, LARGEST, async (source) => {
      const whole = await source.whole();
      expect(whole.every((byte) => byte === 7)).toBe(true);
      return whole;
    });
    expect(bytes.every((byte) => byte === 0)).toBe(true);

    let kept = bytes;
    await expect(
      withSource(first, LARGEST, async (source) => {
        kept = await source.whole();
        throw new Error('half way');
      }),
    ).rejects.toThrow('half way');
    expect(kept.every((byte) => byte === 0)).toBe(true);
  });

  it('serves the next photo, which gets its own bytes and length', async () => {
    const long = await withSource(file('A.JPG', filled(100_000, 7)), LARGEST, (source) => source.whole());
    await withSource(file('B.JPG', filled(50, 9)), LARGEST, async (source) => {
      const whole = await source.whole();
      expect(whole).toEqual(Buffer.from(filled(50, 9)));
      expect(whole.buffer).toBe(long.buffer);
    });
  });

  it('is never that of another photo which is still open', async () => {
    await withSource(file('A.JPG', filled(1000, 7)), LARGEST, async (first) => {
      const a = await first.whole();
      await withSource(file('B.JPG', filled(1000, 9)), LARGEST, async (second) => {
        expect(await second.whole()).toEqual(Buffer.from(filled(1000, 9)));
        expect(a).toEqual(Buffer.from(filled(1000, 7)));
      });
      expect(a).toEqual(Buffer.from(filled(1000, 7)));
    });
  });

  it('does not grow for a photo that is larger than it', async () => {
    const large = file('A.TIF', filled(17 * 1024 * 1024, 7));
    await withSource(large, LARGEST, async (source) => {
      expect((await source.whole()).length).toBe(17 * 1024 * 1024);
      expect(await source.whole()).toBe(await source.whole());
    });
  });
});
