// Makes the HEIC files of tests/fixtures/photos/heic with Debian's heif-enc (libheif-examples): nothing that comes with the
// project encodes HEIC. The picture is the formula of referencePrint.ts, so that tests know every colour of it.
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { sceneAt } from '../../tests/fixtures/photos/referencePrint.ts';
import { repoRoot } from '../lib/paths.mjs';
import { runOrThrow } from '../lib/run.mjs';

const [WIDTH, HEIGHT] = [480, 320];
const target = join(repoRoot, 'tests', 'fixtures', 'photos', 'heic');
const BEST = ['-q', '98', '-p', 'chroma=444'];

/** A PNG of so many bits a channel: heif-enc makes 8 of 8, and 10 of 16. */
async function writeScene(path, bits, profile) {
  const data = new (bits === 8 ? Uint8Array : Uint16Array)(WIDTH * HEIGHT * 3);
  const most = 2 ** bits - 1;
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const rgb = sceneAt((x + 0.5) / WIDTH, (y + 0.5) / HEIGHT);
      data.set(
        rgb.map((v) => Math.round((v / 255) * most)),
        (y * WIDTH + x) * 3,
      );
    }
  }
  const image = sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
  if (profile) image.withIccProfile(profile);
  await image
    .toColourspace(bits === 8 ? 'srgb' : 'rgb16')
    .png()
    .toFile(path);
}

const folder = await mkdtemp(join(tmpdir(), 'lete-heic-'));
await mkdir(target, { recursive: true });

async function encode(name, { bits, profile }, ...how) {
  const source = join(folder, `${name}.png`);
  await writeScene(source, bits, profile);
  await runOrThrow('heif-enc', [...BEST, ...how, '-o', join(target, `${name}.heic`), source]);
}

await encode('eight-bits', { bits: 8 });
await encode('ten-bits', { bits: 16 }, '-b', '10');
await encode('display-p3', { bits: 8, profile: 'p3' });
await rm(folder, { recursive: true });
