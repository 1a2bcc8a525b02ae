import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHandOver } from './handOver.ts';
import { sha256Of } from './handOverFiles.ts';
import type { AnswerSigns, WriterPlan } from './outputJob.ts';

const imageBytes = (ref: string) => new TextEncoder().encode(`made-up JPEG of ${ref}`);

/** Test helper: every file below a folder; an image stands as its length and hash, all else byte for byte. */
export function filesBelow(folder: string, describeImages: boolean, prefix = ''): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      Object.assign(entries, filesBelow(path, describeImages, `${prefix}${name}/`));
      continue;
    }
    const bytes = readFileSync(path);
    const described = describeImages && /\.jpe?g$/i.test(name);
    entries[prefix + name] = described ? `${bytes.length} ${sha256Of(bytes)}\n` : bytes.toString('latin1');
  }
  return entries;
}

const made: string[] = [];

/** Test helper: an empty folder that `removeTestFolders` takes away. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lete-lab-'));
  made.push(folder);
  return folder;
}

export function removeTestFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Test helper: hands a plan over into a folder by the engine that production uses. */
export async function handOverInto(
  root: string,
  job: string,
  plan: WriterPlan,
  signs: AnswerSigns,
): Promise<void> {
  let progress: 'none' | 'intent' | 'handed_over' = 'none';
  for (const folder of plan.folders) mkdirSync(join(root, folder), { recursive: true });
  const handOver = createHandOver({ freeBytes: async () => Number.MAX_SAFE_INTEGER, sleep: async () => {} });
  const result = await handOver({
    job,
    root,
    plan,
    signs,
    images: { expectedBytes: async () => 100, render: async (ref) => imageBytes(ref) },
    journal: {
      progress: async () => progress,
      recordIntent: async () => void (progress = 'intent'),
      withdrawIntent: async () => void (progress = 'none'),
      recordHandedOver: async () => void (progress = 'handed_over'),
    },
  });
  if (!result.ok) throw new Error(result.code);
}
