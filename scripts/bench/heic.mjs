import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasTool, previewsPerSecond, startImaging, toolPerSecond } from './tools/imaging.mjs';
import { alternate, median, result } from './tools/measure.mjs';
import { samplesFolder } from './tools/photos.mjs';

/** Each line of the report: what is asked for, and what it must reach. */
const PREVIEWS = [
  { name: 'large previews (1600 px) of HEIC photos', maxEdge: 1600, aim: { of: 'ratio', atLeast: 0.6 } },
  { name: 'tiles (320 px) of HEIC photos', maxEdge: 320 },
];

/** HEIC photos of real phones through the decoder processes, against libheif's own tool. Nothing without the samples. */
export async function heic({ folder, quick }) {
  const files = await makeHeics(join(folder, 'card'), quick ? 20 : 200);
  if (files.length === 0) {
    process.stderr.write('  heic: not measured, real photos are needed (LETE_SAMPLES says where they lie)\n');
    return [];
  }
  const hasPeer = await hasTool('heif-convert');
  const out = join(folder, 'out');
  await mkdir(out);
  const imaging = startImaging();
  try {
    await previewsPerSecond(imaging, files.slice(0, 4), { maxEdge: 320, quality: 'sharp' });
    const { a, b } = await alternate(
      1,
      async () => {
        const rates = [];
        for (const { maxEdge } of PREVIEWS)
          rates.push(await previewsPerSecond(imaging, files, { maxEdge, quality: 'sharp' }));
        return rates;
      },
      () =>
        hasPeer
          ? toolPerSecond('heif-convert', files, (file, i) => ['-q', '90', file, join(out, `${i}.jpg`)])
          : null,
    );
    return PREVIEWS.map(({ name, aim }, line) =>
      result({
        name: `${files.length} ${name}`,
        unit: 'a second',
        ours: median(a.map((rates) => rates[line])),
        peer: hasPeer ? median(b) : null,
        peerName: hasPeer
          ? 'heif-convert to a JPEG of full size, one process a core'
          : 'none: heif-convert (libheif-examples) is not installed',
        aim,
      }),
    );
  } finally {
    await imaging.close();
  }
}

async function makeHeics(folder, count) {
  const samples = samplesFolder();
  if (samples === null) return [];
  const names = (await readdir(samples, { recursive: true })).filter((name) => /\.hei[cf]$/i.test(name));
  await mkdir(folder);
  const files = Array.from({ length: count }, (_, i) => join(folder, `IMG_${i}.HEIC`));
  for (const [i, file] of files.entries()) await copyFile(join(samples, names[i % names.length]), file);
  return files;
}
