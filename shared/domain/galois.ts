/** Arithmetic of QR's error correction: GF(256) with the polynomial x^8 + x^4 + x^3 + x^2 + 1. */
const EXP = new Uint8Array(510);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
  EXP[power] = value;
  EXP[power + 255] = value;
  LOG[value] = power;
  value <<= 1;
  if (value > 255) value ^= 0x11d;
}

function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : (EXP[(LOG[a] ?? 0) + (LOG[b] ?? 0)] ?? 0);
}

/** The Reed-Solomon remainder: so many check bytes for a block of data. */
export function checkBytes(data: readonly number[], count: number): readonly number[] {
  let generator = [1];
  for (let power = 0; power < count; power++) {
    const root = EXP[power] ?? 0;
    const shifted = [...generator, 0];
    generator = shifted.map((value, i) => value ^ multiply(generator[i - 1] ?? 0, root));
  }
  const rest = [...data, ...Array<number>(count).fill(0)];
  for (let i = 0; i < data.length; i++) {
    const factor = rest[i] ?? 0;
    generator.forEach((value, j) => {
      rest[i + j] = (rest[i + j] ?? 0) ^ multiply(value, factor);
    });
  }
  return rest.slice(data.length);
}
