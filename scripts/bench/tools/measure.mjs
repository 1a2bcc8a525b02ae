/** What one run measured; `runs` are single times or rates, all in the same unit. */

export function median(numbers) {
  return percentile(numbers, 50);
}

/** The smallest value that at least `percent` of the numbers do not exceed. */
export function percentile(numbers, percent) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
}

/**
 * One line of the report: ours against a named peer of the same run. `aim` limits `ratio` or `ours`:
 * `{ of: 'ratio' | 'ours', atMost | atLeast }`; without one the line only informs and `met` is null.
 */
export function result({ name, ours, peer, peerName, unit, aim = null }) {
  const ratio = peer === null ? null : ours / peer;
  return {
    name,
    ours: round(ours),
    peer: peer === null ? null : round(peer),
    ratio: ratio === null ? null : round(ratio),
    aim: aim === null ? null : aimText(aim, unit),
    met: aim === null ? null : isMet(aim, { ours, ratio }),
    unit,
    peerName,
  };
}

function aimText({ of, atMost, atLeast }, unit) {
  const bound = atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`;
  return of === 'ratio' ? `ratio ${bound}` : `${bound} ${unit}`;
}

function isMet({ of, atMost = Infinity, atLeast = -Infinity }, values) {
  return values[of] <= atMost && values[of] >= atLeast;
}

function round(number) {
  return Number(number.toPrecision(4));
}

/** Milliseconds that the work took, and its answer. */
export async function timed(work) {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

/** A B A B …: what else goes on in the machine touches both alike. */
export async function alternate(rounds, a, b) {
  const runs = { a: [], b: [] };
  for (let turn = 0; turn < rounds; turn += 1) {
    runs.a.push(await a(turn));
    runs.b.push(await b(turn));
  }
  return runs;
}
