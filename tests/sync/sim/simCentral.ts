import { canonicalJson } from '../../../shared/domain/canonicalJson.ts';
import {
  EpochRequest,
  FeedAnswer,
  HelloRequest,
  HubAnnouncement,
  MAX_FEED_ITEMS,
  OpsRequest,
  SnapshotAnswer,
} from '../../../shared/sync/endpoints.ts';
import { MAX_BATCH_BYTES, MAX_BATCH_OPS, type OpResult } from '../../../shared/sync/op.ts';
import { opensEpoch } from '../../../central/enrolment/opensEpoch.ts';
import { cursorOf, type Place, placeOf } from '../../../central/feed/cursor.ts';
import { modeOf } from '../../../central/hello/mode.ts';
import { SyncFault } from '../../../shared/sync/syncFault.ts';
import { isSigned, type Signer } from '../../../central/keys/ed25519.ts';
import { sha256 } from '../../../central/keys/sha256.ts';
import { attestHead, lineHash, NOTHING_BEFORE, signLine } from '../../../central/ledger/line.ts';
import { applyBatch } from '../../../central/ops/applyBatch.ts';
import type { Terminal } from '../../../central/terminals/terminal.ts';
import { createLocks, createMemoryOpsStore, forever } from './memoryOpsStore.ts';
import { type FeedRow, opKey, type StoredAnswer, type Tables } from './memoryTables.ts';
import type { VirtualTime } from './virtualTime.ts';

export interface SimCentralOptions {
  readonly tables: Tables;
  readonly time: VirtualTime;
  readonly erasure: Signer;
  readonly commitDelay: () => number;
  /** `sender` brought them: the terminal itself, or its hub. */
  readonly onCommit: (answers: readonly StoredAnswer[], sender: string) => void;
  /** Ops were answered, also ones that had been answered before. */
  readonly onAnswered: (results: readonly OpResult[], sender: string) => void;
}

/** A call that only hubs and their users make. */
export interface HubQuestion {
  /** Method and path with its query. */
  readonly name: string;
  readonly body: unknown;
}

/** Rows may have been dropped up to there: never, here. */
const FLOOR: Place = { xid: '0', pos: 0 };

/**
 * One life of central's process over its tables: the routes' work with central's own rules, without HTTP and tokens.
 * Everything else than the storage is the real thing.
 */
