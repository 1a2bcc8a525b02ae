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

/** What the trial proves, and the problems that would disprove it. */
const CLAIMS = [
  {
    title:
      '[REC-1] no acknowledged action is lost by a kill: orders, payments, states and drafts are there after it',
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
    breaks: ['leftover'],
  },
  {
    title: 'Lete starts again after every kill',
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
    else if (random.chance(0.15)) await core.killAtStart();
    else await core.killAtWork();
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
  const tests = CLAIMS.map(({ title, breaks }) => ({
    title,
    status: breaks.some((code) => codes.has(code)) ? 'failed' : 'passed',
  }));
  for (const { title, status } of tests) tell(`${status === 'passed' ? 'ok    ' : 'FAILED'} ${title}`);
  return { figures, problems: report.problems, tests };
}

function seconds(since) {
  return Math.round((performance.now() - since) / 1000);
}
