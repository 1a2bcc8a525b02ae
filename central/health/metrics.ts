import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FastifyInstance } from 'fastify';
import type { Standing } from './standing.store.ts';

const GAUGES = {
  lete_terminal_unsent_ops: 'Ops that a terminal has not sent',
  lete_terminal_oldest_seconds: 'Age of the oldest op that a terminal has not sent',
  lete_terminal_bytes_left: 'Bytes of files that a terminal has not sent',
  lete_terminal_ledger_lag: 'Lines of the erasure ledger that a terminal has not taken in',
  lete_terminal_acknowledgements_outstanding: 'Erasures that a terminal has not acknowledged',
} as const;

/** How the photo store is. */
export interface StoreStanding {
  /** For how long it has not answered. */
  readonly awayS: number;
  /** Share of the disk of unfinished uploads that is used. */
  readonly spoolUsed: number;
  /** How long ago the file was found whole that was not read for longest. */
  readonly oldestLookS: number;
  /** What came of files that were read again, since the start. */
  readonly looks: Readonly<Record<string, number>>;
}

export interface Metrics {
  /** Prometheus text. Labels are ids, routes and codes. */
  readonly render: (standing: Standing, ledgerSeq: number, store: StoreStanding) => Promise<string>;
}

/** Counts every answer by route and status. A route is its pattern, never an address with ids in it. */
const countAnswers = (app: FastifyInstance, registry: Registry): void => {
  const registers = [registry];
  const labelNames = ['route', 'status'];
  const answers = new Counter({ name: 'lete_answers_total', help: 'Answers', labelNames, registers });
  const seconds = new Histogram({
    name: 'lete_answer_seconds',
    help: 'Time to answer',
    labelNames: ['route'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
    registers,
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    answers.inc({ route, status: String(reply.statusCode) });
    seconds.observe({ route }, reply.elapsedTime / 1000);
    done();
  });
};

/** Photo files by state, whether their store answers, and what was found in it. */
const fileGauges = (registers: Registry[]): ((standing: Standing, store: StoreStanding) => void) => {
  const labelNames = ['state'] as const;
  const files = new Gauge({ name: 'lete_files', help: 'Photo files', labelNames, registers });
  const bytes = new Gauge({ name: 'lete_file_bytes', help: 'Bytes of photo files', labelNames, registers });
  const away = new Gauge({
    name: 'lete_file_store_away_seconds',
    help: 'How long the photo store has not answered',
    registers,
  });
  const oldest = new Gauge({
    name: 'lete_file_oldest_look_seconds',
    help: 'How long ago the photo file was found whole that was not read for longest',
    registers,
  });
  const looked = new Counter({
    name: 'lete_file_looks_total',
    help: 'Photo files that were read again',
    labelNames: ['outcome'],
    registers,
  });
  const spool = new Gauge({
    name: 'lete_spool_used_ratio',
    help: 'Share of the disk of unfinished uploads that is used',
    registers,
  });
  return (standing, { awayS, spoolUsed, oldestLookS, looks }) => {
    for (const metric of [files, bytes, looked]) metric.reset();
    for (const [outcome, count] of Object.entries(looks)) looked.inc({ outcome }, count);
    oldest.set(oldestLookS);
    for (const { state, count, bytes: sum } of standing.files) {
      files.set({ state }, count);
      bytes.set({ state }, sum);
    }
    away.set(awayS);
    spool.set(spoolUsed);
  };
};

export const createMetrics = (app: FastifyInstance): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  countAnswers(app, registry);
  const terminal = Object.fromEntries(
    Object.entries(GAUGES).map(([name, help]) => [
      name,
      new Gauge({ name, help, labelNames: ['shop', 'terminal'], registers }),
    ]),
  ) as Record<keyof typeof GAUGES, Gauge<'shop' | 'terminal'>>;
  const letters = new Gauge({
    name: 'lete_ops_attention',
    help: 'Ops that were refused, deferred or in conflict',
    labelNames: ['shop', 'status', 'code'],
    registers,
  });
  const messages = new Gauge({
    name: 'lete_messages',
    help: 'Messages to people',
    labelNames: ['channel', 'state'],
    registers,
  });
  const ops = new Gauge({ name: 'lete_ops', help: 'Ops taken', registers });
  const rows = new Gauge({ name: 'lete_feed_rows', help: 'Rows of the feed', registers });
  const lag = new Gauge({ name: 'lete_feed_lag_seconds', help: 'How long the feed is held back', registers });
  const setFiles = fileGauges(registers);
  const ledger = new Gauge({ name: 'lete_ledger_seq', help: 'Last line of the erasure ledger', registers });
  return {
    render: (standing, ledgerSeq, store) => {
      for (const gauge of [...Object.values(terminal), letters, messages]) gauge.reset();
      for (const one of standing.terminals.filter(({ revoked }) => !revoked)) {
        const labels = { shop: one.shopId, terminal: one.terminalId };
        terminal.lete_terminal_unsent_ops.set(labels, one.unsent);
        terminal.lete_terminal_oldest_seconds.set(labels, one.oldestS);
        terminal.lete_terminal_bytes_left.set(labels, one.bytesLeft);
        terminal.lete_terminal_ledger_lag.set(labels, ledgerSeq - (one.ledgerSeq ?? 0));
        terminal.lete_terminal_acknowledgements_outstanding.set(labels, one.outstanding);
      }
      for (const { shopId, status, code, count } of standing.letters)
        letters.set({ shop: shopId, status, code: code ?? '' }, count);
      for (const { channel, state, count } of standing.messages) messages.set({ channel, state }, count);
      setFiles(standing, store);
      ops.set(standing.opsCount);
      rows.set(standing.feedRows);
      lag.set(standing.feedLagS);
      ledger.set(ledgerSeq);
      return registry.metrics();
    },
  };
};
