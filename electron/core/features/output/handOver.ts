import { dirname } from 'node:path';
import type { OutputFailure } from '../../../../shared/domain/outputFailure.ts';
import { failureOf, HandOverError } from './diskErrors.ts';
import {
  exists,
  removeStubbornly,
  renameStubbornly,
  resolveInside,
  type Sleep,
  sha256Of,
  syncFolder,
  verifyFile,
  writeFlushed,
} from './handOverFiles.ts';
import type { AnswerSigns, FileContent, ImageFact, PlannedFile, WriterPlan } from './outputJob.ts';
import { decideRecovery, type Progress, type RecoveryDecision } from './recovery.policy.ts';

/** 500 MB stay free beside the job (formats.md 1.5). */
export const FREE_SPACE_RESERVE = 500 * 1024 * 1024;

/** Where the finished images come from; a missing one is noticed before anything is written. */
export interface ImageSource {
  /** An upper estimate of the rendered bytes, or null when the photo is gone. */
  readonly expectedBytes: (ref: string) => Promise<number | null>;
  /** The finished JPEG, or null when the photo cannot be read. */
  readonly render: (ref: string) => Promise<Uint8Array | null>;
}

/** The database's side; each call has committed when its promise resolves. */
export interface HandOverJournal {
  readonly progress: () => Promise<Progress>;
  /** Called with the final paths, when everything is staged and read back. */
  readonly recordIntent: (paths: readonly string[]) => Promise<void>;
  /** Called before a complete staging is thrown away. */
  readonly withdrawIntent: () => Promise<void>;
  readonly recordHandedOver: (paths: readonly string[]) => Promise<void>;
}

export interface HandOverRequest {
  /** Unique over all controllers: the job number. */
  readonly job: string;
  /** The controller's folder; it must exist, so that an absent share is never replaced by a local folder. */
  readonly root: string;
  readonly plan: WriterPlan;
  readonly signs: AnswerSigns;
  readonly images: ImageSource;
  readonly journal: HandOverJournal;
}

export interface HandOverDeps {
  readonly freeBytes: (root: string) => Promise<number>;
  readonly sleep: Sleep;
}

export type HandOverResult =
  | { readonly ok: true; readonly repeated: boolean; readonly paths: readonly string[] }
  | { readonly ok: false; readonly code: OutputFailure };

export type HandOver = (request: HandOverRequest) => Promise<HandOverResult>;

/**
 * The engine every writer shares (formats.md 1.5–1.9): check, stage, read back, record, rename, record.
 * Two triggers for one job share one run; called again after a crash it finishes or starts afresh.
 */
export function createHandOver(deps: HandOverDeps): HandOver {
  const running = new Map<string, Promise<HandOverResult>>();
  return (request) => {
    const current = running.get(request.job);
    if (current !== undefined) return current;
    const run = handOverOnce(request, deps).finally(() => running.delete(request.job));
    running.set(request.job, run);
    return run;
  };
}

interface StagedFile {
  readonly plan: PlannedFile;
  readonly staged: string;
  readonly final: string;
}

async function handOverOnce(request: HandOverRequest, deps: HandOverDeps): Promise<HandOverResult> {
  const { journal } = request;
  const files = placeFiles(request);
  const paths = request.plan.files.map((file) => file.relativePath);
  try {
    if (!(await exists(request.root))) throw new HandOverError('share-missing');
    const decision = await decide(request);
    if (decision === 'rebuild') {
      await journal.withdrawIntent();
      await removeStaging(request, deps.sleep);
    }
    if (decision === 'build' || decision === 'rebuild') {
      await stage(request, files, deps);
      await journal.recordIntent(paths);
    }
    if (decision !== 'already') await renameAll(request, deps.sleep);
    if ((await journal.progress()) !== 'handed_over') await journal.recordHandedOver(paths);
    return { ok: true, repeated: decision === 'already', paths };
  } catch (error) {
    return { ok: false, code: failureOf(error) };
  }
}

function placeFiles({ root, plan }: HandOverRequest): StagedFile[] {
  return plan.files.map((file) => {
    const path = file.relativePath;
    const move = plan.moves.find(({ to }) => path === to || path.startsWith(`${to}/`));
    if (move === undefined) throw new Error('file outside its job');
    const staged = resolveInside(root, `${move.from}${path.slice(move.to.length)}`);
    return { plan: file, final: resolveInside(root, path), staged };
  });
}

