import type { OrderDocument } from '../../../shared/sync/orderDocument.ts';
import { digestOf } from './digestOf.ts';
import type { TerminalReport } from './messages.ts';
import { readCentral } from './readCentral.ts';
import type { Stage } from './stage.ts';

interface OpRow {
  readonly terminalId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly opId: string;
  readonly hash: string;
  readonly repeated: boolean;
  readonly header: string;
}

interface Scan {
  readonly ops: readonly OpRow[];
  readonly documents: readonly OrderDocument[];
  readonly epochs: ReadonlyMap<string, string>;
  readonly ends: ReadonlyMap<string, string>;
}

const scanCentral = ({ server }: Stage): Promise<Scan> =>
  readCentral(server, async (sql) => {
    const ops = await sql.query<OpRow>(
      `SELECT terminal_id AS "terminalId", epoch, seq, op_id AS "opId", op_hash AS hash, repeated, header FROM op
        ORDER BY terminal_id, epoch, seq`,
    );
    const orders = await sql.query<{ document: string }>('SELECT document FROM orders');
    const epochs = await sql.query<{ terminalId: string; epoch: number; hash: string }>(
      'SELECT terminal_id AS "terminalId", epoch, record_hash AS hash FROM terminal_epoch',
    );
    const ends = await sql.query<{ terminalId: string; hash: string }>(
      'SELECT terminal_id AS "terminalId", last_hash AS hash FROM terminal',
    );
    return {
      ops,
      documents: orders.map(({ document }) => JSON.parse(document) as OrderDocument),
      epochs: new Map(epochs.map(({ terminalId, epoch, hash }) => [`${terminalId} ${epoch}`, hash])),
      ends: new Map(ends.map(({ terminalId, hash }) => [terminalId, hash])),
    };
  });

const twiceIn = (ids: readonly string[]): number => ids.length - new Set(ids).size;

/** Ops that do not follow the one before, by number and by hash. */
const gapsOf = ({ ops, epochs }: Scan): number => {
  let before: OpRow | undefined;
  let gaps = 0;
  for (const op of ops) {
    const isNext = before?.terminalId === op.terminalId && before.epoch === op.epoch;
    const [seq, hash] =
      isNext && before ? [before.seq, before.hash] : [0, epochs.get(`${op.terminalId} ${op.epoch}`)];
    const { prev } = JSON.parse(op.header) as { prev: string };
    if (op.seq !== seq + 1 || prev !== hash) gaps += 1;
    before = op;
  }
  return gaps;
};

/** Ops that are not the same on both sides, or whose chains end elsewhere; what a hub has of others counts too. */
const chainsApart = ({ ops, ends }: Scan, reports: readonly TerminalReport[]): number => {
  const known = new Map(
    ops.map(({ terminalId, epoch, seq, hash }) => [`${terminalId} ${epoch} ${seq}`, hash]),
  );
  let apart = 0;
  for (const { terminalId, epoch, epochHash, ops: own, relays } of reports) {
    apart += relays.filter((op) => known.get(`${op.terminalId} ${op.epoch} ${op.seq}`) !== op.hash).length;
    const sent = own.filter((op) => op.epoch === epoch && op.hash !== null);
    apart += sent.filter(({ seq, hash }) => known.get(`${terminalId} ${epoch} ${seq}`) !== hash).length;
    if ((sent.at(-1)?.hash ?? epochHash) !== ends.get(terminalId)) apart += 1;
  }
  return apart;
};

/** Orders of which a terminal has another document than central, or none, or one that central has not. */
const ordersApart = ({ documents }: Scan, reports: readonly TerminalReport[]): number => {
  const scan = new Map(documents.map((document) => [document.orderId as string, digestOf(document)]));
  let apart = 0;
  for (const { orders } of reports) {
    const ids = new Set([...scan.keys(), ...Object.keys(orders)]);
    apart += [...ids].filter((id) => orders[id] !== scan.get(id)).length;
  }
  return apart;
};

const reportsOf = (stage: Stage): Promise<readonly TerminalReport[]> =>
  Promise.all(stage.terminals.map(({ terminal }) => terminal.report()));

/** Orders that are not everywhere as central has them. */
export const countApart = async (stage: Stage): Promise<number> =>
  ordersApart(await scanCentral(stage), await reportsOf(stage));

export interface Comparison {
  /** What users were told to be saved. */
  readonly told: number;
  readonly ops: number;
  readonly orders: number;
  readonly lost: number;
  readonly twice: number;
  readonly gaps: number;
  readonly chainsApart: number;
  readonly ordersApart: number;
  /** Of terminals, and of others that are left at a hub. */
  readonly unanswered: number;
  readonly relaysLeft: number;
  /** What came by a hub. */
  readonly relayed: number;
  /** What central had from the hub first and its terminal brought by itself later. */
  readonly byBothWays: number;
}

/** Compares what users were told with what central and each terminal have. `fromHub`: ops that central had from the hub first. */
export const compare = async (stage: Stage, fromHub: ReadonlySet<string>): Promise<Comparison> => {
  const told = stage.told();
  const scan = await scanCentral(stage);
  const reports = await reportsOf(stage);
  const own = reports.flatMap(({ ops }) => ops);
  const relays = reports.flatMap((report) => report.relays);
  const effects = scan.ops.filter(({ repeated }) => !repeated).map(({ opId }) => opId);
  const arrived = new Set(effects);
  const lines = scan.documents.flatMap(({ history }) => history.map(({ opId }) => opId));
  const payments = scan.documents.flatMap((document) => document.payments.map(({ paymentId }) => paymentId));
  return {
    told: told.size,
    ops: effects.length,
    orders: scan.documents.length,
    lost: [...told].filter((opId) => !arrived.has(opId)).length,
    twice: twiceIn(effects) + twiceIn(lines) + twiceIn(payments),
    gaps: gapsOf(scan),
    chainsApart: chainsApart(scan, reports),
    ordersApart: ordersApart(scan, reports),
    unanswered: own.filter(({ state }) => state === 'pending').length,
    relaysLeft: relays.filter(({ state }) => state !== 'acked').length,
    relayed: relays.length,
    byBothWays: own.filter(({ opId, state }) => state !== 'pending' && fromHub.has(opId)).length,
  };
};
