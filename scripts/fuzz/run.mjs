import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createImagingHost, DEFAULT_OUTER } from '../../electron/core/imagingHost/imagingHost.ts';
import { createRandom } from '../crash/random.mjs';
import { repoRoot } from '../lib/paths.mjs';
import { mutate } from './mutate.mjs';
import { makeSeeds } from './seeds.mjs';

const AT_ONCE = 4;
const TELL_EVERY = 1000;
/** A file may end two processes, and each attempt may take its whole cap; the rest is the start of the next one. */
const CAP_MS = 2 * (DEFAULT_OUTER.readMs + DEFAULT_OUTER.decodeMs);
const PRINT = { crop: null, rotation: 1, mirror: false, fit: 'fill', width: 600, height: 400 };
const WHOLE = { quality: 'sharp', maxEdge: 320 };

const CALLS = {
  look: (imaging, source) => imaging.look(source, { ...WHOLE, quality: 'quick' }, { priority: 'screen' }),
  thumbnail: (imaging, source) => imaging.thumbnail(source, WHOLE, { priority: 'screen' }),
  likeness: (imaging, source) => imaging.likeness(source, { priority: 'background' }),
  print: (imaging, source) => imaging.print(source, PRINT, { priority: 'background' }),
};

/** Bytes. Reading a file notes when it was read, a page of the file system's own now and then. */
const ACCESS_TIMES = 16 * 1024;

/** Bytes that a process has given to a disk so far (Linux counts them); what goes through pipes is not among them. */
function writtenBy(pid) {
  try {
    return Number(/^write_bytes: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'latin1'))?.[1] ?? 0);
  } catch {
    // It ended, or this is not Linux.
    return 0;
  }
}

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * Sends mutated files through the real, supervised imaging processes. Every file must be answered, with a picture or a
 * named reason, within its cap; afterwards a good file is still decoded, and nothing was written beside the files.
 * @param {{ folder: string, files: number, seed: number, tell: (line: string) => void }} options
 */
export async function runFuzz({ folder, files, seed, tell }) {
  const seeds = await makeSeeds();
  const sources = join(folder, 'card');
  await mkdir(sources, { recursive: true });
  /** Bytes on the disk so far, by process. */
  const written = new Map();
  const seen = { answers: {}, deaths: 0, slowestMs: 0, slowest: '' };
  const problems = [];
  const imaging = createImagingHost({
    command: { nodePath: process.execPath, entry: join(repoRoot, 'electron', 'imaging', 'process.ts') },
    onEvent: ({ kind, pid }) => {
      if (kind === 'started') written.set(pid, 0);
      if (kind === 'died') seen.deaths += 1;
      if (kind === 'out-of-service') problems.push('the decoders were out of service');
    },
  });

  const one = async (index) => {
    // Of its own, so that a file is the same again however many are under way at once.
    const random = createRandom(seed * 1_000_003 + index);
    const { name, bytes, what } = mutate(random, random.pick(seeds));
    const call = random.pick(Object.keys(CALLS));
    const path = join(sources, `${index}-${name}`);
    await writeFile(path, bytes);
    const began = performance.now();
    const answer = await CALLS[call](imaging, { kind: 'medium', path, name }).catch((error) => error);
    const tookMs = performance.now() - began;
    const said = answer instanceof Error ? 'failed' : answer.ok ? 'picture' : answer.reason;
    seen.answers[said] = (seen.answers[said] ?? 0) + 1;
    if (tookMs > seen.slowestMs) Object.assign(seen, { slowestMs: Math.round(tookMs), slowest: what });
    if (['failed', 'out_of_service', 'cancelled'].includes(said))
      problems.push(`${call} of ${what}: ${said}`);
    if (tookMs > CAP_MS) problems.push(`${call} of ${what}: over its cap`);
    if (hashOf(await readFile(path)) !== hashOf(bytes))
      problems.push(`${call} of ${what}: its file was changed`);
    for (const [pid, before] of written) {
      const now = writtenBy(pid);
      if (now - before > ACCESS_TIMES)
        problems.push(`about ${call} of ${what}: ${now - before} bytes written to the disk`);
      written.set(pid, Math.max(now, before));
    }
    await rm(path);
    if ((index + 1) % TELL_EVERY === 0) tell(`  ${index + 1} files, ${problems.length} problems`);
  };

  try {
    let next = 0;
    const work = async () => {
      while (next < files) await one(next++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const good = join(sources, 'good.jpg');
    await writeFile(good, seeds[0].bytes);
    const answer = await imaging.print({ kind: 'medium', path: good, name: 'good.jpg' }, PRINT, {
      priority: 'screen',
    });
    if (!answer.ok) problems.push(`a good file afterwards: ${answer.reason}`);
    await rm(good);
    for (const left of [
      ...(await readdir(sources)),
      ...(await readdir(folder)).filter((name) => name !== 'card'),
    ])
      problems.push(`something was written: ${left}`);
  } finally {
    await imaging.close();
  }
  return { files, seed, ...seen, problems };
}
