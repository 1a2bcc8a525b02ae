import { Buffer } from 'node:buffer';

/** Decoded pixels, row after row, 8 bits each; 4 channels mean alpha last, not premultiplied. */
export type Pixels = {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
};

const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;

/**
 * Wraps pixels as an uncompressed TIFF in memory: the one way to hand sharp raw pixels together with the colour
 * profile they are meant in.
 */
export function rgbTiff({ data, width, height, channels }: Pixels, profile: Uint8Array | null): Buffer {
  const count = 11 + (channels === 4 ? 1 : 0) + (profile ? 1 : 0);
  const depthsAt = 8 + 2 + count * 12 + 4;
  const profileAt = depthsAt + 8;
  const pixelsAt = profileAt + (profile?.length ?? 0) + ((profile?.length ?? 0) % 2);
  const entries: (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, channels, depthsAt],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 2],
    [273, LONG, 1, pixelsAt],
    [274, SHORT, 1, 1],
    [277, SHORT, 1, channels],
    [278, LONG, 1, height],
    [279, LONG, 1, data.length],
    [284, SHORT, 1, 1],
  ];
  if (channels === 4) entries.push([338, SHORT, 1, 2]);
  if (profile) entries.push([34_675, UNDEFINED, profile.length, profileAt]);
  const start = Buffer.alloc(pixelsAt);
  start.write('II*\0', 0, 'latin1');
  start.writeUInt32LE(8, 4);
  start.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, length, value], index) => {
    const at = 10 + index * 12;
    start.writeUInt16LE(tag, at);
    start.writeUInt16LE(type, at + 2);
    start.writeUInt32LE(length, at + 4);
    start.writeUInt32LE(value, at + 8);
  });
  for (let channel = 0; channel < channels; channel += 1) start.writeUInt16LE(8, depthsAt + channel * 2);
  if (profile) start.set(profile, profileAt);
  return Buffer.concat([start, data]);
}
