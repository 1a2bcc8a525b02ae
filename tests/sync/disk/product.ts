import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createCore } from '../../../electron/core/createCore.ts';
import { unlockDatabaseKey } from '../../../electron/core/keys/databaseKey.ts';
import { createLog } from '../../../electron/core/log/log.ts';
import type { Answer } from '../../../shared/contract/answer.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import { type CallInput, type CallName, type CallOutput, contract } from '../../../shared/contract/index.ts';
import { ulid } from '../../../shared/domain/ids.ts';

const root = join(import.meta.dirname, '../../..');
const ids = {
  ulid: () => ulid(Date.now(), randomBytes(10)),
  hex: (bytes: number) => randomBytes(bytes).toString('hex'),
  bytes: (count: number) => new Uint8Array(randomBytes(count)),
};
/** Stands for the operating system's key store, which is not on the disk that is on trial. */
const osKeyWrap = {
  available: async () => true,
  wrap: async (plain: Uint8Array) => plain,
  unwrap: async (wrapped: Uint8Array) => wrapped,
};
const NOBODY: Caller = { windowId: 1, terminal: 'counter', role: 'nobody', staffId: null };
const MANAGER = { name: 'Andris', pin: '1359' };

type WithoutRequest<I> = I extends { requestId: unknown } ? Omit<I, 'requestId'> : I;

/** The key of a folder's database, as core gets it; undefined before the set-up. */
export const keyOf = async (folder: string): Promise<Uint8Array | undefined> => {
  const unlocked = await unlockDatabaseKey(folder, { osKeyWrap });
  return unlocked.kind === 'ok' ? unlocked.key : undefined;
};

/**
 * Starts all of the product on a data folder, as after a power cut: opening, recovery, loops. Without Electron. What is
 * wrong is in its state; anything unforeseen is thrown.
 */
export const startProduct = async (folder: string) => {
  const log: string[] = [];
  const core = createCore({
    config: {
      dataFolder: folder,
      resourcesFolder: join(root, 'resources'),
      fontFolder: join(root, 'resources', 'fonts'),
      kind: null,
      mediaFolder: null,
      nodePath: process.execPath,
      imagingEntry: join(root, 'electron/imaging/process.ts'),
      nativeBinding: null,
      version: '0.1.0',
    },
    clock: { now: Date.now },
    ids,
    log: createLog(Date.now, (line) => log.push(line)),
    osKeyWrap,
    shell: {
      quit: async () => undefined,
      restart: async () => undefined,
      reopen: async () => undefined,
      htmlToPdf: async () => new Uint8Array(),
    },
    onState: () => undefined,
    onEvent: () => undefined,
  });
  await core.boot();
  const ask = async <N extends CallName>(who: Caller, name: N, asked: WithoutRequest<CallInput<N>>) => {
    const input = contract[name].kind === 'command' ? { requestId: ids.ulid(), ...asked } : asked;
    return (await core.call(name, input, who, 'ab12')) as Answer<CallOutput<N>>;
  };
  const get = async <N extends CallName>(who: Caller, name: N, asked: WithoutRequest<CallInput<N>>) => {
    const answer = await ask(who, name, asked);
    if (!answer.ok) throw new Error(`${name}: ${answer.code} ${log.at(-1) ?? ''}`);
    return answer.value;
  };
  return {
    state: core.state,
    ask,
    get,
    log,
    /** Goes through the set-up of a new terminal, with its first manager. */
    setUp: () => get(NOBODY, 'terminal:setUp', { kind: 'counter', passphrase: null, manager: MANAGER }),
    manager: async (): Promise<Caller> => {
      const { people } = await get(NOBODY, 'staff:people', {});
      const staffId = people.find(({ role }) => role === 'manager')?.staffId ?? null;
      return { ...NOBODY, role: 'manager', staffId };
    },
    close: core.close,
  };
};
