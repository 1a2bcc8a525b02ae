import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../lib/run.mjs';
import { hasTool, perSecondOnCores, printsPerSecond, startImaging } from './tools/imaging.mjs';
import { alternate, median, result } from './tools/measure.mjs';
import { CAMERA_24_MP, makeCameraPhotos } from './tools/photos.mjs';

/** 10x15 as it is ordered most: a cut of the paper's ratio out of the middle, 300 dpi. */
const PAPER = { width: 1795, height: 1205 };
const CROP = { x: 0.05, y: 0.05, w: 0.9, h: 0.9063 };
const JPEG = '[Q=95,strip,subsample_mode=off]';
const PRINT = { ...PAPER, crop: CROP, rotation: 0, mirror: false, fit: 'fill' };

/** Photos as a printer gets them, through the decoder processes, against libvips' own tool in two ways. */
export async function prints({ folder, quick }) {
  const files = await makeCameraPhotos(join(folder, 'card'), quick ? 24 : 120, CAMERA_24_MP);
  const hasPeer = await hasTool('vips');
  const imaging = startImaging();
  const out = join(folder, 'out');
  await mkdir(out);
  try {
    await printsPerSecond(imaging, files.slice(0, 4), PRINT);
    const { a, b } = await alternate(
      quick ? 1 : 3,
      () => printsPerSecond(imaging, files, PRINT),
      async () =>
        hasPeer
          ? {
              same: await peerPerSecond(files, out, sameSteps),
              rough: await peerPerSecond(files, out, roughStep),
            }
          : { same: null, rough: null },
    );
    const line = (peer, peerName, aim) =>
      result({
        name: 'prints of 10x15 from 24 MP photos: crop, resize, sRGB, JPEG 95',
        unit: 'a second',
        ours: median(a),
        peer: hasPeer ? median(b.map((rates) => rates[peer])) : null,
        peerName: hasPeer ? peerName : 'none: vips (libvips-tools) is not installed',
        aim,
      });
    return [
      line('same', 'vips crop and vips resize to JPEG 95, one process a core', { of: 'ratio', atLeast: 1 }),
      line('rough', 'vips thumbnail to JPEG 95, which lets the JPEG decoder halve the photo first'),
    ];
  } finally {
    await imaging.close();
  }
}

function peerPerSecond(files, out, stepsOf) {
  return perSecondOnCores(files, async (file, i) => {
    const place = join(out, String(i));
    for (const args of stepsOf(file, place)) await vips(args);
    await rm(`${place}.v`, { force: true });
  });
}

/** One thread each, as ours. */
async function vips(args) {
  const { code, output } = await run('vips', args, { env: { ...process.env, VIPS_CONCURRENCY: '1' } });
  if (code !== 0) throw new Error(`vips ${args[0]} failed\n${output}`);
}

/** As ours; libvips' command holds the cut in a file of its own form, which stays in the page cache. */
function sameSteps(file, place) {
  const { width, height } = CAMERA_24_MP;
  const area = [CROP.x * width, CROP.y * height, CROP.w * width, CROP.h * height].map(Math.round);
  const [across, down] = [PAPER.width / area[2], PAPER.height / area[3]];
  return [
    ['crop', file, `${place}.v`, ...area.map(String)],
    [
      'resize',
      `${place}.v`,
      `${place}.jpg${JPEG}`,
      `${across}`,
      '--vscale',
      `${down}`,
      '--kernel',
      'lanczos3',
    ],
  ];
}

function roughStep(file, place) {
  const [width, height] = [PAPER.width, PAPER.height].map(String);
  return [
    [
      'thumbnail',
      file,
      `${place}.jpg${JPEG}`,
      width,
      '--height',
      height,
      '--crop',
      'centre',
      '--export-profile',
      'srgb',
    ],
  ];
}
