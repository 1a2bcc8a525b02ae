import { isDeepStrictEqual } from 'node:util';
import { sql } from '../../../electron/core/db/sql.ts';
import { findHub } from '../../../electron/core/features/sync/hub/use/hub.store.ts';
import { findTerminal } from '../../../electron/core/features/sync/terminal.store.ts';
import { opKey, type Tables } from './memoryTables.ts';
import { relaysOf } from './simRelayOrder.ts';
import type { SimTerminal } from './simTerminal.ts';
import type { World } from './world.ts';

interface OutboxRow {
  readonly epoch: number;
  readonly seq: number;
  readonly opId: string;
  readonly hash: string | null;
  readonly state: string;
  readonly code: string | null;
}

const outboxOf = (terminal: SimTerminal): readonly OutboxRow[] =>
  terminal
    .read()
    .all<OutboxRow>(
      sql`SELECT epoch, seq, op_id AS opId, op_hash AS hash, state, code FROM outbox ORDER BY epoch, seq`,
    );

/** All that a scan of central finds, by entity and id. */
const scanOf = ({ orders, subjects }: Tables): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>([
    ...[...orders].map(([id, { state }]) => [`order ${id}`, state.document] as const),
    ...[...subjects].map(([id, { document }]) => [`subject ${id}`, document] as const),
  ]);

const followedBy = (terminal: SimTerminal): ReadonlyMap<string, unknown> =>
  new Map(terminal.replicas().map(({ entity, id, state }) => [`${entity} ${id}`, JSON.parse(state)]));

const differences = (terminal: SimTerminal, scan: ReadonlyMap<string, unknown>): readonly string[] => {
  const mine = followedBy(terminal);
  const keys = new Set([...mine.keys(), ...scan.keys()]);
  return [...keys].filter((key) => !isDeepStrictEqual(mine.get(key), scan.get(key)));
};

/** What disasters a run had that cost more than the design promises to keep (sync specification 7.5). */
export interface Losses {
  /**
   * A disk was set back, and central was too, or what only that disk and the hub had belongs to a queue that it ended:
   * who heard of an order keeps it.
   */
  readonly both: boolean;
}

const missed = (terminal: SimTerminal, scan: ReadonlyMap<string, unknown>, { both }: Losses) =>
  differences(terminal, scan).filter((key) => !both || scan.has(key));

/** What a terminal took over from the hub and central has not said yet, of what central has. */
const provisional = (terminal: SimTerminal, scan: ReadonlyMap<string, unknown>): readonly string[] =>
  terminal
    .read()
    .all<{ key: string }>(sql`SELECT entity || ' ' || entity_id AS key FROM sync_provisional`)
    .map(({ key }) => key)
    .filter((key) => scan.has(key));

/** What its next op would follow, as it knows it. */
const chainEnd = (terminal: SimTerminal): string | undefined => {
  const own = findTerminal(terminal.read());
  const sealed = outboxOf(terminal).filter(({ epoch, hash }) => epoch === own?.epoch && hash !== null);
  return sealed.at(-1)?.hash ?? own?.epochHash;
};

/** Whether all that is on its way has arrived. */
export const isQuiet = ({ terminals, tables, hub }: World, losses: Losses): boolean => {
  const scan = scanOf(tables());
  const own = hub();
  const isRelayed =
    own === null || relaysOf(own).every(({ state }) => state === 'acked' || state === 'stranded');
  return (
    isRelayed &&
    terminals.every(
      (terminal) =>
        terminal.pending() === 0 &&
        // What the hub brought of a life that its terminal lost begins a new epoch with the next hello.
        (own === null ||
          chainEnd(terminal) === tables().terminals.get(terminal.enrolment.terminalId)?.lastHash) &&
        missed(terminal, scan, losses).length === 0 &&
        provisional(terminal, scan).length === 0 &&
        (own === null || own === terminal || findHub(terminal.read()) !== undefined),
    )
  );
};

const fail = (invariant: string, what: string): never => {
  throw new Error(`${invariant}: ${what}`);
};

/** I1: whatever a user was told to be saved is at central. */
const checkDurable = ({ results }: Tables, told: ReadonlySet<string>): void => {
  const lost = [...told].filter((id) => !results.has(id));
  if (lost.length > 0) fail('I1', `${lost.length} ops are lost`);
};

const assertOnce = (what: string, ids: readonly string[]): void => {
  if (new Set(ids).size !== ids.length) fail('I2', `${what} is there twice`);
};

