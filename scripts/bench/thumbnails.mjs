import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createImagingHost } from '../../electron/core/imagingHost/imagingHost.ts';
import { repoRoot } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { alternate, median, result, timed } from './tools/measure.mjs';
import { makeCameraPhotos } from './tools/photos.mjs';

const EDGE = 320;

/** Previews of camera photos through the two supervised decoder processes, against libvips' own tool. */
export async function thumbnails({ folder, quick }) {
  const files = await makeCameraPhotos(join(folder, 'card'), quick ? 60 : 200);
  const imaging = createImagingHost({
    command: { nodePath: process.execPath, entry: join(repoRoot, 'electron', 'imaging', 'process.ts') },
  });
  try {
    await makeAll(imaging, files.slice(0, 4), 'sharp');
    const perSecond = ({ ms }) => (files.length / ms) * 1000;
    const hasPeer = (await run('vipsthumbnail', ['--help'])).code === 0;
    const out = join(folder, 'out');
    await mkdir(out);
    const { a, b } = await alternate(
      quick ? 1 : 3,
      async () => ({
        quick: perSecond(await timed(() => makeAll(imaging, files, 'quick'))),
        sharp: perSecond(await timed(() => makeAll(imaging, files, 'sharp'))),
      }),
      async () => (hasPeer ? perSecond(await timed(() => peerRun(files, out))) : null),
    );
    const peer = hasPeer ? median(b) : null;
    const peerName = hasPeer
      ? 'vipsthumbnail, two at once'
      : 'none: vipsthumbnail (libvips-tools) is not installed';
    return ['sharp', 'quick'].map((quality) =>
      result({
        name: `previews of 6 MP photos, ${quality}`,
        unit: 'a second',
        ours: median(a.map((rates) => rates[quality])),
        peer,
        peerName,
      }),
    );
  } finally {
    await imaging.close();
  }
}

async function makeAll(imaging, files, quality) {
  const answers = await Promise.all(
    files.map((path) =>
      imaging.thumbnail(
        { kind: 'medium', path, name: basename(path) },
        { maxEdge: EDGE, quality },
        { priority: 'screen' },
      ),
    ),
  );
  if (answers.some(({ ok }) => !ok)) throw new Error('A preview was refused');
}

async function peerRun(files, out) {
  const half = Math.ceil(files.length / 2);
  const parts = [files.slice(0, half), files.slice(half)];
  const args = ['-s', String(EDGE), '-o', `${out}/%s.jpg[Q=82,strip]`];
  const ends = await Promise.all(parts.map((part) => run('vipsthumbnail', [...args, ...part])));
  if (ends.some(({ code }) => code !== 0)) throw new Error(`vipsthumbnail failed\n${ends[0].output}`);
}
