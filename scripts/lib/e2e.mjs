import { join } from 'node:path';
import { ensureDebianPackages, KEY_RING_PACKAGES } from '../setup/debian.mjs';
import { say } from './output.mjs';
import { repoRoot } from './paths.mjs';
import { run } from './run.mjs';
import { readRuntime } from './runtime.mjs';
import { sandboxObstacle } from './sandbox.mjs';
import { stageForOrdinaryUser } from './ordinaryUser.mjs';
import { impossible, resultsFolder } from './stage.mjs';
import { countPlaywright, outcomeOf } from './suites.mjs';
import { startXvfb } from './xvfb.mjs';

const CONFIG = 'tests/e2e/playwright.config.ts';
/** Tests at a time: each has a screen of its own, so that neither takes the other's focus or clipboard. */
const SCREENS = 2;

/**
 * The end-to-end tests in the Electron that set-up found, on virtual screens. Root runs them as an ordinary
 * user where the host allows it, since Chromium refuses its sandbox to root.
 */
export async function runEndToEnd() {
  const runtime = readRuntime();
  if (runtime.electron === null) return impossible(`end-to-end tests: ${runtime.problems.join(' ')}`);
  const noKeyRing = await ensureDebianPackages(KEY_RING_PACKAGES);
  const place = await findPlace(runtime);
  const outcome = await runPlaywright(place);
  const lacking = noKeyRing === null ? [] : [`the key ring: ${noKeyRing}`];
  return { ...outcome, notRun: [...lacking, ...place.notRun, ...(outcome.notRun ?? [])] };
}

async function findPlace(runtime) {
  const here = {
    root: repoRoot,
    node: runtime.node,
    env: process.env,
    identity: {},
    notRun: [],
    cleanUp: () => {},
  };
  if (process.getuid?.() !== 0) {
    const obstacle = sandboxObstacle();
    return obstacle === null ? here : { ...here, notRun: [`the Chromium sandbox: ${obstacle}`] };
  }
  const staged = await stageForOrdinaryUser(runtime);
  if (staged.obstacle) return { ...here, notRun: [`the Chromium sandbox: ${staged.obstacle}`] };
  say('  as an ordinary user, with the Chromium sandbox');
  return { ...staged, notRun: [] };
}

async function runPlaywright({ root, node, env, identity, collect }) {
  const report = join(root, 'test-results', 'playwright.json');
  const screens = await Promise.all(Array.from({ length: SCREENS }, startXvfb));
  try {
    const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
    const result = await run(node, [cli, 'test', '-c', CONFIG, '--reporter=line,json'], {
      cwd: root,
      env: {
        ...env,
        LETE_SCREENS: screens.map(({ display }) => display).join(' '),
        NO_COLOR: '1',
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
      ...identity,
    });
    const outcome = outcomeOf(result, report, countPlaywright);
    await collect?.(resultsFolder);
    return outcome;
  } finally {
    for (const screen of screens) screen.stop();
  }
}
