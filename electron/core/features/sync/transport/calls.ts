import {
  type EpochRequest,
  HelloAnswer,
  type HelloRequest,
  LedgerAnswer,
  MAX_FEED_ITEMS,
  OpsAnswer,
  type OpsRequest,
  ReceivedFeed,
  ReceivedSnapshot,
} from '../../../../../shared/sync/endpoints.ts';
import type { CentralLedgerLine } from '../../../../../shared/sync/ledger.ts';
import type { z } from '../../../../../shared/domain/z.ts';
import type { Ask, Asking } from './client.ts';
import type { Send } from './http.ts';
import type { Reply } from './reply.ts';

/** What the loop asks of central. Each call ends, whatever the line does. */
export interface SyncTransport {
  readonly openEpoch: (who: Asking, request: z.infer<typeof EpochRequest>) => Promise<Reply<void>>;
  readonly hello: (who: Asking, request: HelloRequest) => Promise<Reply<HelloAnswer>>;
  /** Lines behind that number; null for all. */
  readonly ledger: (who: Asking, after: number | null) => Promise<Reply<LedgerAnswer>>;
  /** Lines that central signed and lost. */
  readonly returnLedger: (who: Asking, entries: readonly CentralLedgerLine[]) => Promise<Reply<void>>;
  readonly ops: (who: Asking, request: OpsRequest) => Promise<Reply<OpsAnswer>>;
  readonly feed: (
    who: Asking,
    place: { readonly scope: string; readonly cursor: string | null; readonly waitS: number },
    signal: AbortSignal,
  ) => Promise<Reply<ReceivedFeed>>;
  readonly snapshot: (
    who: Asking,
    place: { readonly scope: string; readonly after: string | null },
  ) => Promise<Reply<ReceivedSnapshot>>;
}

/** A slow line needs its time for a full batch or page. */
const BULK_MS = 120_000;

const queryOf = (values: Readonly<Record<string, string | number | null>>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== null) query.set(name, String(value));
  return query.toString();
};

/** The calls over HTTP. */
export const createTransport = (ask: Ask, send: Send): SyncTransport => ({
  // Its own signature proves it: there is no token before the epoch is known.
  openEpoch: (who, body) =>
    send<void>(who.url, { method: 'POST', path: '/v1/epoch', body, answer: null }, null),
  hello: (who, body) => ask(who, { method: 'POST', path: '/v1/hello', body, answer: HelloAnswer }),
  ledger: (who, after) =>
    ask(who, {
      method: 'GET',
      path: `/v1/ledger?${queryOf({ after })}`,
      answer: LedgerAnswer,
      timeoutMs: BULK_MS,
    }),
  returnLedger: (who, entries) =>
    ask<void>(who, {
      method: 'POST',
      path: '/v1/ledger',
      body: { entries },
      answer: null,
      timeoutMs: BULK_MS,
    }),
  ops: (who, body) =>
    ask(who, { method: 'POST', path: '/v1/ops', body, answer: OpsAnswer, timeoutMs: BULK_MS }),
  feed: (who, { scope, cursor, waitS }, signal) =>
    ask(who, {
      method: 'GET',
      path: `/v1/feed?${queryOf({ scope, cursor, limit: MAX_FEED_ITEMS, wait: waitS })}`,
      answer: ReceivedFeed,
      timeoutMs: BULK_MS,
      signal,
    }),
  snapshot: (who, { scope, after }) =>
    ask(who, {
      method: 'GET',
      path: `/v1/snapshot?${queryOf({ scope, after })}`,
      answer: ReceivedSnapshot,
      timeoutMs: BULK_MS,
    }),
});
