import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { longStep } from '../lib/output.mjs';

/** Everything must be green with nothing taken away, or red would say nothing. */
async function assertSound(chosen, examiner) {
  const stages = [
    ...new Map(chosen.flatMap((one) => one.stages).map((stage) => [stage.join(), stage])).values(),
  ];
  for (const stage of stages) {
    const red = await examiner.test([], [stage]);
    if (red !== null)
      throw new Error(`${red === 'time' ? 'too slow' : 'red'} with nothing taken away: ${stage}`);
  }
}

/** What went unnoticed is tried once more from a fresh start, so that it cannot be the fault of an old reading. */
async function anew(path, stages, examiner) {
  await examiner.end();
  return examiner.test([path], stages);
}

/** By which tests, types or time one mutant is noticed; null when it is not. */
async function examine(root, { file, stages, text }, examiner) {
  const path = join(root, file);
  const original = readFileSync(path, 'utf8');
  writeFileSync(path, text);
  try {
    const red = (await examiner.test([path], stages)) ?? (await anew(path, stages, examiner));
    if (red !== null) return typeof red === 'string' ? red : red.join(', ');
    return (await examiner.types(file)) ? null : 'types';
  } finally {
    writeFileSync(path, original);
  }
}

/** Tries the mutants one after another and says what became of each. */
export async function examineAll(root, chosen, examiner, tell) {
  await longStep('With nothing taken away', () => assertSound(chosen, examiner));
  const results = [];
  let last = null;
  for (const mutant of chosen) {
    const { area, file, line, what } = mutant;
    // What was put back must be read again as well.
    if (last !== null && last !== file) await examiner.test([join(root, last)], []);
    last = file;
    const start = performance.now();
    const by = await examine(root, mutant, examiner);
    const ms = Math.round(performance.now() - start);
    results.push({ area, file, line, what, by, ms });
    tell(
      `${results.length}/${chosen.length} ${by === null ? 'NOT NOTICED' : 'noticed'} ${ms} ms ${file}:${line} ${what}`,
    );
  }
  return results;
}
