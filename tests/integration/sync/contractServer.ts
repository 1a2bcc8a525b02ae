import { Buffer } from 'node:buffer';
import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { z } from 'zod';
import { canonicalJson } from '../../../shared/domain/canonicalJson.ts';
import {
  EnrolRequest,
  EpochRequest,
  type FeedItem,
  HelloRequest,
  LedgerReturn,
  OpsRequest,
  type TerminalsAnswer,
  TokenRequest,
} from '../../../shared/sync/endpoints.ts';
import { SYNC_ERRORS, type SyncErrorCode } from '../../../shared/sync/errors.ts';
import type { CentralLedgerLine } from '../../../shared/sync/ledger.ts';
import { OpHeader, type OpResult } from '../../../shared/sync/op.ts';
import { keyOf, sha256, ZEROS } from './contractKeys.ts';

/** A refusal by the contract. */
class Refusal extends Error {
  readonly code: SyncErrorCode;
  readonly more: object;
  constructor(code: SyncErrorCode, more: object = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}
export interface TakenOp {
  readonly header: OpHeader;
  readonly body: string | null;
  readonly result: OpResult;
}

export type Item = z.infer<typeof FeedItem>;

/** What goes wrong with calls of a path. `lose` does the work and cuts the line before the answer. */
export type Fault = 'lose' | 'cut' | 'portal' | 'busy' | 'gibberish' | 'half' | SyncErrorCode;

interface Queue {
  epoch: number;
  lastSeq: number;
  lastHash: string;
  signPub: string;
}

/**
 * A server in memory that answers as the contract says, for tests of the client alone. It is not central: it keeps one
 * terminal, decides nothing about orders, and forgets all at its end.
 */
export const startContractServer = async () => {
  const erasure = generateKeyPairSync('ed25519');
  const erasurePub = erasure.publicKey
    .export({ format: 'der', type: 'spki' })
    .subarray(12)
    .toString('base64url');
  const signed = <T extends object>(value: T): T & { sig: string } => ({
    ...value,
    sig: sign(null, Buffer.from(canonicalJson(value)), erasure.privateKey).toString('base64url'),
  });
  const state = {
    incarnation: randomBytes(16).toString('hex'),
    now: Date.UTC(2026, 10, 22, 10),
    /** 401 for every token given before. */
    tokens: new Set<string>(),
    queue: null as Queue | null,
    taken: new Map<string, TakenOp>(),
    order: [] as TakenOp[],
    ledger: [] as CentralLedgerLine[],
    feed: [] as { scope: string; item: Item }[],
    snapshot: [] as Item[],
    pageSize: 200,
    limits: { ops: 200, bytes: 1_048_576, uploads: 2 },
    terminals: [] as z.infer<typeof TerminalsAnswer>['terminals'],
    /** What becomes of an op. */
    judge: (_header: OpHeader): Pick<OpResult, 'status' | 'code'> => ({ status: 'applied', code: null }),
    /** Which ops it cannot read: a request with one is refused as a whole. */
    unreadable: (_header: OpHeader): boolean => false,
    calls: [] as string[],
    /** Hears of each call, by its path and query, and may let it go wrong. */
    onCall: (_url: string): Fault | null => null,
    bodies: [] as string[],
    faults: [] as { path: string; fault: Fault }[],
    /** How far the terminal said it had taken the ledger in. */
    ledgerSeen: -1,
  };
  const addLine = (
    line: Pick<CentralLedgerLine, 'cmdId' | 'requestId' | 'subjectRefs' | 'orderRefs'>,
  ): void => {
    const before = state.ledger.at(-1);
    const unsigned = {
      format: 'lete-central-ledger/1' as const,
      seq: state.ledger.length,
      ...line,
      issuedAt: state.now,
      mapVersion: 1,
      prev: before ? sha256(canonicalJson(before)) : ZEROS,
    };
    state.ledger.push(signed(unsigned));
  };
  addLine({ cmdId: null, requestId: null, subjectRefs: [], orderRefs: [] });
  const head = () =>
    signed({
      seq: state.ledger.length - 1,
      hash: sha256(canonicalJson(state.ledger.at(-1))),
      attestedAt: state.now,
    });
  const queue = (): Queue => {
    if (state.queue === null) throw new Refusal('unknown_terminal');
    return state.queue;
  };

  const enrol = (body: unknown) => {
    const { terminalId, signPub, code } = EnrolRequest.parse(body);
    if (!code.startsWith('0')) throw new Refusal('code_unknown');
    const epoch = (state.queue?.epoch ?? 0) + 1;
    const record = { terminalId, epoch, reason: 'enrolled', lastSeq: 0, lastHash: null };
    state.queue = { epoch, lastSeq: 0, lastHash: sha256(canonicalJson(record)), signPub };
    const { incarnation } = state;
    return { terminalId, shopId: '07', role: 'counter', epoch, letter: 'K', erasurePub, incarnation };
  };
  const proves = (signPub: string, text: string, sig: string): boolean =>
    verify(null, Buffer.from(text), keyOf(signPub), Buffer.from(sig, 'base64url'));
  const token = (body: unknown) => {
    const { sig, ...asked } = TokenRequest.parse(body);
    if (!proves(queue().signPub, canonicalJson(asked), sig)) throw new Refusal('unknown_terminal');
    const made = randomBytes(8).toString('hex');
    state.tokens.add(made);
    return { token: made, expiresInS: 900 };
  };
  const epoch = (body: unknown) => {
    const { record, sig } = EpochRequest.parse(body);
    if (!proves(queue().signPub, canonicalJson(record), sig)) throw new Refusal('unknown_terminal');
    if (record.epoch <= queue().epoch) throw new Refusal('epoch_taken');
    state.queue = {
      ...queue(),
      epoch: record.epoch,
      lastSeq: 0,
      lastHash: sha256(canonicalJson(record)),
    };
    return undefined;
  };
  const hello = (body: unknown) => {
    const asked = HelloRequest.parse(body);
    state.ledgerSeen = asked.ledgerSeq ?? -1;
    const { lastSeq, lastHash } = queue();
    const behind = state.ledgerSeen < state.ledger.length - 1;
    const mode = asked.epoch !== queue().epoch ? 'new_epoch' : behind ? 'replay_ledger' : 'ok';
    return {
      mode,
      expectedSeq: lastSeq + 1,
      expectedHash: lastHash,
      ledgerHead: head(),
      limits: state.limits,
      serverTime: state.now,
      incarnation: state.incarnation,
    };
  };
  const takeOp = (op: z.infer<typeof OpsRequest>['ops'][number]): OpResult => {
    const header = OpHeader.parse(JSON.parse(op.header));
    if (canonicalJson(header) !== op.header) throw new Refusal('bad_chain', { seq: header.seq });
    const known = state.taken.get(header.opId);
    if (header.seq <= queue().lastSeq) {
      if (known === undefined || canonicalJson(known.header) !== op.header)
        throw new Refusal('fork', { seq: header.seq });
      return known.result;
    }
    if (header.seq !== queue().lastSeq + 1) throw new Refusal('gap', { expected: queue().lastSeq + 1 });
    const right =
      header.prev === queue().lastHash &&
      proves(queue().signPub, op.header, op.sig) &&
      (op.body === null || sha256(Buffer.from(op.salt ?? '', 'hex'), op.body) === header.bodySha256);
    if (!right) throw new Refusal('bad_chain', { seq: header.seq });
    queue().lastSeq = header.seq;
    queue().lastHash = sha256(op.header);
    const { seq, opId } = header;
    if (known) return { ...known.result, seq };
    const result: OpResult = { seq, opId, version: null, ...state.judge(header) };
    const taken = { header, body: op.body, result };
    state.taken.set(opId, taken);
    state.order.push(taken);
    return result;
  };
  const ops = (body: unknown) => {
    const request = OpsRequest.parse(body);
    if (state.ledgerSeen < state.ledger.length - 1) throw new Refusal('ledger_first');
    if (request.incarnation !== state.incarnation) throw new Refusal('incarnation');
    if (request.ops.some(({ header }) => state.unreadable(OpHeader.parse(JSON.parse(header)))))
      throw new Refusal('malformed');
    const results = request.ops.map(takeOp);
    return { ackSeq: queue().lastSeq, results, incarnation: state.incarnation };
  };
  const feed = async (query: URLSearchParams, gone: AbortSignal) => {
    const [incarnation, at = '0'] = (query.get('cursor') ?? '').split('-');
    if (incarnation !== state.incarnation.slice(0, 8)) throw new Refusal('cursor_gone');
    const own = () =>
      state.feed
        .filter(({ scope }, i) => i >= Number(at) && scope === query.get('scope'))
        .map(({ item }) => item);
    const until = Date.now() + Number(query.get('wait')) * 1_000;
    while (own().length === 0 && Date.now() < until && !gone.aborted)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return { items: own(), cursor: place(), more: false, lagMs: 0 };
  };
  /** What was in the store before; nobody signed prices. */
  const snapshot = (query: URLSearchParams) => {
    const all = query.get('scope')?.startsWith('settings:') ? [] : state.snapshot;
    const end = Number(query.get('after') ?? 0) + state.pageSize;
    const after = end < all.length ? String(end) : null;
    return { items: all.slice(end - state.pageSize, end), after, cursor: place() };
  };
  const place = (): string => `${state.incarnation.slice(0, 8)}-${state.feed.length}`;
  const ledger = (query: URLSearchParams) => ({
    entries: state.ledger.slice(Number(query.get('after') ?? -1) + 1),
    head: head(),
  });
  const takeBack = (body: unknown): void => void state.ledger.push(...LedgerReturn.parse(body).entries);
  const withToken = ({ headers }: IncomingMessage): void => {
    if (!state.tokens.has(headers.authorization?.replace('Bearer ', '') ?? ''))
      throw new Refusal('token_expired');
  };
  const answerOf = async (request: IncomingMessage, body: unknown, gone: AbortSignal): Promise<unknown> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    if (pathname === '/v1/enrol') return enrol(body);
    if (pathname === '/v1/token') return token(body);
    if (pathname === '/v1/epoch') return epoch(body);
    withToken(request);
    if (pathname === '/v1/hello') return hello(body);
    if (pathname === '/v1/ops') return ops(body);
    if (pathname === '/v1/feed') return feed(searchParams, gone);
    if (pathname === '/v1/snapshot') return snapshot(searchParams);
    if (pathname === '/v1/ledger') return body === null ? ledger(searchParams) : takeBack(body);
    if (pathname === '/v1/enrolments') return { code: '0'.repeat(26), expiresAt: state.now + 600_000 };
    if (pathname === '/v1/terminals') return { terminals: state.terminals };
    throw new Refusal('not_found');
  };
  const faultOf = (path: string): Fault | null => {
    const at = state.faults.findIndex((one) => one.path === path);
    return at < 0 ? null : (state.faults.splice(at, 1)[0]?.fault ?? null);
  };
  const refuse = (response: ServerResponse, code: SyncErrorCode, more: object = {}): void => {
    response.statusCode = SYNC_ERRORS[code];
    response.end(JSON.stringify({ code, ref: 'test', ...more }));
  };
  const respond = async (request: IncomingMessage, response: ServerResponse, raw: Buffer): Promise<void> => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    state.calls.push(path);
    const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString();
    state.bodies.push(text);
    const fault = state.onCall(request.url ?? '') ?? faultOf(path);
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'portal')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
    response.setHeader('lete-min-contract', '1');
    if (fault === 'gibberish') return void response.end('{"ackSeq":"x"}');
    if (fault === 'busy') return refuse(response, 'unavailable');
    if (fault !== null && fault in SYNC_ERRORS) return refuse(response, fault as SyncErrorCode);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    try {
      const answer = await answerOf(request, text === '' ? null : JSON.parse(text), gone.signal);
      if (fault === 'lose') return void request.socket.destroy();
      const whole = answer === undefined ? '' : JSON.stringify(answer);
      if (fault === 'half') {
        response.setHeader('content-length', String(whole.length));
        response.write(whole.slice(0, whole.length / 2), () => request.socket.destroy());
        return;
      }
      response.end(whole);
    } catch (error) {
      if (error instanceof Refusal) return refuse(response, error.code, error.more);
      refuse(response, 'malformed');
    }
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => void respond(request, response, Buffer.concat(parts)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    addLine,
    /** The next call of that path goes wrong. */
    fail: (path: string, ...faults: readonly Fault[]) =>
      void state.faults.push(...faults.map((fault) => ({ path, fault }))),
    put: (scope: string, item: Item) => void state.feed.push({ scope, item }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
export type ContractServer = Awaited<ReturnType<typeof startContractServer>>;
