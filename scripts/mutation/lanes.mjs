import { fork } from 'node:child_process';
import { join } from 'node:path';
import { readRuntime } from '../lib/runtime.mjs';
import { run } from '../lib/run.mjs';

const LANE = join(import.meta.dirname, 'lane.mjs');
/** No test of an area takes so long, on a busy machine neither: what does not end has been noticed. */
const PATIENCE_MS = 900_000;

/** Which project checks a source file's types. */
const LAYERS = [
  [/^electron\/main\//, 'tsconfig.main.json'],
  [/^electron\/core\//, 'tsconfig.core.json'],
  [/^shared\//, 'tsconfig.core.json'],
];
// An import that is no longer used is no finding: it would notice every line taken away.
const TSC = ['--incremental', '--noUnusedLocals', 'false', '--noUnusedParameters', 'false'];

/** The next message of a child, or null when it ended or took too long. */
function answerOf(child, ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(null), ms);
    const gone = () => settle(null);
    const settle = (answer) => {
      clearTimeout(timer);
      child.off('message', settle).off('exit', gone);
      resolve(answer);
    };
    child.once('message', settle).once('exit', gone);
  });
}

async function startLane(root) {
  const child = fork(LANE, [root], { cwd: root, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  if (!(await answerOf(child, PATIENCE_MS))?.ready) throw new Error('the tests do not start');
  return child;
}

/** Whether the types of the layer of `file` in the copy at `root` are right. */
async function areTypesRight(root, file) {
  const [, project] = LAYERS.find(([pattern]) => pattern.test(file));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const info = ['--tsBuildInfoFile', join(root, `.${project}.tsbuildinfo`)];
  const { code } = await run(readRuntime().node, [tsc, '-p', project, ...TSC, ...info], { cwd: root });
  return code === 0;
}

/** Runs tests in the copy at `root`. `test` answers the stage that went red, 'time', or null for green. */
export function createExaminer(root) {
  let child = null;
  const end = async () => {
    const lane = child;
    child = null;
    if (!lane || lane.exitCode !== null) return;
    const ended = answerOf(lane, PATIENCE_MS);
    lane.kill('SIGKILL');
    await ended;
  };
  const test = async (changed, stages) => {
    child ??= await startLane(root);
    const answering = answerOf(child, PATIENCE_MS);
    child.send({ changed, stages });
    const answer = await answering;
    if (answer === null) {
      await end();
      return 'time';
    }
    if (answer.error) throw new Error(answer.error);
    return answer.stage;
  };
  return { end, test, types: (file) => areTypesRight(root, file) };
}
