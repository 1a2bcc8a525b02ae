import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startCoreAlone } from './terminals/coreAlone.mjs';
import { makeMedium } from './medium.mjs';
import { createRandom } from './random.mjs';
import { createReport } from './report.mjs';
import { startWholeApp } from './terminals/wholeApp.mjs';
import { createTrial, killAtSetUp } from './trial.mjs';

/** Of so many kills one strikes the whole app. */
const APP_SHARE = 20;
const SET_UP_EVERY = 12;
/** Orders have to be there before anything can be lost. */
const FIRST_SHIFT_MS = 5_000;

/** What the trial proves, the problems that would disprove it, and the figure without which it proved nothing. */
const CLAIMS = [
  {
    title:
      '[REC-1] no acknowledged action is lost by a kill: orders, payments, states and drafts are there after it',
    needs: 'originals opened and hashed',
    breaks: [
      'order-lost',
      'order-changed',
      'status-changed',
      'payment-changed',
      'draft-lost',
      'visit-kept',
      'file-bad',
    ],
  },
  {
    title: '[ORD-4] a command repeated after a kill, or sent twice at once, changes nothing twice',
    needs: 'commands sent twice at once',
    breaks: [
      'order-unacknowledged',
      'draft-unacknowledged',
      'answered-twice',
      'answered-anew',
      'list-differs',
    ],
  },
  {
    title: '[OUT-3] no kill loses, halves or repeats a job that goes to the lab',
    needs: 'jobs taken by the lab',
    breaks: [
      'half-job',
      'job-twice',
      'job-lost',
      'job-failed',
      'job-unknown',
      'job-wrong',
      'line-twice',
      'job-stuck',
    ],
  },
  {
    title:
      '[KIO-3] no kill leaves a key, an original or a scratch file that belongs to no draft and no order',
    needs: 'checks after a restart',
    breaks: ['leftover'],
  },
  {
    title: 'Lete starts again after every kill',
    needs: 'checks after a restart',
    breaks: ['not-ready', 'set-up-half', 'list-refused', 'copy-stuck'],
  },
];

/**
 * Kills core alone, the first set-up, and the whole app, `runs` times in all.
 * @param {{ folder: string, runs: number, seed: number, display: string, tell: (line: string) => void }} options
 */
export async function runCrashTest({ folder, runs, seed, display, tell }) {
  const random = createRandom(seed);
  const report = createReport({ onProblem: (code, text) => tell(`  PROBLEM ${code}: ${text}`) });
  const mediaFolder = join(folder, 'medium');
  const hashes = await makeMedium(mediaFolder);
  const common = { mediaFolder, hashes, random, report };
  const folderOf = (name) => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  };
  tell(`Crash test: ${runs} kills, seed ${seed}`);
  const core = createTrial({ ...common, folder: folderOf('core'), start: startCoreAlone, clock: 'moved' });
  const started = performance.now();
  const ofApp = Math.ceil(runs / APP_SHARE);
  for (let run = 1; run <= runs - ofApp; run += 1) {
    if (run % SET_UP_EVERY === 0)
      await killAtSetUp({ ...common, folder: folderOf('set-up'), start: startCoreAlone });
    else if (run > 1 && random.chance(0.15)) await core.killAtStart();
    else await core.killAtWork(run === 1 ? FIRST_SHIFT_MS : 0);
    if (run % 20 === 0) tell(`  ${run} kills, ${report.problems.length} problems (${seconds(started)} s)`);
  }
  await core.finish();
  const startApp = (options) => startWholeApp({ ...options, display, quiet: true });
  const app = createTrial({ ...common, folder: folderOf('app'), start: startApp, clock: 'own' });
  for (let run = 0; run < ofApp; run += 1) await app.killAtWork();
  await app.finish();
  report.count('of them of the whole app', ofApp);
  const figures = { kills: runs, seed, seconds: seconds(started), ...report.figures() };
  for (const [name, value] of Object.entries(figures))
    tell(`  ${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  const codes = new Set(report.problems.map(({ code }) => code));
  const tests = CLAIMS.map(({ title, needs, breaks }) => ({
    title,
    status: !figures[needs] || breaks.some((code) => codes.has(code)) ? 'failed' : 'passed',
  }));
  for (const { title, status } of tests) tell(`${status === 'passed' ? 'ok    ' : 'FAILED'} ${title}`);
  return { figures, problems: report.problems, tests };
}

function seconds(since) {
  return Math.round((performance.now() - since) / 1000);
}
