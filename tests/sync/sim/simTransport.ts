import type { Ask } from '../../../electron/core/features/sync/transport/client.ts';
import type { SyncTransport } from '../../../electron/core/features/sync/transport/calls.ts';
import type { Call, Send } from '../../../electron/core/features/sync/transport/http.ts';
import type { Reply } from '../../../electron/core/features/sync/transport/reply.ts';
import type { SimCentral } from './simCentral.ts';
import type { SimHub } from './simHub.ts';
import { copied, type LineCall } from './simLine.ts';

const CALL_MS = 30_000;
const BULK_MS = 120_000;

/** A terminal's calls of central over a line, which stands in for HTTP and tokens. */
export const centralTransport = (call: LineCall<SimCentral>, terminalId: string): SyncTransport => ({
  openEpoch: (_who, body) => call<void>((at) => at.epoch(copied(body)), CALL_MS),
  hello: (_who, body) => call((at) => at.hello(terminalId, copied(body)), CALL_MS),
  ledger: (_who, after) => call((at) => at.ledger(after), BULK_MS),
  returnLedger: () => {
    throw new Error('nobody loses the simulated ledger');
  },
  ops: (_who, body) => {
    const sent = copied(body);
    return call((at) => at.ops(terminalId, copied(sent)), BULK_MS) as ReturnType<SyncTransport['ops']>;
  },
  feed: (_who, { scope, cursor, waitS }, signal) =>
    call((at) => at.feed(terminalId, scope, cursor ?? '', waitS), BULK_MS, signal),
  snapshot: (_who, { scope }) => call((at) => at.snapshot(terminalId, scope), BULK_MS),
});

const read = <T>(reply: Reply<unknown>, { answer }: Call<T>): Reply<T> =>
  reply.kind === 'ok' ? { kind: 'ok', value: answer?.parse(reply.value) as T } : reply;

/** What is asked of central about hubs. */
export const centralAsk =
  (call: LineCall<SimCentral>, terminalId: string): Ask =>
  async (_who, asked) => {
    const { method, path, body } = asked;
    const sent = { name: `${method} ${path}`, body: copied(body) };
    return read(await call<unknown>((at) => at.asked(terminalId, sent), CALL_MS), asked);
  };

/** The way to the store's hub: only HTTP and TLS are left out. */
export const hubSend =
  (call: LineCall<SimHub>): Send =>
  async (_url, asked, token) => {
    const { method, path, body, timeoutMs, signal } = asked;
    const sent = { method, path, text: JSON.stringify(body), token };
    return read(await call<unknown>((at) => at.answer(sent), timeoutMs ?? CALL_MS, signal), asked);
  };
