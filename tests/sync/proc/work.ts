import { appendFileSync } from 'node:fs';
import { sql } from '../../../electron/core/db/sql.ts';
import { type OrderToPlace, placeOrder } from '../../../electron/core/features/orders/index.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import { Email } from '../../../shared/domain/email.ts';
import { FileId, OrderId, PhotoId } from '../../../shared/domain/ids.ts';
import type { OrderStatus } from '../../../shared/domain/orderStatus.ts';
import { priceOrder } from '../../../shared/domain/pricing.ts';
import { shopDayOf } from '../../../shared/domain/time.ts';
import { BY_EMAIL, item } from '../../integration/harness/orders.ts';
import type { CounterCore } from '../tools/counterCore.ts';

const PLACED_SHARE = 0.6;
const DAY_MS = 86_400_000;
/** A day has numbers for 9,999 orders of a terminal, and a long trial needs more: it is looked at so often. */
const LOOK_EVERY = 500;
const FULL_DAY = 9_000;
const STEPS = ['on_hold', 'placed', 'cancelled'] as const satisfies readonly OrderStatus[];

/** Ops of this terminal that its outbox has above a row. */
export const opsAbove = (core: CounterCore, row: number) =>
  core.deps.read.all<{ row: number; opId: string; key: string; entityId: string }>(
    sql`SELECT rowid AS row, op_id AS opId, type AS key, entity_id AS entityId FROM outbox WHERE rowid > ${row}
      ORDER BY rowid`,
  );

/** An order with one photo, whose file is not stored: files have trials of their own. */
export const placeOne = (core: CounterCore, contact: Contact = BY_EMAIL): void => {
  const { deps } = core;
  const photoId = PhotoId.parse(deps.ids.ulid());
  const items = [item(photoId)];
  const catalogue = deps.catalogue(deps.read);
  const priced = catalogue && priceOrder(catalogue, items, { express: false, discount: null });
  if (!priced?.ok) throw new Error('no price');
  const fileId = FileId.parse(deps.ids.ulid());
  const order: OrderToPlace = {
    orderId: OrderId.parse(deps.ids.ulid()),
    source: 'counter',
    locale: 'lv',
    contact,
    delivery: 'store',
    express: false,
    discount: null,
    noticeVersion: '1',
    linkedTo: null,
    dueAt: Date.now() + DAY_MS,
    price: priced.price,
    photos: [
      { photoId, fileId, sha256: '0'.repeat(64), bytes: 3, name: 'IMG_1.JPG', width: 3000, height: 2000 },
    ],
    items,
  };
  deps.transact((tx) => placeOrder(tx, deps.settings(tx.db), order));
};

/** A change of some order, of this terminal or another: a note, money, a step. Refusals are answers too. */
const change = async (core: CounterCore, who: Caller): Promise<void> => {
  const row = core.deps.read.get<{ orderId: OrderId; version: number }>(
    sql`SELECT order_id AS orderId, version FROM orders ORDER BY rowid DESC LIMIT 1 OFFSET ${Math.floor(Math.random() * 40)}`,
  );
  if (row === undefined) return placeOne(core);
  const kind = Math.random();
  if (kind < 0.4) {
    const note = `n${Math.floor(Math.random() * 1_000)}`;
    await core.ask(who, 'orders:setNote', { ...row, note, place: '' });
  } else if (kind < 0.7) {
    const amount = 1 + Math.floor(Math.random() * 500);
    const payment = { kind: 'payment', amount, method: 'cash', tillReceipt: null } as const;
    await core.ask(who, 'orders:recordPayment', { orderId: row.orderId, ...payment });
  } else {
    const to = STEPS[Math.floor(Math.random() * STEPS.length)] ?? 'on_hold';
    await core.ask(who, 'orders:changeStatus', { ...row, to, reason: 'trial' });
  }
};

/** Staff of the database: those of the harness are others at each start. */
export const managerOf = (core: CounterCore): Caller => {
  const row = core.deps.read.get<{ id: string }>(
    sql`SELECT staff_id AS id FROM staff WHERE role = 'manager' LIMIT 1`,
  );
  return { ...core.who.manager, staffId: row?.id ?? null };
};

/** Goes on to the next day where this one's order numbers come to an end. */
const turnDay = (core: CounterCore): void => {
  const used = (): number =>
    core.deps.read.get<{ n: number }>(
      sql`SELECT coalesce(max(n), 0) AS n FROM orders WHERE day = ${shopDayOf(core.clock.now())}`,
    )?.n ?? 0;
  while (used() > FULL_DAY) core.clock.pass(DAY_MS);
};

/** Another person's each time: what a contact has given before is looked through with each further order. */
const placeAnother = (core: CounterCore): void =>
  placeOne(core, {
    way: 'email',
    email: Email.parse(`${core.deps.ids.ulid().toLowerCase()}@example.org`),
    name: 'Ilze Paraudziņa',
    address: null,
  });

/** Works until it is told to rest; whatever was told to be saved is written down outside of the terminal. */
export const createWork = (core: CounterCore, oracle: string) => {
  let told =
    core.deps.read.get<{ row: number }>(sql`SELECT coalesce(max(rowid), 0) AS row FROM outbox`)?.row ?? 0;
  const who = managerOf(core);
  const state = { working: false };
  const tellNew = (): void => {
    const ops = opsAbove(core, told);
    if (ops.length === 0) return;
    appendFileSync(oracle, ops.map(({ opId, key, entityId }) => `${opId} ${key} ${entityId}\n`).join(''));
    told = ops.at(-1)?.row ?? told;
  };
  const run = async (pauseMs: number): Promise<void> => {
    for (let acts = 0; state.working; acts += 1) {
      if (acts % LOOK_EVERY === 0) turnDay(core);
      if (Math.random() < PLACED_SHARE) placeAnother(core);
      else await change(core, who);
      core.features.sync.wake();
      tellNew();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  return {
    start: (pauseMs: number): Promise<void> => {
      state.working = true;
      return run(pauseMs);
    },
    rest: (): void => {
      state.working = false;
    },
  };
};
