import type { Answer } from '../../shared/contract/answer.ts';
import type { Caller } from '../../shared/contract/define.ts';
import type { CallName, EventName } from '../../shared/contract/index.ts';
import { terminal } from '../../shared/contract/terminal.ts';
import type { Failure, TerminalKind, TerminalState } from '../../shared/contract/terminal.ts';
import type { z } from 'zod';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogueMalformed } from './features/catalogue/index.ts';
import { isWeakPin } from './features/staff/index.ts';
import { createDatabaseKey, type KeyGuard, unlockDatabaseKey } from './keys/databaseKey.ts';
import { FileKeysError } from './keys/fileKeys.ts';
import { describeError, type Log, logRef } from './log/log.ts';
import { OpenError } from './db/failure.ts';
import { openTerminal, type OpenTerminal } from './openTerminal.ts';
import type { Clock, Ids } from './ports/clock.ts';
import type { CoreConfig } from './ports/messages.ts';
import type { OsKeyWrap } from './ports/osKeyWrap.ts';
import type { Shell } from './ports/shell.ts';
import { readTerminalKind, writeTerminalKind } from './terminalFile.ts';

/** What one core works with. Everything that is not data comes through a port. */
export interface CoreOptions {
  readonly config: CoreConfig;
  readonly osKeyWrap: OsKeyWrap;
  readonly shell: Shell;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  onState(state: TerminalState): void;
  onEvent(name: EventName, payload: unknown): void;
}

const MIN_PASSPHRASE = 10;

type SetUp = z.infer<(typeof terminal)['terminal:setUp']['input']>;
export type Manager = NonNullable<SetUp['manager']>;

const failureOf = (error: unknown): Failure | null => {
  if (error instanceof OpenError) return error.failure;
  if (error instanceof CatalogueMalformed) return 'catalogue-malformed';
  if (error instanceof FileKeysError) return error.code === 'missing' ? 'key-missing' : 'key-mismatch';
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC') return 'disk-full';
  return code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' ? 'folder-unavailable' : null;
};