export const createSimCentral = (options: SimCentralOptions) => {
  const { tables, time, erasure, commitDelay, onCommit, onAnswered } = options;
  let alive = true;
  let kill = (): void => undefined;
  const killed = new Promise<null>((resolve) => {
    kill = () => {
      alive = false;
      resolve(null);
    };
  });
  const locks = createLocks();
  const running = new Set<number>();
  const waiting = new Set<() => void>();
  const wakeAll = (): void => {
    for (const wake of waiting) wake();
  };
  const storeFor = (sender: string) =>
    createMemoryOpsStore({
      tables,
      locks,
      time,
      running,
      commitDelay,
      isAlive: () => alive,
      onCommit: (answers) => {
        onCommit(answers, sender);
        // Woken once the transaction is no longer among the running ones.
        time.after(0, wakeAll);
      },
    });
  const first = signLine(erasure, {
    format: 'lete-central-ledger/1',
    seq: 0,
    cmdId: null,
    requestId: null,
    subjectRefs: [],
    orderRefs: [],
    issuedAt: 0,
    mapVersion: 0,
    prev: NOTHING_BEFORE,
  });
  const head = { seq: 0, hash: lineHash(first) };
  const known = (terminalId: string): Terminal => {
    const terminal = tables.terminals.get(terminalId);
    if (terminal === undefined) throw new SyncFault('unknown_terminal');
    return terminal;
  };
  const level = (terminalId: string): Terminal => {
    const terminal = known(terminalId);
    if (terminal.ledgerSeq === null || terminal.ledgerSeq < head.seq) throw new SyncFault('ledger_first');
    return terminal;
  };
  const opHashAt = ({ terminalId, epoch }: Terminal, seq: number): string | undefined =>
    seq === 0
      ? tables.epochs.get(`${terminalId} ${epoch}`)
      : tables.ops.get(opKey(terminalId, epoch, seq))?.hash;

  const bounds = () => ({ floor: FLOOR, end: { xid: String(tables.xid + 1), pos: Number.MAX_SAFE_INTEGER } });

  const hello = (terminalId: string, body: unknown) =>
    locks.holding(async (lock) => {
      const request = HelloRequest.parse(body);
      await lock(`terminal ${terminalId}`);
      const terminal = known(terminalId);
      const { ledgerSeq, ledgerHash } = request;
      const mode = modeOf(terminal, request, {
        incarnation: tables.incarnation,
        bounds: bounds(),
        ledgerSeq: head.seq,
        ledgerHash: ledgerSeq === 0 ? head.hash : undefined,
        opHash: opHashAt(terminal, request.lastSeq),
        now: time.now(),
      });
      const proven = ledgerSeq !== null && ledgerHash === head.hash ? ledgerSeq : null;
      tables.terminals.set(terminalId, { ...terminal, ledgerSeq: proven, levelAt: time.now() });
      return {
        mode,
        expectedSeq: terminal.lastSeq + 1,
        expectedHash: terminal.lastHash,
        ledgerHead: attestHead(erasure, head, time.now()),
        limits: { ops: MAX_BATCH_OPS, bytes: MAX_BATCH_BYTES, uploads: 0 },
        serverTime: time.now(),
        incarnation: tables.incarnation,
      };
    });

  const epoch = (body: unknown) =>
    locks.holding(async (lock) => {
      const { record, sig } = EpochRequest.parse(body);
      const text = canonicalJson(record);
      await lock(`terminal ${record.terminalId}`);
      const terminal = known(record.terminalId);
      if (!isSigned(terminal.signPub, text, sig)) throw new SyncFault('unknown_terminal');
      const key = `${record.terminalId} ${record.epoch}`;
      const hash = sha256(text);
      if (!opensEpoch(terminal.epoch, tables.epochs.get(key), { epoch: record.epoch, hash })) return;
      tables.epochs.set(key, hash);
      const { terminalId } = record;
      tables.terminals.set(terminalId, { ...terminal, epoch: record.epoch, lastSeq: 0, lastHash: hash });
    });

  const ops = async (terminalId: string, body: unknown) => {
    const { shopId } = level(terminalId);
    const batch = OpsRequest.parse(body);
    if (batch.incarnation !== tables.incarnation) throw new SyncFault('incarnation');
    const answer = await applyBatch(storeFor(terminalId), { ...batch, shopId });
    onAnswered(answer.results, terminalId);
    return { ...answer, incarnation: tables.incarnation };
  };

  const itemOf = ({ entity, id, version }: Pick<FeedRow, 'entity' | 'id' | 'version'>) => {
    const order = entity === 'order' ? tables.orders.get(id) : undefined;
    const subject = entity === 'subject' ? tables.subjects.get(id) : undefined;
    const state = order?.state ?? subject;
    return state === undefined
      ? { entity, id, version, kind: 'gone', state: null }
      : { entity, id, version: state.version, kind: 'put', state: state.document };
  };

  const xmin = (): number => Math.min(tables.xid + 1, ...running);

  const page = (scope: string, cursor: string): FeedAnswer => {
    const after = placeOf(tables.incarnation, cursor, bounds());
    const from = Number(after.xid);
    const rows = tables.feed
      .filter((row) => row.scope === scope && (row.xid > from || (row.xid === from && row.pos > after.pos)))
      .filter(({ xid }) => xid < xmin())
      .toSorted((a, b) => a.xid - b.xid || a.pos - b.pos)
      .slice(0, MAX_FEED_ITEMS);
    const last = rows.at(-1);
    const end: Place = last === undefined ? after : { xid: String(last.xid), pos: last.pos };
    const each = [...new Map(rows.map((row) => [`${row.entity} ${row.id}`, row])).values()];
    return FeedAnswer.parse({
      items: each.map(itemOf),
      cursor: cursorOf(tables.incarnation, end),
      more: rows.length === MAX_FEED_ITEMS,
      lagMs: 0,
    });
  };

  const feed = async (terminalId: string, scope: string, cursor: string, waitS: number) => {
    level(terminalId);
    const until = time.now() + waitS * 1_000;
    for (;;) {
      const answer = page(scope, cursor);
      if (answer.items.length > 0 || time.now() >= until) return answer;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          cancel();
          resolve();
        };
        const cancel = time.after(until - time.now(), wake);
        waiting.add(wake);
      });
      if (!alive) return forever();
    }
  };

  const snapshot = (terminalId: string, scope: string) => {
    level(terminalId);
    const cursor = cursorOf(tables.incarnation, { xid: String(xmin()), pos: 0 });
    const orders = scope.startsWith('store:') ? [...tables.orders.keys()] : [];
    const subjects = scope.startsWith('settings:') ? [] : [...tables.subjects.keys()];
    const items = [
      ...orders.map((id) => ({ entity: 'order', id, version: 1 })),
      ...subjects.map((id) => ({ entity: 'subject', id, version: 1 })),
    ];
    return SnapshotAnswer.parse({ items: items.map(itemOf), after: null, cursor });
  };

  const terminalsOf = () =>
    [...tables.terminals.values()].map((row) => {
      const { terminalId, role, signPub, epoch: now, lastSeq, lastHash, revokedAt } = row;
      return { terminalId, role, signPub, epoch: now, lastSeq, lastHash, revoked: revokedAt !== null };
    });

  const ledger = (after: number | null) => ({
    entries: after === null ? [first] : [],
    head: attestHead(erasure, head, time.now()),
  });

  const asked = (terminalId: string, { name, body }: HubQuestion): unknown => {
    known(terminalId);
    if (name === 'PUT /v1/hub') return void tables.hubs.set(terminalId, HubAnnouncement.parse(body));
    if (name === 'DELETE /v1/hub') return void tables.hubs.delete(terminalId);
    if (name === 'GET /v1/hub/terminals') return { terminals: terminalsOf() };
    if (name === 'GET /v1/hubs')
      return {
        hubs: [...tables.hubs].map(([id, at]) => ({ terminalId: id, ...at, signPub: known(id).signPub })),
      };
    const [, after = '-1'] = /^GET \/v1\/ledger\?after=(-?\d+)$/.exec(name) ?? [];
    return ledger(after === '-1' ? null : Number(after));
  };

  return {
    hello,
    epoch,
    asked,
    ops,
    feed,
    snapshot,
    ledger,
    isAlive: () => alive,
    kill,
    /** Resolves when it is killed. */
    killed,
  };
};
export type SimCentral = ReturnType<typeof createSimCentral>;
