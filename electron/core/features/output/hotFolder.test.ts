import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createHandOver } from './handOver.ts';
import { sha256Of } from './handOverFiles.ts';
import { type HotFolderSettings, writeHotFolder } from './hotFolder.ts';
import type { OutputJob } from './outputJob.ts';

const GOLDEN = join(import.meta.dirname, '../../../../tests/fixtures/golden/hotFolder');
/** 22 November 2026, 14:05:09 in Riga. */
const NOW = Date.UTC(2026, 10, 22, 12, 5, 9);

const bin: string[] = [];
afterAll(() => {
  for (const folder of bin) rmSync(folder, { recursive: true, force: true });
});

const readJson = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T;
const imageBytes = (ref: string) => new TextEncoder().encode(`made-up JPEG of ${ref}`);

/** Every file below a folder; an image stands as its length and hash, all else byte for byte. */
function filesBelow(folder: string, describeImages: boolean, prefix = ''): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      Object.assign(entries, filesBelow(path, describeImages, `${prefix}${name}/`));
      continue;
    }
    const bytes = readFileSync(path);
    const described = describeImages && /\.jpe?g$/.test(name);
    entries[prefix + name] = described ? `${bytes.length} ${sha256Of(bytes)}\n` : bytes.toString('latin1');
  }
  return entries;
}

async function produce(job: OutputJob, settings: HotFolderSettings): Promise<string> {
  const written = writeHotFolder(job, settings, NOW);
  if (!written.ok) throw new Error(written.code);
  const root = mkdtempSync(join(tmpdir(), 'lete-hot-'));
  bin.push(root);
  let progress: 'none' | 'intent' | 'handed_over' = 'none';
  const handOver = createHandOver({ freeBytes: async () => Number.MAX_SAFE_INTEGER, sleep: async () => {} });
  const result = await handOver({
    job: job.job,
    root,
    plan: written.plan,
    images: { expectedBytes: async () => 100, render: async (ref) => imageBytes(ref) },
    journal: {
      progress: async () => progress,
      recordIntent: async () => void (progress = 'intent'),
      withdrawIntent: async () => void (progress = 'none'),
      recordHandedOver: async () => void (progress = 'handed_over'),
    },
  });
  if (!result.ok) throw new Error(result.code);
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
