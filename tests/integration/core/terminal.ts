import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Core, createCore } from '../../../electron/core/createCore.ts';
import { openKeyed } from '../../../electron/core/db/driver.ts';
import { unlockDatabaseKey } from '../../../electron/core/keys/databaseKey.ts';
import { createLog } from '../../../electron/core/log/log.ts';
import type { OsKeyWrap } from '../../../electron/core/ports/osKeyWrap.ts';
import type { Answer } from '../../../shared/contract/answer.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import { type CallInput, type CallName, type CallOutput, contract } from '../../../shared/contract/index.ts';
import type { TerminalState } from '../../../shared/contract/terminal.ts';
import type { TerminalKind } from '../../../shared/contract/terminalKinds.ts';
import { ulid } from '../../../shared/domain/ids.ts';

const root = join(import.meta.dirname, '../../..');
export const RESOURCES = join(root, 'resources');
/** Sunday 22 November 2026, 12:00 in Riga. */
export const START = Date.UTC(2026, 10, 22, 10);
export const MANAGER = { name: 'Andris', pin: '1359' };
export const PASSPHRASE = 'pareizs zirgs 42';

export const NOBODY: Caller = { windowId: 1, terminal: 'counter', role: 'nobody', staffId: null };
export const KIOSK: Caller = { windowId: 2, terminal: 'kiosk', role: 'nobody', staffId: null };
export const CUSTOMER: Caller = { windowId: 2, terminal: 'kiosk', role: 'customer', staffId: null };

