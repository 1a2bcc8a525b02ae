import { ulid } from '../../../shared/domain/ids.ts';
import type { Terminal } from '../../../central/terminals/terminal.ts';
import { signerOf } from '../../../central/keys/ed25519.ts';
import { seededRandom } from '../tools/seededRandom.ts';
import { copyTables, emptyTables, type StoredAnswer, type Tables } from './memoryTables.ts';
import { HUB, TERMINALS } from './schedule.ts';
import { createSimCentral, type SimCentral } from './simCentral.ts';
import type { SimHub } from './simHub.ts';
import { createSimLine } from './simLine.ts';
import { overtaken, relaysOf } from './simRelayOrder.ts';
import type { HubPart } from './simHubSide.ts';
import { createSimTerminal, firstEpochHash, type SimTerminal } from './simTerminal.ts';
import { centralAsk, centralTransport, hubSend } from './simTransport.ts';
import { createVirtualTime } from './virtualTime.ts';

const START = Date.UTC(2026, 10, 30, 9);
const SHOP = '01';
/** How long a written transaction waits for its commit, in ms, at most. */
const COMMIT_MS = 300;

const terminalRow = (terminal: SimTerminal, now: number): Terminal =>
  ({
    terminalId: terminal.enrolment.terminalId,
    shopId: SHOP,
    role: 'counter',
    letter: 'K',
    epoch: 1,
    signPub: terminal.publicKey,
    lastSeq: 0,
    lastHash: firstEpochHash(terminal.enrolment.terminalId),
    ledgerSeq: null,
    levelAt: now,
    lastSeenAt: null,
    unsent: 0,
    oldestS: 0,
    bytesLeft: 0,
    appVersion: '1.0.0',
    mustWipe: false,
    revokedAt: null,
  }) as Terminal;

/** What came over the hub, by op id. */
interface HubTraffic {
  /** Whom central answered about it: the hub, or the terminal itself. */
  readonly answered: Map<string, Set<'hub' | 'own'>>;
  /** Ops that central had from the hub first. */
  readonly relayed: Set<string>;
  /** What the hub held before its disk was set back. */
  readonly forgotten: Set<string>;
  /** How often something was taken over from the hub. */
  seen: number;
}

/** Everything of one run: terminals, central, the lines between them, and what was seen broken. */
export const createWorld = (seed: number, hasHub: boolean) => {
  const time = createVirtualTime(START);
  const random = seededRandom(seed);
  const digits = seededRandom(`${seed} ids`);
  const byte = (): number => Math.floor(digits() * 256);
  const bytes = (n: number): Uint8Array => Uint8Array.from({ length: n }, byte);
  const hex = (n: number): string => Buffer.from(bytes(n)).toString('hex');
  const draw = { hex, ulid: (): string => ulid(START, bytes(10)) };
  const broken: unknown[] = [];
  const onBroken = (error: unknown): void => void broken.push(error);
  const erasure = signerOf(bytes(32));
  /** Ops that central has answered, in any of its lives. */
  const decided = new Set<string>();
  const traffic: HubTraffic = { answered: new Map(), relayed: new Set(), forgotten: new Set(), seen: 0 };

  let tables: Tables = emptyTables(hex(16));
  const begin = (): SimCentral =>
    createSimCentral({
      tables,
      time,
      erasure,
      commitDelay: () => random() * COMMIT_MS,
      onCommit: (answers, sender) => {
        for (const answer of answers) noteCommit(answer, sender);
      },
      onAnswered: (results, sender) => {
        for (const { opId } of results) noteWay(opId, sender);
      },
    });
  /** I3, while it runs: what is committed follows what is there. */
  const checkOrder = ({ terminalId, epoch, seq, prev }: StoredAnswer): void => {
    const before =
      seq === 1
        ? tables.epochs.get(`${terminalId} ${epoch}`)
        : tables.ops.get(`${terminalId} ${epoch} ${seq - 1}`)?.hash;
    if (before !== prev) onBroken(new Error(`I3: op ${seq} of epoch ${epoch} follows nothing`));
  };
  const hub = (): SimTerminal | null => (hasHub ? (terminals[HUB] ?? null) : null);
  const noteCommit = (answer: StoredAnswer, sender: string): void => {
    checkOrder(answer);
    const { terminalId, result, repeated } = answer;
    decided.add(result.opId);
    const own = hub();
    if (own === null || repeated) return;
    if (sender !== terminalId) traffic.relayed.add(result.opId);
    const left = overtaken(own, tables, answer, sender);
    if (left !== null) onBroken(new Error(`I3: an op from the hub went before ${left} that came first`));
  };
  const noteWay = (opId: string, sender: string): void => {
    const ways = traffic.answered.get(opId) ?? new Set();
    ways.add(sender === hub()?.enrolment.terminalId ? 'hub' : 'own');
    traffic.answered.set(opId, ways);
  };
  let central = begin();
  const network = createSimLine({ time, random, far: () => central, onBroken });
  const store = createSimLine<SimHub>({ time, random, far: () => hub()?.hub() ?? null, onBroken });
  // What central has told it of is acknowledged too.
  const holds = (opId: string): boolean => {
    const own = hub();
    return (
      traffic.forgotten.has(opId) ||
      decided.has(opId) ||
      (own !== null && relaysOf(own).some((row) => row.opId === opId))
    );
  };
  const terminals: readonly SimTerminal[] = Array.from({ length: TERMINALS }, (_, n) => {
    const terminalId = draw.ulid();
    const enrolment = {
      terminalId,
      shopId: SHOP,
      erasurePub: erasure.publicKey,
      incarnation: tables.incarnation,
      seed: bytes(32),
    };
    const connect = (isAlive: () => boolean) => centralTransport(network.connect(n, isAlive), terminalId);
    const part: HubPart = {
      serves: n === HUB,
      ask: (isAlive) => centralAsk(network.connect(n, isAlive), terminalId),
      send: (isAlive) => hubSend(store.connect(n, isAlive)),
      holds,
      onSeen: () => {
        traffic.seen += 1;
      },
    };
    return createSimTerminal({ enrolment, time, random, hex, connect, hub: hasHub ? part : null, onBroken });
  });
  for (const terminal of terminals) {
    const row = terminalRow(terminal, START);
    tables.terminals.set(row.terminalId, row);
    tables.epochs.set(`${row.terminalId} 1`, row.lastHash);
  }
  let backup = copyTables(tables);

  return {
    time,
    draw,
    broken,
    network,
    /** The store's own line, to its hub. */
    store,
    hub,
    traffic,
    decided,
    terminals,
    tables: (): Tables => tables,
    isCentralUp: (): boolean => central.isAlive(),
    killCentral: (): void => central.kill(),
    startCentral: (): void => {
      if (!central.isAlive()) central = begin();
    },
    backUpCentral: (): void => {
      backup = copyTables(tables);
    },
    /** Another server with the old data: a new incarnation, and transaction ids that mean nothing. */
    restoreCentral: (): void => {
      central.kill();
      tables = copyTables(backup);
      tables.incarnation = hex(16);
      tables.feed = tables.feed.map((row) => ({ ...row, xid: 3 }));
      tables.xid = 10;
    },
    close: (): void => {
      central.kill();
      for (const terminal of terminals) terminal.close();
    },
  };
};
export type World = ReturnType<typeof createWorld>;
