import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runOrThrow } from '../lib/run.mjs';
import { startCore } from './tools/core.mjs';
import { alternate, median, result, timed } from './tools/measure.mjs';
import { makeLargeFiles } from './tools/photos.mjs';

const FILE_BYTES = 8 * 1024 * 1024;

/**
 * Photos from a medium into the terminal: read once, hashed, sealed, synced, read back, proved, recorded in the
 * database, through the calls a window uses. The peer copies the same files with `cp` and then hashes the copies.
 */
export async function bringIn({ folder, quick }) {
  const count = quick ? 100 : 1000;
  const source = join(folder, 'card');
  await makeLargeFiles(source, count, FILE_BYTES);
  const core = await startCore(join(folder, 'data'), { mediaFolder: source });
  try {
    const megabytes = (count * FILE_BYTES) / 1e6;
    const runs = await alternate(
      2,
      async () => (megabytes / (await ourRun(core, count))) * 1000,
      async () => {
        const { copied, synced } = await peerRun(source, join(folder, 'copy'));
        return { copied: (megabytes / copied) * 1000, synced: (megabytes / synced) * 1000 };
      },
    );
    const line = { unit: 'MB/s', ours: median(runs.a) };
    const files = `${count} files of 8 MB`;
    return [
      result({
        ...line,
        name: `bring-in: ${files}, synced and proved`,
        peer: median(runs.b.map(({ copied }) => copied)),
        peerName: 'cp, then sha256sum of the copies (coreutils); not synced',
        aim: { of: 'ratio', atLeast: 0.7 },
      }),
      result({
        ...line,
        name: `bring-in: ${files}, both synced`,
        peer: median(runs.b.map(({ synced }) => synced)),
        peerName: 'the same, then sync',
      }),
    ];
  } finally {
    await core.close();
  }
}

/** Milliseconds from asking for the copies until the card may be removed. */
async function ourRun({ ask, askUntil }, count) {
  const { draftId } = await ask('drafts:startAtCounter', { locale: 'lv' });
  const { photos } = await listedPhotos({ askUntil }, count);
  await ask('drafts:pick', { draftId, photoIds: photos.map(({ photoId }) => photoId), picked: true });
  await runOrThrow('sync', []);
  const { ms, value } = await timed(async () => {
    await ask('media:startCopy', { draftId });
    return askUntil(
      'media:copyState',
      { draftId },
      ({ state, mayRemove }) => state !== 'copying' || mayRemove,
    );
  });
  if (value.state !== 'done' || value.done !== count) throw new Error(`Copying ended as ${value.state}`);
  await ask('drafts:discard', { draftId });
  return ms;
}

/** The photos of the one medium, once the core has looked at all of them. */
export async function listedPhotos({ askUntil }, count) {
  const { sources } = await askUntil('media:sources', {}, (answer) => answer.sources[0]?.photos === count);
  const asked = { sourceId: sources[0].sourceId, offset: 0, limit: 5000 };
  return askUntil('media:photos', asked, ({ photos }) => photos.every(({ usable }) => usable !== null));
}

async function peerRun(source, target) {
  await rm(target, { recursive: true, force: true });
  await runOrThrow('sync', []);
  await mkdir(target);
  const copied = await timed(async () => {
    await runOrThrow('cp', ['-r', source, target]);
    await runOrThrow('find', [target, '-type', 'f', '-exec', 'sha256sum', '{}', '+']);
  });
  const synced = await timed(() => runOrThrow('sync', []));
  await rm(target, { recursive: true, force: true });
  return { copied: copied.ms, synced: copied.ms + synced.ms };
}
