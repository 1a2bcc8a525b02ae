import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchOptions } from '../../lib/launch.mjs';
import { repoRoot } from '../../lib/paths.mjs';
import { readRuntime } from '../../lib/runtime.mjs';
import { freshRequestId } from './requestId.mjs';

const READY_MS = 60_000;
const PAGE_MS = 20_000;
const LOOK_MS = 100;
const WINDOWS = { customer: 'kiosk.html', staff: 'counter.html' };

/** Folders of a home of its own, so that everything the app leaves outside its data folder is in one place. */
function makeHome(home) {
  const folders = { HOME: home, TMPDIR: join(home, 'tmp'), XDG_RUNTIME_DIR: join(home, 'run') };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folders;
}

/**
 * The real app on a data folder: Electron with its kiosk and counter windows, spoken to through their own pages.
 * @param {object} options
 * @param {string} options.dataFolder
 * @param {string} options.mediaFolder
 * @param {string} options.home
 * @param {string} options.display
 * @param {boolean} [options.quiet] Its pages do nothing by themselves: both windows show a style sheet, which has no script.
 */
export async function startWholeApp({ dataFolder, mediaFolder, home, display, quiet = false }) {
  const { _electron } = await import('playwright');
  const { PATH, LANG = 'C.UTF-8' } = process.env;
  const switches = ['--lete-role=demo', `--lete-data=${dataFolder}`, `--lete-media=${mediaFolder}`];
  mkdirSync(dataFolder, { recursive: true });
  const app = await _electron.launch({
    ...launchOptions(readRuntime(), switches),
    env: { PATH, LANG, DISPLAY: display, ...makeHome(home) },
  });
  const child = app.process();
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => output.push(data));
  const died = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  let signedIn = false;

  const pages = new Map();
  const pageOf = (who) => pages.get(who) ?? app.windows().find((page) => page.url().endsWith(WINDOWS[who]));
  const silence = async () => {
    for (const who of Object.keys(WINDOWS)) pages.set(who, pageOf(who));
    for (const page of pages.values()) await page.goto(`app://lete/${styleSheet()}`);
  };
  /** Works in a page; one that is just loading anew is waited for. Null when the app is gone. */
  const inPage = async (who, work, given) => {
    const end = performance.now() + PAGE_MS;
    while (child.exitCode === null && child.signalCode === null && performance.now() < end) {
      const done = pageOf(who)
        ?.evaluate(work, given)
        .then((value) => ({ value }));
      const answer = await Promise.race([done ?? null, died.then(() => null)]).catch(() => null);
      if (answer !== null) return answer.value;
      await delay(LOOK_MS);
    }
    return null;
  };
  const ask = (who, name, input) => inPage(who, ([call, what]) => globalThis.api[call](what), [name, input]);
  const signIn = async () => {
    const people = await ask('staff', 'staff:people', {});
    const manager = people?.ok ? people.value.people.find(({ role }) => role === 'manager') : undefined;
    if (!manager) return;
    const pin = people.value.demoPins[manager.staffId];
    const requestId = freshRequestId();
    signedIn =
      (await ask('staff', 'staff:signIn', { requestId, staffId: manager.staffId, pin }))?.ok === true;
  };
  const waitForReady = async () => {
    const end = performance.now() + READY_MS;
    while (performance.now() < end) {
      const states = await Promise.all(['customer', 'staff'].map((who) => ask(who, 'terminal:state', {})));
      const state = states[0]?.value;
      if (state?.state === 'failed') return state;
      if (states.every((answer) => answer?.value?.state === 'ready')) {
        if (quiet) await silence();
        return state;
      }
      if (child.exitCode !== null || child.signalCode !== null) return { state: 'dead' };
      await delay(LOOK_MS);
    }
    return { state: 'silent' };
  };

  return {
    keepsCustomers: false,
    app,
    inPage,
    ready: waitForReady(),
    died,
    /** What it wrote to its terminal. */
    output: () => Buffer.concat(output),
    ask: async (who, name, input) => {
      if (who === 'staff' && !signedIn) await signIn();
      return ask(who, name, input);
    },
    /** Every process of it at once, as when the power goes. */
    kill: async () => {
      for (const pid of [child.pid, ...descendantsOf(child.pid)]) killIfThere(pid);
      return died;
    },
    close: async () => {
      await app.close().catch(() => {});
      return died;
    },
  };
}

function styleSheet() {
  const root = join(repoRoot, 'dist', 'renderer');
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.css')) ?? '';
}

function killIfThere(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Processes that a process started, and those started by them. */
function descendantsOf(parent) {
  const children = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const ppid = parentOf(name);
    if (ppid !== null) children.set(ppid, [...(children.get(ppid) ?? []), Number(name)]);
  }
  const below = (pid) => (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(parent);
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
