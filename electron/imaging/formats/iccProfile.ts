import { Buffer } from 'node:buffer';

/*
 * Two colour spaces that cameras and phones use without embedding a profile. Built here, from the published primaries
 * adapted to D50, as the smallest ICC v4 matrix profile.
 */

type Xyz = readonly [number, number, number];
type Space = { readonly red: Xyz; readonly green: Xyz; readonly blue: Xyz; readonly curve: Buffer };

const D50: Xyz = [0.9642, 1, 0.8249];
const HEADER = 128;

/** Adobe RGB (1998): gamma 563/256. */
export const ADOBE_RGB = makeProfile({
  red: [0.60974, 0.31111, 0.01947],
  green: [0.20528, 0.62567, 0.06087],
  blue: [0.14919, 0.06322, 0.74457],
  curve: parametric(0, [563 / 256]),
});

/** Display P3: the primaries of DCI-P3 with the curve of sRGB. */
export const DISPLAY_P3 = makeProfile({
  red: [0.51512, 0.2412, -0.00105],
  green: [0.29198, 0.69225, 0.04189],
  blue: [0.1571, 0.06657, 0.78407],
  curve: parametric(3, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]),
});

function makeProfile({ red, green, blue, curve }: Space): Buffer {
  const tags: readonly (readonly [string, Buffer])[] = [
    ['wtpt', xyz(D50)],
    ['rXYZ', xyz(red)],
    ['gXYZ', xyz(green)],
    ['bXYZ', xyz(blue)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  let offset = HEADER + table.length;
  tags.forEach(([name, data], index) => {
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(offset, 8 + index * 12);
    table.writeUInt32BE(data.length, 12 + index * 12);
    offset += data.length;
  });
  return Buffer.concat([header(offset), table, ...tags.map(([, data]) => data)]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(HEADER);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x04400000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  bytes.write('acsp', 36, 'latin1');
  D50.forEach((value, index) => {
    bytes.writeInt32BE(fixed(value), 68 + index * 4);
  });
  return bytes;
}

function xyz(value: Xyz): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.write('XYZ ', 0, 'latin1');
  value.forEach((part, index) => {
    bytes.writeInt32BE(fixed(part), 8 + index * 4);
  });
  return bytes;
}

function parametric(type: 0 | 3, values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(12 + values.length * 4);
  bytes.write('para', 0, 'latin1');
  bytes.writeUInt16BE(type, 8);
  values.forEach((value, index) => {
    bytes.writeInt32BE(fixed(value), 12 + index * 4);
  });
  return bytes;
}

function fixed(value: number): number {
  return Math.round(value * 65_536);
}
