import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { code128Modules } from './code128.ts';
import { qrModules } from '../../../../../shared/domain/qrCode.ts';

const draw = (text: string) =>
  qrModules(text)
    .map((row) => row.map((dark) => (dark ? '#' : '.')).join(''))
    .join('\n');

/** The expected matrices were read back by an independent QR decoder, every length from 1 to 213 bytes once. */
describe('QR code', () => {
  it('draws a short text as a version 1 code', () => {
    expect(draw('LETE')).toBe(
      `
#######...###.#######
#.....#.#.....#.....#
#.###.#....#..#.###.#
#.###.#..####.#.###.#
#.###.#.#####.#.###.#
#.....#...##..#.....#
#######.#.#.#.#######
.....................
#.#.#.#..#..#...#..#.
..##...##..#.#.#...#.
..#.###.####.###.####
...###..#..###.##..#.
.#...##....#.###.###.
........##....#....#.
#######...#.#...#.###
#.....#..##...#....#.
#.###.#.###.#.#.#.###
#.###.#..#.#.#.#...#.
#.###.#.##.#.###.##.#
#.....#....###.###.#.
#######.#.##.###..###`.trim(),
    );
  });

  it.each([
    [1, 21, '7a0655e659c924cf'],
    [14, 21, '87bae821693809a1'],
    [15, 25, '11b905ddb9f83c32'],
    [100, 41, '79076e2d3a0990ae'],
    [180, 53, 'da2d371b971d44d3'],
    [200, 57, '52694c754b2960b4'],
    [213, 57, '5b61c982b56d2523'],
  ])('draws %i bytes with %i modules a side', (length, side, hash) => {
    const drawn = draw('x'.repeat(length));
    expect(drawn.split('\n').length).toBe(side);
    expect(createHash('sha256').update(drawn).digest('hex').slice(0, 16)).toBe(hash);
  });

  it('counts bytes, not letters, and refuses what does not fit', () => {
    expect(qrModules('ā'.repeat(106)).length).toBe(57);
    expect(() => qrModules('ā'.repeat(107))).toThrow(RangeError);
  });
});

describe('Code 128', () => {
  it('draws set B with its check symbol', () => {
    const bars = code128Modules('K-27')
      .map((bar) => (bar ? '1' : '0'))
      .join('');
    expect(bars).toBe('1101001000010110001110100110111001100111001011101101110110010001001100011101011');
  });

  it('takes 11 modules a character and 35 more, so that 15 characters fit a 512 dot head', () => {
    for (let length = 1; length <= 16; length++) {
      expect(code128Modules('~'.repeat(length)).length).toBe(11 * length + 35);
    }
    expect((code128Modules('L01261122K0027J').length + 20) * 2).toBeLessThanOrEqual(512);
  });

  it('refuses letters it has no bars for', () => {
    expect(() => code128Modules('ā')).toThrow(RangeError);
    expect(() => code128Modules('')).toThrow(RangeError);
  });
});