async function decide({ root, plan, signs, journal }: HandOverRequest): Promise<RecoveryDecision> {
  const { moves } = plan;
  const inRoot = (path: string) => resolveInside(root, path);
  const progress = await journal.progress();
  const elsewhere = await count([...signs.accepted, ...signs.failed].map(inRoot));
  const finals = await count(moves.map(({ to }) => inRoot(to)));
  const stagings = await count(moves.map(({ from }) => inRoot(from)));
  return decideRecovery({ progress, finalExists: finals + elsewhere > 0, stagings, total: moves.length });
}

async function count(paths: readonly string[]): Promise<number> {
  let found = 0;
  for (const path of paths) if (await exists(path)) found += 1;
  return found;
}

/** Builds the staging; if it cannot be completed, none of it stays. */
async function stage(request: HandOverRequest, files: StagedFile[], deps: HandOverDeps): Promise<void> {
  for (const folder of request.plan.folders) {
    if (!(await exists(resolveInside(request.root, folder)))) throw new HandOverError('folder-missing');
  }
  await checkSpace(request, deps);
  try {
    const facts = await writeAll(request, files);
    for (const [i, fact] of facts.entries()) {
      const file = files[i];
      if (file !== undefined) await verifyFile(file.staged, fact);
    }
    for (const folder of new Set(files.map((file) => dirname(file.staged)))) await syncFolder(folder);
  } catch (error) {
    await removeStaging(request, deps.sleep).catch(() => {
      // The folder is away or refuses: what stays has a staging name and is deleted before the next try.
    });
    throw error;
  }
}

async function checkSpace({ root, plan, images }: HandOverRequest, deps: HandOverDeps): Promise<void> {
  let needed = FREE_SPACE_RESERVE;
  for (const { content } of plan.files) {
    if (content.kind !== 'image') continue;
    const bytes = await images.expectedBytes(content.ref);
    if (bytes === null) throw new HandOverError('image-missing');
    needed += bytes;
  }
  if ((await deps.freeBytes(root)) < needed) throw new HandOverError('disk-full');
}

async function writeAll({ images }: HandOverRequest, files: StagedFile[]): Promise<ImageFact[]> {
  const facts: ImageFact[] = [];
  const imageFacts: ImageFact[] = [];
  let image: { ref: string; bytes: Uint8Array } = { ref: '', bytes: new Uint8Array(0) };
  for (const { plan, staged } of files) {
    const { content, relativePath } = plan;
    if (content.kind === 'image' && content.ref !== image.ref) {
      // Copies of one photo follow each other and are rendered once.
      image = { ref: content.ref, bytes: await rendered(images, content.ref) };
    }
    const bytes = bytesOf(content, image.bytes, imageFacts);
    await writeFlushed(staged, bytes);
    const fact = { relativePath, length: bytes.length, sha256: sha256Of(bytes) };
    facts.push(fact);
    if (content.kind === 'image') imageFacts.push(fact);
  }
  return facts;
}

function bytesOf(content: FileContent, image: Uint8Array, facts: readonly ImageFact[]): Uint8Array {
  if (content.kind === 'image') return image;
  return content.kind === 'bytes' ? content.bytes : content.build(facts);
}

async function rendered(images: ImageSource, ref: string): Promise<Uint8Array> {
  const bytes = await images.render(ref);
  if (bytes === null) throw new HandOverError('image-missing');
  return bytes;
}

async function renameAll({ root, plan }: HandOverRequest, sleep: Sleep): Promise<void> {
  const moves = plan.moves.map(({ from, to, after }) => ({
    staged: resolveInside(root, from),
    final: resolveInside(root, to),
    after,
  }));
  for (const { staged, final, after } of moves) {
    if (!(await exists(staged))) continue;
    if (after !== undefined) await sleep(after);
    await renameStubbornly(staged, final, sleep);
  }
  for (const folder of new Set(moves.map(({ final }) => dirname(final)))) await syncFolder(folder);
}

async function removeStaging({ root, plan }: HandOverRequest, sleep: Sleep): Promise<void> {
  for (const { from } of plan.moves) await removeStubbornly(resolveInside(root, from), sleep);
}
