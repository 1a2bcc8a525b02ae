import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../../shared/contract/answer.ts';
import type { Caller } from '../../shared/contract/define.ts';
import type { ErrorCode } from '../../shared/contract/errorCodes.ts';
import type { CallInput, CallName } from '../../shared/contract/index.ts';
import type { Failure, TerminalState } from '../../shared/contract/terminal.ts';
import type { TerminalKind } from '../../shared/contract/terminalKinds.ts';
import { isWeakPin } from '../../shared/sync/pin/pin.ts';
import { createClosedCalls } from './closedCalls.ts';
import type { CoreOptions, Manager } from './coreOptions.ts';
import { failureOf } from './failureOf.ts';
import { createDatabaseKey, type KeyGuard, unlockDatabaseKey } from './keys/databaseKey.ts';
import { describeError, logRef } from './log/log.ts';
import { type OpenTerminal, openTerminal } from './openTerminal.ts';
import { SetUpUnfinished } from './seed.ts';
import { readTerminalKind } from './ports/terminalFile.ts';
import { writeTerminalKind } from './writeTerminalKind.ts';

const MIN_PASSPHRASE = 10;

type SetUp = CallInput<'terminal:setUp'>;

interface Unlocked {
  readonly key: Uint8Array;
  readonly guard: KeyGuard['kind'];
}

/** The core of one terminal: opens it, answers calls, closes it. Knows no Electron. */
export const createCore = (deps: CoreOptions) => {
  const { config, log, ids, osKeyWrap } = deps;
  const { dataFolder } = config;
  let state: TerminalState = { state: 'starting' };
  let open: OpenTerminal | null = null;
  /** The key of a set-up that was cut short; it goes on with the same one. */
  let pending: Unlocked | null = null;

  const setState = (next: TerminalState): void => {
    state = next;
    deps.onState(next);
  };

  const failed = (failure: Failure, error: unknown): void => {
    const ref = logRef(ids.hex(4));
    log.error('terminal-failed', { ref, failure, ...describeError(error) });
    setState({ state: 'failed', failure, ref });
  };

  /** A named failure becomes a screen; anything else is our bug and ends the process. */
  const fail = (error: unknown): void => {
    const failure = failureOf(error);
    if (failure === null) throw error;
    failed(failure, error);
  };

  const unconfigured = async (): Promise<void> =>
    setState({ state: 'unconfigured', kind: config.kind, osKeyProtection: await osKeyWrap.available() });

  const openWith = async (unlocked: Unlocked, as: TerminalKind, manager: Manager | null): Promise<void> => {
    const demo = unlocked.guard === 'demo';
    try {
      const opensAlone = unlocked.guard !== 'passphrase';
      open = await openTerminal({ ...deps, key: unlocked.key, demo, opensAlone, manager });
    } catch (error) {
      if (!(error instanceof SetUpUnfinished)) return fail(error);
      pending = unlocked;
      return unconfigured();
    }
    pending = null;
    const { store, terminal: own } = open.settings();
    log.info('terminal-ready', { restored: open.restored });
    setState({
      state: 'ready',
      kind: as,
      demo,
      restoredFromBackup: open.restored,
      storeName: store.name,
      terminalName: own.name,
      version: config.version,
    });
  };

  const setUpDemo = async (): Promise<void> => {
    await writeTerminalKind(dataFolder, 'demo');
    await openWith(
      { key: await createDatabaseKey(dataFolder, { kind: 'demo' }), guard: 'demo' },
      'demo',
      null,
    );
  };

  const boot = async (): Promise<void> => {
    const as = config.kind ?? readTerminalKind(dataFolder) ?? 'counter';
    const unlocked = await unlockDatabaseKey(dataFolder, { osKeyWrap });
    if (unlocked.kind === 'ok') return openWith(unlocked, as, null);
    if (unlocked.kind === 'locked') return setState({ state: 'locked', kind: as });
    if (unlocked.kind === 'os-store-away') return failed('key-store-away', new Error(unlocked.kind));
    if (unlocked.kind !== 'key-missing') return failed('key-mismatch', new Error(unlocked.kind));
    // A key is never made beside a database that another one belongs to.
    if (existsSync(join(dataFolder, 'lete.db'))) return failed('key-missing', new Error(unlocked.kind));
    return config.kind === 'demo' ? setUpDemo() : unconfigured();
  };

  /** A key for the first start, or the one that an earlier try made. */
  const keyForSetUp = async (passphrase: string, osKeyProtection: boolean): Promise<Unlocked | ErrorCode> => {
    if (pending?.guard === 'passphrase') {
      const again = await unlockDatabaseKey(dataFolder, { osKeyWrap, passphrase });
      return again.kind === 'ok' ? again : 'PASSPHRASE_WRONG';
    }
    if (pending) return pending;
    if (!osKeyProtection && [...passphrase].length < MIN_PASSPHRASE) return 'PASSPHRASE_WEAK';
    const guard: KeyGuard = osKeyProtection ? { kind: 'os', osKeyWrap } : { kind: 'passphrase', passphrase };
    return { key: await createDatabaseKey(dataFolder, guard), guard: guard.kind };
  };

  const setUp = async ({ kind, passphrase, manager }: SetUp): Promise<ErrorCode | null> => {
    if (state.state !== 'unconfigured') return 'CONFLICT';
    if (kind === 'demo') {
      if (pending) return 'CONFLICT';
      await setUpDemo();
      return null;
    }
    if (!manager || isWeakPin(manager.pin)) return 'PIN_WEAK';
    const key = await keyForSetUp(passphrase ?? '', state.osKeyProtection);
    if (typeof key === 'string') return key;
    await writeTerminalKind(dataFolder, kind);
    await openWith(key, kind, manager);
    return null;
  };

  const unlock = async (passphrase: string): Promise<ErrorCode | null> => {
    if (state.state !== 'locked') return 'CONFLICT';
    const unlocked = await unlockDatabaseKey(dataFolder, { osKeyWrap, passphrase });
    if (unlocked.kind !== 'ok') return 'PASSPHRASE_WRONG';
    await openWith(unlocked, state.kind, null);
    return null;
  };

  const callClosed = createClosedCalls({ setUp, unlock, quit: () => void deps.shell.quit(), fail });

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
