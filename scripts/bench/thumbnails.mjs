import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from '../lib/run.mjs';
import { hasTool, previewsPerSecond, startImaging } from './tools/imaging.mjs';
import { alternate, median, result, timed } from './tools/measure.mjs';
import { CAMERA_24_MP, makeCameraPhotos } from './tools/photos.mjs';

const EDGE = 320;
/** All tiles of a card of 1,000 photos within three seconds. */
const TILES_AIM = 1000 / 3;

/** Previews of camera photos through the supervised decoder processes, against libvips' own tool. */
export async function thumbnails({ folder, quick }) {
  const small = await makeCameraPhotos(join(folder, 'card'), quick ? 60 : 200);
  const large = await makeCameraPhotos(join(folder, 'large'), quick ? 60 : 200, CAMERA_24_MP);
  const imaging = startImaging();
  try {
    return [
      ...(await previewsOf(imaging, '6 MP', small, { folder, quick, aims: {} })),
      ...(await previewsOf(imaging, '24 MP', large, {
        folder,
        quick,
        aims: { sharp: { of: 'ratio', atLeast: 1.1 }, quick: { of: 'ours', atLeast: Math.round(TILES_AIM) } },
      })),
    ];
  } finally {
    await imaging.close();
  }
}

async function previewsOf(imaging, size, files, { folder, quick, aims }) {
  const rate = (quality) => previewsPerSecond(imaging, files, { maxEdge: EDGE, quality });
  await previewsPerSecond(imaging, files.slice(0, 4), { maxEdge: EDGE, quality: 'sharp' });
  const hasPeer = await hasTool('vipsthumbnail');
  const out = join(folder, 'out');
  await mkdir(out, { recursive: true });
  const { a, b } = await alternate(
    quick ? 1 : 3,
    async () => ({ quick: await rate('quick'), sharp: await rate('sharp') }),
    () => (hasPeer ? peerRun(files, out) : null),
  );
  return ['sharp', 'quick'].map((quality) =>
    result({
      name: `previews of ${size} photos, ${quality}`,
      unit: 'a second',
      ours: median(a.map((rates) => rates[quality])),
      peer: hasPeer ? median(b) : null,
      peerName: hasPeer
        ? 'vipsthumbnail, one process a core'
        : 'none: vipsthumbnail (libvips-tools) is not installed',
      aim: aims[quality],
    }),
  );
}

/** All files in as many processes as there are cores, each once started. */
async function peerRun(files, out) {
  const cores = availableParallelism();
  const parts = Array.from({ length: cores }, (_, n) => files.filter((_file, i) => i % cores === n));
  const args = ['-s', String(EDGE), '-o', `${out}/%s.jpg[Q=82,strip]`];
  // One thread each, as ours: else each process would want all cores.
  const env = { ...process.env, VIPS_CONCURRENCY: '1' };
  const { ms, value } = await timed(() =>
    Promise.all(parts.map((part) => run('vipsthumbnail', [...args, ...part], { env }))),
  );
  if (value.some(({ code }) => code !== 0)) throw new Error(`vipsthumbnail failed\n${value[0].output}`);
  return (files.length / ms) * 1000;
}
