import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type HotFolderSettings, writeHotFolder } from './hotFolder.ts';
import type { OutputJob } from '../../outputJob.ts';
import {
  filesBelow,
  handOverInto,
  removeTestFolders,
  testFolder,
} from '../../../../../../tests/fixtures/output/orderFolders.ts';

const GOLDEN = join(import.meta.dirname, '../../../../../../tests/fixtures/golden/hotFolder');
/** 22 November 2026, 14:05:09 in Riga. */
const NOW = Date.UTC(2026, 10, 22, 12, 5, 9);

afterAll(removeTestFolders);

const readJson = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T;

async function produce(job: OutputJob, settings: HotFolderSettings): Promise<string> {
  const written = writeHotFolder(job, settings, NOW);
  if (!written.ok) throw new Error(written.code);
  const root = testFolder();
  await handOverInto(root, job.job, written.plan, { accepted: [], failed: [], gone: null });
  return root;
}

describe('hot folder, golden trees', () => {
  const cases = readdirSync(GOLDEN).sort();

  it('has the cases of the format', () => {
    expect(cases).toEqual([
      'default',
      'emptyMarker',
      'flat',
      'flatMarker',
      'marker',
      'refusedNoJob',
      'refusedPersonalToken',
      'repeatFiles',
      'unsafeValues',
    ]);
  });

  it.each(cases)('[OUT-1] %s', async (name) => {
    const job = readJson<OutputJob>(join(GOLDEN, name, 'job.json'));
    const settings = readJson<HotFolderSettings>(join(GOLDEN, name, 'settings.json'));
    const refused = join(GOLDEN, name, 'refused.json');
    if (existsSync(refused)) {
      expect(writeHotFolder(job, settings, NOW)).toEqual(readJson(refused));
      return;
    }
    const root = await produce(job, settings);
    expect(filesBelow(root, true)).toEqual(filesBelow(join(GOLDEN, name, 'expected'), false));
  });
});

describe('hot folder writer', () => {
  const job = readJson<OutputJob>(join(GOLDEN, 'default/job.json'));
  const settings = readJson<HotFolderSettings>(join(GOLDEN, 'default/settings.json'));

  it('refuses more files than four digits can number', () => {
    const image = { ref: 'a', copies: 9999, crop: 'fill' as const };
    const repeated = { ...settings, copies: 'repeatFiles' as const };
    expect(writeHotFolder({ ...job, images: [image] }, repeated, NOW).ok).toBe(true);
    const more = { ...job, images: [image, { ...image, copies: 1 }] };
    expect(writeHotFolder(more, repeated, NOW)).toEqual({ ok: false, code: 'too-many-files' });
  });

  it.each(['../x', 'job.jpg', 'x.tmp', '', 'a/b', '.lete'])('refuses the marker name %j', (name) => {
    const marker = { kind: 'empty' as const, name };
    expect(writeHotFolder(job, { ...settings, marker }, NOW)).toMatchObject({ code: 'template-invalid' });
  });

  it('refuses an error folder outside the hot folder', () => {
    expect(writeHotFolder(job, { ...settings, errorFolder: '../failed' }, NOW)).toMatchObject({
      code: 'template-invalid',
    });
  });

  it('takes the date of Riga, not of UTC', () => {
    const written = writeHotFolder(job, settings, Date.UTC(2026, 10, 22, 22, 30));
    expect(written.ok && written.plan.files[0]?.relativePath).toMatch(/^2026-11-23\//);
  });
});
