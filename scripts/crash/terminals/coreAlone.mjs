import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repoRoot } from '../../lib/paths.mjs';

const NOBODY = { windowId: 1, terminal: 'kiosk', role: 'nobody', staffId: null };
const CUSTOMER = { ...NOBODY, role: 'customer' };
const READY_MS = 60_000;

/**
 * The built core in plain Node 24, spoken to as main does.
 * @param {object} options
 * @param {string} options.dataFolder
 * @param {string} options.mediaFolder
 * @param {number} options.clockAheadMs How far its clock is ahead of the machine's.
 */
export function startCoreAlone({ dataFolder, mediaFolder, clockAheadMs }) {
  // Main has made its profile folder below before core starts.
  mkdirSync(dataFolder, { recursive: true });
  const child = fork(join(repoRoot, 'dist', 'core', 'entry.cjs'), [], {
    execArgv: ['--import', pathToFileURL(join(import.meta.dirname, 'parentPort.mjs')).href],
    env: { PATH: process.env.PATH, LETE_TRIAL_CLOCK_AHEAD_MS: String(clockAheadMs) },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A group of its own: a power cut takes the decoders with it.
    detached: true,
  });
  const pending = new Map();
  // The channel may still count as open when the process is gone already: nobody would answer any more.
  let isGone = false;
  let nextId = 1;
  let manager = null;
  let settle;
  const ready = new Promise((resolve) => {
    settle = resolve;
  });
  const died = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const send = (message) => child.connected && child.send(message, () => {});

  child.on('message', (message) => {
    if (message.type === 'answer') {
      pending.get(message.id)?.(message.answer);
      pending.delete(message.id);
    } else if (message.type === 'port') {
      const value = message.call === 'os:available' ? false : null;
      send({ type: 'portAnswer', id: message.id, ok: true, value });
    } else if (message.type === 'state' && message.state.state !== 'starting') settle(message.state);
  });
  void died.then(() => {
    isGone = true;
    settle({ state: 'dead' });
    for (const answer of pending.values()) answer(null);
    pending.clear();
  });
  const tooLong = setTimeout(() => settle({ state: 'silent' }), READY_MS);
  void ready.then(() => clearTimeout(tooLong));

  const ask = (caller, name, input) =>
    new Promise((answer) => {
      if (isGone || !child.connected) return answer(null);
      const id = nextId;
      nextId += 1;
      pending.set(id, answer);
      send({ type: 'call', id, name, input, caller, ref: 'trial' });
    });
  const config = {
    dataFolder,
    mediaFolder,
    resourcesFolder: join(repoRoot, 'resources'),
    kind: 'demo',
    nodePath: process.execPath,
    imagingEntry: join(repoRoot, 'dist', 'imaging', 'process.cjs'),
    nativeBinding: null,
    fontFolder: join(repoRoot, 'resources', 'fonts'),
    version: '0.0.0',
  };
  send({ type: 'init', config });

  return {
    /** Main is played here: a customer's window outlives the core. */
    keepsCustomers: true,
    ready,
    died,
    /** @returns {Promise<object | null>} The answer; null when the process died first. */
    ask: async (who, name, input) => {
      if (who === 'customer') return ask(CUSTOMER, name, input);
      if (manager === null) {
        const people = await ask(NOBODY, 'staff:people', {});
        manager = people?.ok ? people.value.people.find(({ role }) => role === 'manager') : null;
        if (!manager) return people?.ok ? { ok: false, code: 'NO_STAFF' } : null;
      }
      const caller = { windowId: 2, terminal: 'counter', role: 'manager', staffId: manager.staffId };
      return ask(caller, name, input);
    },
    /** `all`: with its decoders, as when the power goes. */
    kill: async (all) => {
      const { pid = 0 } = child;
      try {
        process.kill(all ? -pid : pid, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
      return died;
    },
    close: async () => {
      send({ type: 'shutdown' });
      return died;
    },
  };
}
