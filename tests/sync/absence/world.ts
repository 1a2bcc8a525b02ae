import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createCode } from '../../../central/enrolment/createCode.ts';
import { openPostgres } from '../../../central/db/postgres.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import {
  CUSTOMER,
  fakeOsKeyWrap,
  folderFor,
  keyOf,
  readyTerminal,
  signInManager,
  type Terminal,
} from '../../integration/core/terminal.ts';
import { CONTACT, copied, photoBytes, seen, visitWith } from '../../integration/core/visit.ts';
import { type Line, startLine } from '../client/line.ts';
import { START, startCentral, type TestCentral } from '../tools/central.ts';
import { type PostgresServer, startPostgres } from '../tools/postgres.ts';

/** A made-up person whose values occur nowhere else. */
export const CANARY = {
  ...CONTACT,
  name: 'Žanete Kvērpjvīte',
  email: 'zanete.kverpjvite@zvirgzdupurvs.lv',
} as const;
export const NOTE = 'Žvadzdadzīte zvanīs pirms slēgšanas';
export const FILE = 'Kanarijzvirbulis_7.jpg';

export const SOON = { timeout: 60_000, interval: 50 } as const;

/** A counter of the store: a whole core on real files, and its line to central, which can be cut. */
export interface Counter {
  terminal: Terminal;
  manager: Caller;
  readonly line: Line;
  readonly osKeyWrap: ReturnType<typeof fakeOsKeyWrap>;
}

/** A real PostgreSQL of its own, central on it, and counters with one clock that the test turns. */
export interface World {
  readonly server: PostgresServer;
  readonly central: TestCentral;
  readonly clock: { ms: number };
  readonly rows: <T>(text: string, params?: readonly unknown[]) => Promise<readonly T[]>;
  readonly pass: (ms: number) => void;
  readonly end: () => Promise<void>;
}

export const createWorld = async (): Promise<World> => {
  const server = await startPostgres();
  const central = await startCentral(openPostgres(server.url()));
  await central.app.listen({ port: 0, host: '127.0.0.1' });
  const clock = { ms: START };
  return {
    server,
    central,
    clock,
    rows: (text, params) => central.db.transaction({ role: 'owner' }, (sql) => sql.query(text, params ?? [])),
    pass: (ms) => {
      clock.ms += ms;
      central.clock.now = clock.ms;
    },
    end: async () => {
      await central.end();
      server.destroy();
    },
  };
};

/** A counter that has joined central. */
export const openCounter = async ({ central, clock }: World): Promise<Counter> => {
  const card = folderFor('card');
  writeFileSync(join(card, FILE), await photoBytes(900, 600));
  const osKeyWrap = fakeOsKeyWrap();
  const terminal = await readyTerminal({ mediaFolder: card, osKeyWrap, clock });
  const manager = await signInManager(terminal);
  const line = await startLine((central.app.server.address() as AddressInfo).port);
  const { code } = await createCode(central.central, { shopId: '01' as never, role: 'counter' });
  await terminal.get(manager, 'sync:enrol', { url: line.url, code });
  return { terminal, manager, line, osKeyWrap };
};

/** The canary orders the photo of the card. */
export const orderOf = async ({ terminal }: Counter): Promise<OrderId> => {
  const { draftId } = await visitWith(terminal, 1);
  await terminal.get(CUSTOMER, 'drafts:setAll', {
    draftId,
    format: '10x15',
    paper: 'gloss',
    copies: 1,
    fit: 'fill',
    overwrite: true,
  });
  await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CANARY });
  await copied(terminal, draftId);
  const { orderId } = await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
  return orderId;
};

/** Whether the order and its photo are at a counter. */
export const hasAll = async ({ terminal }: Counter, orderId: OrderId): Promise<boolean> => {
  const rows = await terminal.rows(
    `SELECT (SELECT count(*) FROM orders WHERE order_id = '${orderId}') AS orders,
      (SELECT count(*) FROM order_photo WHERE order_id = '${orderId}' AND here = 1) AS photos`,
  );
  return rows[0]?.['orders'] === 1 && rows[0]['photos'] === 1;
};

export const waitFor = async (what: () => Promise<unknown>, value: unknown): Promise<void> =>
  expect.poll(what, SOON).toEqual(value);

/** Closes a counter and answers where it lies and what opens it, for a search of its bytes. */
export const closed = async ({ terminal, osKeyWrap }: Counter) => {
  await terminal.close();
  mkdirSync(join(terminal.folder, 'profile'), { recursive: true });
  return { folder: terminal.folder, key: await keyOf({ folder: terminal.folder, osKeyWrap }) };
};
