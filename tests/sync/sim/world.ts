import { ulid } from '../../../shared/domain/ids.ts';
import type { Terminal } from '../../../central/terminals/terminal.ts';
import { signerOf } from '../../../central/keys/ed25519.ts';
import { seededRandom } from '../tools/seededRandom.ts';
import { copyTables, emptyTables, type StoredAnswer, type Tables } from './memoryTables.ts';
import { TERMINALS } from './schedule.ts';
import { createSimCentral, type SimCentral } from './simCentral.ts';
import { createSimNetwork } from './simNetwork.ts';
import { createSimTerminal, firstEpochHash, type SimTerminal } from './simTerminal.ts';
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

/** Everything of one run: terminals, central, the line between them, and what was seen broken. */
export const createWorld = (seed: number) => {
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
  const commits: StoredAnswer[] = [];

  let tables: Tables = emptyTables(hex(16));
  const begin = (): SimCentral =>
    createSimCentral({
      tables,
      time,
      erasure,
      commitDelay: () => random() * COMMIT_MS,
      onCommit: (answers) => {
        for (const answer of answers) checkOrder(answer);
        commits.push(...answers);
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
  let central = begin();
  const network = createSimNetwork({ time, random, central: () => central, onBroken });
  const terminals = Array.from({ length: TERMINALS }, (_, n) => {
    const terminalId = draw.ulid();
    const enrolment = {
      terminalId,
      shopId: SHOP,
      erasurePub: erasure.publicKey,
      incarnation: tables.incarnation,
      seed: bytes(32),
    };
    const connect = (isAlive: () => boolean) => network.connect(n, terminalId, isAlive);
    return createSimTerminal({ enrolment, time, random, hex, connect, onBroken });
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
