import { checkBytes } from './galois.ts';

/** Square of modules, `rows[y][x]`, true is dark; without the quiet zone of four modules. */
export type QrModules = readonly (readonly boolean[])[];

interface Version {
  readonly check: number;
  /** Data bytes of each block. */
  readonly blocks: readonly number[];
  readonly alignment: readonly number[];
}

/** Versions 1 to 10 at error correction M (ISO/IEC 18004): up to 213 bytes. */
const VERSIONS: readonly Version[] = [
  { check: 10, blocks: [16], alignment: [] },
  { check: 16, blocks: [28], alignment: [6, 18] },
  { check: 26, blocks: [44], alignment: [6, 22] },
  { check: 18, blocks: [32, 32], alignment: [6, 26] },
  { check: 24, blocks: [43, 43], alignment: [6, 30] },
  { check: 16, blocks: [27, 27, 27, 27], alignment: [6, 34] },
  { check: 18, blocks: [31, 31, 31, 31], alignment: [6, 22, 38] },
  { check: 22, blocks: [38, 38, 39, 39], alignment: [6, 24, 42] },
  { check: 22, blocks: [36, 36, 36, 37, 37], alignment: [6, 26, 46] },
  { check: 26, blocks: [43, 43, 43, 43, 44], alignment: [6, 28, 50] },
];

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** QR code of a text in UTF-8, byte mode, level M; throws RangeError above 213 bytes. */
export function qrModules(text: string): QrModules {
  const bytes = utf8(text);
  const number =
    VERSIONS.findIndex((version, i) => dataBytes(version) * 8 >= 4 + countBits(i + 1) + bytes.length * 8) + 1;
  const version = VERSIONS[number - 1];
  if (version === undefined) throw new RangeError('qrModules: text too long');
  const bits = interleave(frame(bytes, version, number), version);
  let best: { rows: boolean[][]; penalty: number } | null = null;
  for (const [mask, applies] of MASKS.entries()) {
    const grid = new Grid(number, version);
    grid.placeData(bits, applies);
    grid.placeFormat(mask);
    const penalty = penaltyOf(grid.rows);
    if (best === null || penalty < best.penalty) best = { rows: grid.rows, penalty };
  }
  return best?.rows ?? [];
}

function utf8(text: string): readonly number[] {
  return [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|(.)/g)].map(([, hex, plain = '']) =>
    hex === undefined ? plain.charCodeAt(0) : Number.parseInt(hex, 16),
  );
}

function dataBytes(version: Version): number {
  return version.blocks.reduce((sum, size) => sum + size, 0);
}

function countBits(number: number): number {
  return number < 10 ? 8 : 16;
}

/** Mode, length, data, terminator and padding as whole bytes. */
function frame(bytes: readonly number[], version: Version, number: number): readonly number[] {
  const bits = [
    ...toBits(0b0100, 4),
    ...toBits(bytes.length, countBits(number)),
    ...bytes.flatMap((b) => toBits(b, 8)),
  ];
  const capacity = dataBytes(version) * 8;
  while (
    bits.length < capacity &&
    (bits.length % 8 !== 0 || bits.length < 4 + countBits(number) + bytes.length * 8 + 4)
  ) {
    bits.push(false);
  }
  const framed: number[] = [];
  for (let i = 0; i < bits.length; i += 8) {
    framed.push(bits.slice(i, i + 8).reduce((value, bit) => value * 2 + (bit ? 1 : 0), 0));
  }
  for (let pad = 0; framed.length < dataBytes(version); pad++) framed.push(pad % 2 === 0 ? 0xec : 0x11);
  return framed;
}

function interleave(data: readonly number[], version: Version): readonly boolean[] {
  let start = 0;
  const blocks = version.blocks.map((size) => data.slice(start, (start += size)));
  const checks = blocks.map((block) => checkBytes(block, version.check));
  const columns = (lists: readonly (readonly number[])[]) =>
    Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, i) =>
      lists.flatMap((list) => list[i] ?? []),
    ).flat();
  return [...columns(blocks), ...columns(checks)].flatMap((byte) => toBits(byte, 8));
}

function toBits(value: number, count: number): readonly boolean[] {
  return Array.from({ length: count }, (_, i) => ((value >> (count - 1 - i)) & 1) === 1);
}

/** The remainder of a BCH code, for the format and the version information. */
function bch(value: number, generator: number, bits: number): number {
  let rest = value << bits;
  for (let top = 31 - Math.clz32(rest); top >= bits; top = 31 - Math.clz32(rest))
    rest ^= generator << (top - bits);
  return (value << bits) | rest;
}

class Grid {
  readonly rows: boolean[][];
  readonly #fixed: boolean[][];
  readonly #size: number;