/** I2: each op took effect once, each payment and line of history is there once. */
const checkOnce = ({ ops, orders, results }: Tables): void => {
  const effects = [...ops.values()].filter(({ repeated }) => !repeated);
  assertOnce(
    'an effect',
    effects.map(({ result }) => result.opId),
  );
  const made = new Map<string, number>();
  for (const { state } of orders.values()) {
    const { history, payments } = state.document;
    assertOnce(
      'a payment',
      payments.map(({ paymentId }) => paymentId),
    );
    assertOnce(
      'a line of history',
      history.map(({ opId }) => opId),
    );
    for (const { opId } of history) made.set(opId, (made.get(opId) ?? 0) + 1);
  }
  for (const [opId, n] of made) {
    if (n !== 1) fail('I2', 'one op made lines in two orders');
    const status = results.get(opId)?.status;
    if (status !== 'applied') fail('I2', `an op that was ${status ?? 'never answered'} left a line`);
  }
};

/** I3: no gap in any epoch, each op follows the one before, and the terminal has the same chain. */
const checkChains = ({ ops, epochs, terminals: rows }: Tables, terminals: readonly SimTerminal[]): void => {
  for (const { terminalId, epoch, seq, prev } of ops.values()) {
    const before =
      seq === 1 ? epochs.get(`${terminalId} ${epoch}`) : ops.get(opKey(terminalId, epoch, seq - 1))?.hash;
    if (before !== prev) fail('I3', `op ${seq} of epoch ${epoch} does not follow the one before`);
  }
  for (const terminal of terminals) {
    const { terminalId } = terminal.enrolment;
    const own = findTerminal(terminal.read());
    const row = rows.get(terminalId);
    if (own?.epoch !== row?.epoch) fail('I3', `epochs ${own?.epoch} and ${row?.epoch}`);
    const sent = outboxOf(terminal).filter(({ epoch, hash }) => epoch === own?.epoch && hash !== null);
    if (chainEnd(terminal) !== row?.lastHash) fail('I3', 'the ends of the chains differ');
    for (const { epoch, seq, hash } of sent)
      if (ops.get(opKey(terminalId, epoch, seq))?.hash !== hash) fail('I3', `the chains differ at op ${seq}`);
  }
};

/** I5, I11: who follows the feed has what a full scan yields. */
const checkLevel = (tables: Tables, terminals: readonly SimTerminal[], losses: Losses): void => {
  const scan = scanOf(tables);
  terminals.forEach((terminal, n) => {
    const [first, ...more] = missed(terminal, scan, losses);
    if (first !== undefined) fail('I5, I11', `terminal ${n} differs in ${first} and ${more.length} more`);
  });
};

const STATE_OF = {
  applied: 'acked',
  already: 'acked',
  conflict: 'conflict',
  rejected: 'rejected',
  deferred: 'deferred',
} as const;

/** I10: the terminal knows what became of each of its ops; a refusal is there to be shown, with its code. */
const checkShown = ({ results }: Tables, terminals: readonly SimTerminal[]): void => {
  for (const terminal of terminals)
    for (const { opId, state, code } of outboxOf(terminal)) {
      const result = results.get(opId);
      if (result === undefined) fail('I1', 'an op of the outbox is not at central');
      else if (STATE_OF[result.status] !== state || result.code !== code)
        fail('I10', `an op is ${state} here and ${result.status} at central`);
    }
};

/** I6: no order is a draft again, and no payment that central took is gone. I8: nobody's restriction differs. */
const checkForward = ({ orders, ops, results }: Tables): void => {
  for (const { state } of orders.values())
    if ((state.document.status as string) === 'draft') fail('I6', 'an order became a draft');
  const paid = [...orders.values()].flatMap(({ state }) =>
    state.document.history.filter(({ code }) => code === 'payment').map(({ opId }) => opId),
  );
  const entries = [...orders.values()].flatMap(({ state }) => state.document.payments);
  if (paid.length !== entries.length) fail('I6', 'a payment is gone');
  if (ops.size < results.size) fail('I2', 'a result without its op');
};

/** Nothing that the hub took is lost (I1) or stands for ever (I9), and nothing is provisional for ever (I5). */
const checkHub = ({ terminals, tables, hub }: World): void => {
  const own = hub();
  if (own === null) return;
  const { results } = tables();
  const scan = scanOf(tables());
  for (const { opId, state } of relaysOf(own)) {
    if (state === 'waiting' || state === 'held') fail('I9', `a relayed op is ${state} for ever`);
    if (state === 'acked' && !results.has(opId))
      fail('I1', 'the hub says that central has an op, which it has not');
  }
  terminals.forEach((terminal, n) => {
    const [first] = provisional(terminal, scan);
    if (first !== undefined) fail('I5', `${first} is provisional for ever at terminal ${n}`);
    if (terminal !== own && findHub(terminal.read()) === undefined)
      fail('I9', `terminal ${n} has lost its hub`);
  });
};

/** All that has to hold once everything is quiet. @throws at the first that does not */
export const checkAll = (world: World, told: ReadonlySet<string>, losses: Losses): void => {
  const { terminals, tables } = world;
  checkDurable(tables(), told);
  checkOnce(tables());
  checkChains(tables(), terminals);
  checkShown(tables(), terminals);
  checkLevel(tables(), terminals, losses);
  checkForward(tables());
  checkHub(world);
};