export const folderFor = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `lete-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Stands for the operating system's key store: what it wraps only it can unwrap. */
export const fakeOsKeyWrap = (available = true): OsKeyWrap => {
  const mask = randomBytes(64);
  const turn = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => byte ^ (mask[i % 64] ?? 0));
  return {
    available: async () => available,
    wrap: async (plain) => turn(plain),
    unwrap: async (wrapped) => turn(wrapped),
  };
};

type WithoutRequest<I> = I extends { requestId: unknown } ? Omit<I, 'requestId'> & { requestId?: string } : I;

export interface TerminalOptions {
  readonly folder: string;
  readonly kind: TerminalKind | null;
  readonly mediaFolder: string | null;
  readonly osKeyWrap: OsKeyWrap;
  readonly resourcesFolder: string;
  /** Shared by the starts of one test: time goes on over a restart. */
  readonly clock: { ms: number };
}

/** One start of a whole core on real files: only clock, shell and the key store are the test's. */
export interface Terminal {
  readonly core: Core;
  readonly clock: { ms: number };
  readonly events: { readonly name: string; readonly payload: unknown }[];
  readonly states: TerminalState[];
  readonly log: string[];
  readonly shell: string[];
  ask<N extends CallName>(
    who: Caller,
    name: N,
    input: WithoutRequest<CallInput<N>>,
  ): Promise<Answer<CallOutput<N>>>;
  /** The value; an answer that is a refusal fails the test with its code. */
  get<N extends CallName>(who: Caller, name: N, input: WithoutRequest<CallInput<N>>): Promise<CallOutput<N>>;
  /** The code of a refusal; a success fails the test. */
  refused<N extends CallName>(who: Caller, name: N, input: WithoutRequest<CallInput<N>>): Promise<string>;
  /** Closes and starts again on the same folder. */
  restart(more?: Partial<TerminalOptions>): Promise<Terminal>;
  /** Rows of the encrypted file itself, by a connection of its own. */
  rows(statement: string): Promise<readonly Record<string, unknown>[]>;
  readonly folder: string;
  close(): Promise<void>;
}

const optionsWith = (more: Partial<TerminalOptions>): TerminalOptions => ({
  folder: more.folder ?? folderFor('core'),
  kind: null,
  mediaFolder: null,
  osKeyWrap: fakeOsKeyWrap(),
  resourcesFolder: RESOURCES,
  clock: { ms: START },
  ...more,
});

const portsOf = (options: TerminalOptions, into: Pick<Terminal, 'events' | 'states' | 'log' | 'shell'>) => {
  const now = (): number => options.clock.ms;
  const asked = (what: string) => async () => void into.shell.push(what);
  return {
    osKeyWrap: options.osKeyWrap,
    shell: {
      quit: asked('quit'),
      restart: asked('restart'),
      reopen: asked('reopen'),
      htmlToPdf: async () => new Uint8Array(),
    },
    clock: { now },
    ids: {
      ulid: () => ulid(now(), randomBytes(10)),
      hex: (bytes: number) => randomBytes(bytes).toString('hex'),
      bytes: (count: number) => new Uint8Array(randomBytes(count)),
    },
    log: createLog(now, (line) => into.log.push(line)),
    onState: (state: TerminalState) => void into.states.push(state),
    onEvent: (name: string, payload: unknown) => void into.events.push({ name, payload }),
  };
};

/** The database key as core itself would get it. */
export const keyOf = async ({
  folder,
  osKeyWrap,
}: Pick<TerminalOptions, 'folder' | 'osKeyWrap'>): Promise<Buffer> => {
  const unlocked = await unlockDatabaseKey(folder, { osKeyWrap });
  if (unlocked.kind !== 'ok') throw new Error(unlocked.kind);
  return unlocked.key;
};

const rowsOf = async (options: TerminalOptions, statement: string) => {
  const file = join(options.folder, 'lete.db');
  const db = openKeyed({ file, key: await keyOf(options), nativeBinding: null, readonly: true });
  try {
    return db.prepare(statement).all() as Record<string, unknown>[];
  } finally {
    db.close();
  }
};

/** Starts a core; the state says what came of it. */
export const startTerminal = async (more: Partial<TerminalOptions> = {}): Promise<Terminal> => {
  const options = optionsWith(more);
  const record = { events: [], states: [], log: [], shell: [] } as Pick<
    Terminal,
    'events' | 'states' | 'log' | 'shell'
  >;
  const core = createCore({
    ...portsOf(options, record),
    config: {
      dataFolder: options.folder,
      resourcesFolder: options.resourcesFolder,
      kind: options.kind,
      mediaFolder: options.mediaFolder,
      nodePath: process.execPath,
      imagingEntry: join(root, 'electron/imaging/process.ts'),
      nativeBinding: null,
      fontFolder: join(RESOURCES, 'fonts'),
      version: '0.1.0',
    },
  });
  onTestFinished(() => core.close());
  await core.boot();
  const ask = async (who: Caller, name: CallName, input: object): Promise<Answer<unknown>> => {
    const command = contract[name].kind === 'command';
    return core.call(
      name,
      command ? { requestId: ulid(options.clock.ms, randomBytes(10)), ...input } : input,
      who,
      'ab12',
    );
  };
  return {
    ...record,
    core,
    clock: options.clock,
    ask: ask as Terminal['ask'],
    get: (async (who: Caller, name: CallName, input: object) => {
      const answer = await ask(who, name, input);
      if (!answer.ok) throw new Error(`${name}: ${answer.code} ${record.log.at(-1) ?? ''}`);
      return answer.value;
    }) as Terminal['get'],
    refused: async (who: Caller, name: CallName, input: object) => {
      const answer = await ask(who, name, input);
      if (answer.ok) throw new Error(`${name} was not refused`);
      return answer.code;
    },
    restart: async (changed = {}) => {
      await core.close();
      return startTerminal({ ...options, ...changed });
    },
    rows: (statement) => rowsOf(options, statement),
    folder: options.folder,
    close: () => core.close(),
  };
};

/** A terminal that was set up, with its first manager. */
export const readyTerminal = async (more: Partial<TerminalOptions> = {}): Promise<Terminal> => {
  const terminal = await startTerminal(more);
  await terminal.get(NOBODY, 'terminal:setUp', { kind: 'counter', passphrase: null, manager: MANAGER });
  return terminal;
};

const bound = (who: { readonly role: 'staff' | 'manager'; readonly staffId: string }): Caller => ({
  windowId: 1,
  terminal: 'counter',
  role: who.role,
  staffId: who.staffId,
});

/** The first manager, signed in as the gate binds a window. */
export const signInManager = async (terminal: Terminal): Promise<Caller> => {
  const { people } = await terminal.get(NOBODY, 'staff:people', {});
  const staffId = people.find(({ role }) => role === 'manager')?.staffId ?? ('' as never);
  return bound(await terminal.get(NOBODY, 'staff:signIn', { staffId, pin: MANAGER.pin }));
};

/** A new member of staff, signed in. */
export const signInStaff = async (terminal: Terminal, manager: Caller, name = 'Līga'): Promise<Caller> => {
  const { staffId } = await terminal.get(manager, 'staff:add', {
    name,
    role: 'staff',
    pin: '2864',
    badge: null,
  });
  return bound(await terminal.get(NOBODY, 'staff:signIn', { staffId, pin: '2864' }));
};
