import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCore } from '../../../electron/core/createCore.ts';
import { createLog } from '../../../electron/core/log/log.ts';
import { createLogFile } from '../../../electron/core/log/logFile.ts';
import { contract } from '../../../shared/contract/index.ts';
import { ulid } from '../../../shared/domain/ids.ts';
import { repoRoot } from '../../lib/paths.mjs';

const ids = {
  ulid: () => ulid(Date.now(), randomBytes(10)),
  hex: (bytes) => randomBytes(bytes).toString('hex'),
  bytes: (count) => new Uint8Array(randomBytes(count)),
};
const clock = { now: () => Date.now() };
const noOsKeyWrap = {
  available: async () => false,
  wrap: async (plain) => plain,
  unwrap: async (wrapped) => wrapped,
};
const noShell = { quit: async () => {}, restart: async () => {}, htmlToPdf: async () => new Uint8Array() };

/**
 * A real core of a demo terminal in this process: encrypted database, file store, keys, decoders, the dispatcher.
 * `ask` calls as the demo's first member of staff and throws on a refusal.
 */
export async function startCore(dataFolder, { mediaFolder = null } = {}) {
  const listeners = new Set();
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const core = createCore({
    config: {
      dataFolder,
      mediaFolder,
      kind: 'demo',
      resourcesFolder: join(repoRoot, 'resources'),
      fontFolder: join(repoRoot, 'resources', 'fonts'),
      nodePath: process.execPath,
      imagingEntry: join(repoRoot, 'electron', 'imaging', 'process.ts'),
      nativeBinding: null,
      version: '0.0.0',
    },
    clock,
    ids,
    log: createLog(clock.now, createLogFile(join(dataFolder, 'logs'), clock.now)),
    osKeyWrap: noOsKeyWrap,
    shell: noShell,
    onState: () => {},
    onEvent: (name) => {
      for (const listener of listeners) listener(name);
    },
  });
  await core.boot();
  const { state, failure } = core.state();
  if (state !== 'ready') throw new Error(`The core did not open: ${failure ?? state}`);

  const askAs = async (caller, name, asked) => {
    const input = contract[name].kind === 'command' ? { requestId: ids.ulid(), ...asked } : asked;
    const answer = await core.call(name, input, caller, 'bench');
    if (!answer.ok) throw new Error(`${name}: ${answer.code}`);
    return answer.value;
  };
  const nobody = { windowId: 1, terminal: 'counter', role: 'nobody', staffId: null };
  const { people } = await askAs(nobody, 'staff:people', {});
  const { staffId, role } = people.find((person) => person.role === 'staff');
  const ask = (name, asked) => askAs({ ...nobody, role, staffId }, name, asked);
  return {
    ask,
    /** Asks again at every sign of change until `done` holds for the answer. */
    askUntil: (name, asked, done) => askUntil(() => ask(name, asked), done, listeners),
    close: () => core.close(),
  };
}

async function askUntil(ask, done, listeners) {
  for (;;) {
    const changed = Promise.withResolvers();
    listeners.add(changed.resolve);
    const sometime = setTimeout(changed.resolve, 1000);
    const answer = await ask();
    if (!done(answer)) await changed.promise;
    clearTimeout(sometime);
    listeners.delete(changed.resolve);
    if (done(answer)) return answer;
  }
}

/** A data folder as a kiosk that is in use has it: everything made and seeded, nobody's visit. */
export async function prepareKioskData(dataFolder) {
  const core = await startCore(dataFolder);
  await core.close();
  await writeFile(join(dataFolder, 'terminal.json'), '{"kind":"kiosk"}\n');
}