/** The core of one terminal: opens it, answers calls, closes it. Knows no Electron. */
export const createCore = (deps: CoreOptions) => {
  const { config, log, ids } = deps;
  let state: TerminalState = { state: 'starting' };
  let open: OpenTerminal | null = null;
  const kind = (): TerminalKind | null => config.kind ?? readTerminalKind(config.dataFolder);

  const setState = (next: TerminalState): void => {
    state = next;
    deps.onState(next);
  };

  const openWith = async (
    key: Uint8Array,
    guard: KeyGuard['kind'],
    as: TerminalKind,
    manager: Manager | null,
  ): Promise<void> => {
    try {
      const opened = await openTerminal({ ...deps, key, demo: guard === 'demo', manager });
      open = opened;
      const { store, terminal } = opened.settings();
      log.info('terminal-ready', { restored: opened.restored });
      setState({
        state: 'ready',
        kind: as,
        demo: guard === 'demo',
        restoredFromBackup: opened.restored,
        storeName: store.name,
        terminalName: terminal.name,
        version: config.version,
      });
    } catch (error) {
      fail(error);
    }
  };

  const fail = (error: unknown): void => {
    const failure = failureOf(error);
    const ref = logRef(ids.hex(4));
    log.error('terminal-failed', { ref, failure: failure ?? 'unknown', ...describeError(error) });
    if (failure === null) throw error;
    setState({ state: 'failed', failure, ref });
  };

  const unconfigured = async (): Promise<void> => {
    const osKeyProtection = await deps.osKeyWrap.available();
    setState({ state: 'unconfigured', kind: config.kind, osKeyProtection });
  };

  const boot = async (): Promise<void> => {
    const as = kind();
    const unlocked = await unlockDatabaseKey(config.dataFolder, { osKeyWrap: deps.osKeyWrap });
    if (unlocked.kind === 'ok') return openWith(unlocked.key, unlocked.guard, as ?? 'counter', null);
    if (unlocked.kind === 'locked') return setState({ state: 'locked', kind: as ?? 'counter' });
    if (unlocked.kind !== 'key-missing')
      return setState({ state: 'failed', failure: 'key-mismatch', ref: logRef(ids.hex(4)) });
    if (existsSync(join(config.dataFolder, 'lete.db')))
      return setState({ state: 'failed', failure: 'key-missing', ref: logRef(ids.hex(4)) });
    return config.kind === 'demo' ? setUpDemo() : unconfigured();
  };

  const setUpDemo = async (): Promise<void> => {
    await writeTerminalKind(config.dataFolder, 'demo');
    const key = await createDatabaseKey(config.dataFolder, { kind: 'demo' });
    await openWith(key, 'demo', 'demo', null);
  };

  const setUp = async (
    input: SetUp,
  ): Promise<Answer<unknown>['ok'] | 'PASSPHRASE_WEAK' | 'PIN_WEAK' | 'CONFLICT'> => {
    if (state.state !== 'unconfigured') return 'CONFLICT';
    if (input.kind === 'demo') {
      await setUpDemo();
      return true;
    }
    if (!input.manager || isWeakPin(input.manager.pin)) return 'PIN_WEAK';
    const passphrase = input.passphrase ?? '';
    if (!state.osKeyProtection && passphrase.length < MIN_PASSPHRASE) return 'PASSPHRASE_WEAK';
    const guard: KeyGuard = state.osKeyProtection
      ? { kind: 'os', osKeyWrap: deps.osKeyWrap }
      : { kind: 'passphrase', passphrase };
    await writeTerminalKind(config.dataFolder, input.kind);
    await openWith(await createDatabaseKey(config.dataFolder, guard), guard.kind, input.kind, input.manager);
    return true;
  };

  const unlock = async (passphrase: string): Promise<true | 'PASSPHRASE_WRONG' | 'CONFLICT'> => {
    if (state.state !== 'locked') return 'CONFLICT';
    const unlocked = await unlockDatabaseKey(config.dataFolder, { osKeyWrap: deps.osKeyWrap, passphrase });
    if (unlocked.kind !== 'ok') return 'PASSPHRASE_WRONG';
    await openWith(unlocked.key, unlocked.guard, state.kind, null);
    return true;
  };

  /** The few calls that are answered before the database is open. */
  const callClosed = async (
    name: CallName,
    input: unknown,
    caller: Caller,
    ref: string,
  ): Promise<Answer<unknown>> => {
    const spec =
      name === 'terminal:setUp' || name === 'terminal:unlock' || name === 'terminal:quit'
        ? terminal[name]
        : null;
    if (!spec) return { ok: false, code: 'NOT_READY', ref };
    const parsed = spec.input.safeParse(input);
    if (caller.role !== 'nobody') return { ok: false, code: 'FORBIDDEN', ref };
    if (!parsed.success) return { ok: false, code: 'INVALID_INPUT', ref };
    if (name === 'terminal:quit') {
      setImmediate(() => void deps.shell.quit());
      return { ok: true, value: {} };
    }
    try {
      const done =
        name === 'terminal:setUp'
          ? await setUp(parsed.data as unknown as SetUp)
          : await unlock((parsed.data as unknown as { passphrase: string }).passphrase);
      return done === true ? { ok: true, value: {} } : { ok: false, code: done as 'CONFLICT', ref };
    } catch (error) {
      fail(error);
      return { ok: false, code: 'INTERNAL', ref };
    }
  };

  return {
    boot: (): Promise<void> => boot().catch(fail),
    state: (): TerminalState => state,
    call: (name: CallName, input: unknown, caller: Caller, ref: string): Promise<Answer<unknown>> =>
      open ? open.dispatch(name, input, caller, ref) : callClosed(name, input, caller, ref),
    close: async (): Promise<void> => {
      const closing = open;
      open = null;
      await closing?.close();
    },
  };
};

export type Core = ReturnType<typeof createCore>;
