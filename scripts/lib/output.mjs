/** Something that set-up cannot mend by itself: the message says in one line what to do. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** With `--json` standard output is a machine's; what people read goes beside it. */
const people = process.argv.includes('--json') ? process.stderr : process.stdout;

/** One plain line for the person at the terminal. */
export function say(line) {
  people.write(`${line}\n`);
}

/** Seconds since `start` (of `performance.now()`), for people. */
export function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/** Announces a step that takes time, shows that it is alive, and says how long it took. */
export async function longStep(label, work) {
  const start = performance.now();
  say(`${label} …`);
  const alive = setInterval(() => say(`  still working (${secondsSince(start)})`), 15_000);
  try {
    const result = await work();
    say(`  done in ${secondsSince(start)}`);
    return result;
  } finally {
    clearInterval(alive);
  }
}

/** Runs a command to its end; what goes wrong is one message for the person, not a stack. */
export async function runCommand(failure, work) {
  try {
    await work();
  } catch (error) {
    say(`${failure}: ${error.message}`);
    process.exitCode = 1;
  }
}
