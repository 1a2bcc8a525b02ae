import { compileParsersSoon } from './parsers.ts';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ulid } from '../../shared/domain/ids.ts';
import type { CallName } from '../../shared/contract/index.ts';
import type { CodeCacheState } from '../codeCache/useCodeCache.ts';
import { type Core, createCore } from './createCore.ts';
import { createLog, describeError } from './log/log.ts';
import { createLogFile } from './log/logFile.ts';
import type { Ids } from './ports/clock.ts';
import { type CoreConfig, PORT_CALLS, type PortCall, ToCore, type ToMain } from './ports/messages.ts';

/** What a utility process has of Electron; core takes nothing else from it. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  readonly postMessage: (message: ToMain) => void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const clock = { now: (): number => Date.now() };
const ids: Ids = {
  ulid: () => ulid(Date.now(), randomBytes(10)),
  hex: (bytes) => randomBytes(bytes).toString('hex'),
  bytes: (count) => new Uint8Array(randomBytes(count)),
};

const send = (message: ToMain): void => parentPort.postMessage(message);

const asked = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
let nextAsk = 1;
const CLOSE_MS = 30_000;

const ask = <N extends PortCall>(call: N, input: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const id = nextAsk;
    nextAsk += 1;
    asked.set(id, { resolve: (value) => resolve(PORT_CALLS[call].output.parse(value)), reject });
    send({ type: 'port', id, call, input });
  });

/** Closes the database and ends well: main starts the next core. A core that does not come to rest ends all the same. */
const end = async (core: Core): Promise<void> => {
  setTimeout(() => process.exit(0), CLOSE_MS);
  await core.close().finally(() => process.exit(0));
};

const start = (config: CoreConfig, codeCache: CodeCacheState): Core => {
  const log = createLog(clock.now, createLogFile(join(config.dataFolder, 'logs'), clock.now));
  log.info('core-loaded', { what: codeCache });
  process.on('uncaughtException', (error) => {
    log.error('core-failed', describeError(error));
    process.exit(1);
  });
  const created: Core = createCore({
    config,
    clock,
    ids,
    log,
    osKeyWrap: {
      available: () => ask('os:available', null) as Promise<boolean>,
      wrap: (plain) => ask('os:wrap', plain) as Promise<Uint8Array>,
      unwrap: (wrapped) => ask('os:unwrap', wrapped) as Promise<Uint8Array>,
    },
    shell: {
      quit: () => ask('shell:quit', null) as Promise<never>,
      restart: () => ask('shell:restart', null) as Promise<never>,
      reopen: () => end(created),
      htmlToPdf: (html) => ask('shell:htmlToPdf', html) as Promise<Uint8Array>,
    },
    onState: (state) => send({ type: 'state', state }),
    onEvent: (name, payload) => send({ type: 'event', name, payload }),
  });
  void created.boot().then(compileParsersSoon);
  return created;
};

let core: Core | null = null;

const answerCall = async (message: Extract<ToCore, { type: 'call' }>): Promise<void> => {
  const { id, name, input, caller, ref } = message;
  const answer = core
    ? await core.call(name as CallName, input, caller, ref)
    : ({ ok: false, code: 'NOT_READY', ref } as const);
  send({ type: 'answer', id, answer });
};

/** Serves main until it says `shutdown`. */
export const serve = (codeCache: () => CodeCacheState): void => {
  parentPort.on('message', ({ data }) => {
    const message = ToCore.parse(data);
    if (message.type === 'init') core = start(message.config, codeCache());
    else if (message.type === 'ping') send({ type: 'pong' });
    else if (message.type === 'call') void answerCall(message);
    else if (message.type === 'shutdown') void core?.close().finally(() => process.exit(0));
    else {
      const waiting = asked.get(message.id);
      asked.delete(message.id);
      if (message.ok) waiting?.resolve(message.value);
      else waiting?.reject(new Error('port call refused'));
    }
  });
};