  constructor(number: number, version: Version) {
    this.#size = 17 + 4 * number;
    this.rows = Array.from({ length: this.#size }, () => Array<boolean>(this.#size).fill(false));
    this.#fixed = this.rows.map((row) => [...row]);
    for (let i = 0; i < this.#size; i++) {
      this.#fix(6, i, i % 2 === 0);
      this.#fix(i, 6, i % 2 === 0);
    }
    const far = this.#size - 7;
    for (const [x, y] of [
      [0, 0],
      [far, 0],
      [0, far],
    ] as const)
      this.#finder(x, y);
    this.#alignments(version.alignment);
    if (number >= 7) this.#version(number);
    this.placeFormat(0);
  }

  placeFormat(mask: number): void {
    // Level M is 00, so the five data bits are the mask alone.
    const format = bch(mask, 0x537, 10) ^ 0x5412;
    const last = this.#size - 1;
    for (let i = 0; i < 15; i++) {
      const dark = ((format >> i) & 1) === 1;
      const near = i < 6 ? i : i < 8 ? i + 1 : 14 - i;
      if (i < 8) {
        this.#fix(8, near, dark);
        this.#fix(last - i, 8, dark);
      } else {
        this.#fix(i === 8 ? 7 : near, 8, dark);
        this.#fix(8, last - 14 + i, dark);
      }
    }
    this.#fix(8, this.#size - 8, true);
  }

  /** Two columns at a time from the right, up and down in turn; column 6 belongs to the timing pattern. */
  placeData(bits: readonly boolean[], mask: (x: number, y: number) => boolean): void {
    let next = 0;
    let upwards = true;
    for (let right = this.#size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.#size; step++) {
        const y = upwards ? this.#size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.#fixed[y]?.[x]) continue;
          this.#set(x, y, (bits[next] ?? false) !== mask(x, y));
          next += 1;
        }
      }
      upwards = !upwards;
    }
  }

  #finder(left: number, top: number): void {
    for (let y = -1; y <= 7; y++) {
      for (let x = -1; x <= 7; x++) {
        const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
        this.#fix(left + x, top + y, ring !== 2 && ring !== 4);
      }
    }
  }

  #alignments(places: readonly number[]): void {
    const last = places.length - 1;
    for (const [i, cx] of places.entries()) {
      for (const [j, cy] of places.entries()) {
        if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) continue;
        for (let y = -2; y <= 2; y++) {
          for (let x = -2; x <= 2; x++) this.#fix(cx + x, cy + y, Math.max(Math.abs(x), Math.abs(y)) !== 1);
        }
      }
    }
  }

  #version(number: number): void {
    const info = bch(number, 0x1f25, 12);
    for (let i = 0; i < 18; i++) {
      const dark = ((info >> i) & 1) === 1;
      const far = this.#size - 11 + (i % 3);
      this.#fix(far, Math.floor(i / 3), dark);
      this.#fix(Math.floor(i / 3), far, dark);
    }
  }

  #fix(x: number, y: number, dark: boolean): void {
    const fixed = this.#fixed[y];
    if (fixed?.[x] === undefined) return;
    fixed[x] = true;
    this.#set(x, y, dark);
  }

  #set(x: number, y: number, dark: boolean): void {
    const row = this.rows[y];
    if (row) row[x] = dark;
  }
}

/** The standard's four penalties: runs, squares, finder look-alikes, balance. */
function penaltyOf(rows: readonly (readonly boolean[])[]): number {
  const size = rows.length;
  const columns = rows.map((_, x) => rows.map((row) => row[x] ?? false));
  let penalty = 0;
  for (const line of [...rows, ...columns])
    penalty += linePenalty(line.map((dark) => (dark ? '1' : '0')).join(''));
  for (let y = 0; y + 1 < size; y++) {
    for (let x = 0; x + 1 < size; x++) {
      const dark = rows[y]?.[x];
      if (dark === rows[y]?.[x + 1] && dark === rows[y + 1]?.[x] && dark === rows[y + 1]?.[x + 1])
        penalty += 3;
    }
  }
  const share = (rows.flat().filter(Boolean).length * 100) / (size * size);
  return penalty + Math.floor(Math.abs(share - 50) / 5) * 10;
}

function linePenalty(line: string): number {
  let penalty = 0;
  for (const run of line.match(/0{5,}|1{5,}/g) ?? []) penalty += run.length - 2;
  for (const pattern of ['00001011101', '10111010000']) {
    for (let at = line.indexOf(pattern); at >= 0; at = line.indexOf(pattern, at + 1)) penalty += 40;
  }
  return penalty;
}
