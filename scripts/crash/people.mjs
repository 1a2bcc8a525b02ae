import { setTimeout as delay } from 'node:timers/promises';
import { visitOf } from './ledger.mjs';

const EMPTY = {
  way: 'none',
  delivery: 'store',
  email: '',
  phone: '',
  name: '',
  street: '',
  town: '',
  postcode: '',
};
const CONTACTS = [
  EMPTY,
  { ...EMPTY, way: 'email', email: 'ilze.ozola@example.lv', name: 'Ilze Ozola' },
  { ...EMPTY, way: 'sms', phone: '20000123', name: 'Jānis Kļava' },
];
const WAIT_MS = 20_000;
const LOOK_MS = 20;

/** Asks again and again until `found` answers something. */
async function until(found) {
  const end = performance.now() + WAIT_MS;
  for (;;) {
    const value = await found();
    if (value !== null) return value;
    if (performance.now() > end) return null;
    await delay(LOOK_MS);
  }
}

async function photosOnMedium({ teller }, who) {
  return until(async () => {
    const { value } = await teller.query(who, 'media:sources', {});
    const source = value?.sources.find(({ state, photos }) => state === 'ready' && photos > 0);
    if (!source) return null;
    const page = await teller.query(who, 'media:photos', {
      sourceId: source.sourceId,
      offset: 0,
      limit: 100,
    });
    return page.ok && page.value.photos.length > 0 ? page.value.photos : null;
  });
}

/** A few photos, their copying, and items of their own for some. False when the draft has ended. */
async function fill(world, who, draftId) {
  const { teller, ledger, random } = world;
  const draft = ledger.drafts.get(draftId);
  if (!draft) return false;
  if (draft.photos.size === 0) {
    const photos = await photosOnMedium(world, who);
    if (photos === null) return false;
    const picked = random.some(photos, random.int(1, 4));
    const names = new Map(picked.map(({ photoId, name }) => [photoId, name]));
    await teller.command(
      who,
      'drafts:pick',
      { draftId, photoIds: [...names.keys()], picked: true },
      { names },
    );
  }
  await teller.command(who, 'media:startCopy', { draftId });
  await teller.command(who, 'drafts:setStep', { draftId, step: 'sizes' });
  if (random.chance(0.15)) {
    await delay(random.int(0, 60));
    await teller.command(who, 'media:cancelCopy', { draftId });
    await teller.command(who, 'media:startCopy', { draftId });
  }
  if (random.chance(0.2) && draft.photos.size > 1) {
    await teller.command(who, 'drafts:pick', {
      draftId,
      photoIds: [[...draft.photos.keys()][0]],
      picked: false,
    });
  }
  const item = await ownItem(world, who, draftId);
  if (item) await teller.command(who, 'drafts:putItems', { draftId, items: [item] });
  return true;
}

async function ownItem({ teller, random }, who, draftId) {
  const draft = await teller.query(who, 'drafts:get', { draftId });
  if (!draft.ok || draft.value.items.length === 0) return null;
  return { ...random.pick(draft.value.items), copies: random.int(1, 3), rotation: random.int(0, 3) };
}

const copied = ({ teller }, who, draftId) =>
  until(async () => {
    const state = await teller.query(who, 'media:copyState', { draftId });
    if (!state.ok) return false;
    if (state.value.state !== 'done') return null;
    const draft = await teller.query(who, 'drafts:get', { draftId });
    if (!draft.ok) return false;
    return draft.value.photos.every(({ width, stored }) => stored && width !== null) ? true : null;
  });

async function place(world, who, draftId) {
  const { teller, random, report } = world;
  const ready = await copied(world, who, draftId);
  if (ready === null) report.problem('copy-stuck', `the copying of a ${who} draft does not end`);
  if (!ready) return;
  await teller.command(who, 'drafts:setContact', { draftId, contact: random.pick(CONTACTS) });
  await teller.command(who, 'drafts:setStep', { draftId, step: 'check' });
  const draft = await teller.query(who, 'drafts:get', { draftId });
  const notice = await teller.query(who, 'notices:current', {});
  if (!draft.ok || draft.value.price === null) return;
  const seen = { total: draft.value.price.total, noticeVersion: notice.value.notice.version };
  await teller.command(who, 'drafts:place', { draftId, ...seen, consentsConfirmed: true });
}

/** A customer at the kiosk, one visit after the other, until the process dies. */
export async function customer(world) {
  const { teller, ledger, random } = world;
  for (;;) {
    await teller.command('customer', 'visit:start', { locale: random.pick(['lv', 'en', 'ru']) });
    const draftId = visitOf(ledger);
    if (draftId !== null && (await fill(world, 'customer', draftId)) && !random.chance(0.15))
      await place(world, 'customer', draftId);
    const placed = draftId === null || ledger.orders.has(draftId);
    if (placed || random.chance(0.5))
      await teller.command('customer', 'visit:end', { why: placed ? 'finished' : 'startOver' });
  }
}

const NEXT = { placed: 'in_production', in_production: 'ready', ready: 'notified' };

/** Carries one order on by one step. */
async function carryOn({ teller, ledger, random }) {
  const open = [...ledger.orders].filter(([, { status }]) => status !== 'picked_up');
  if (open.length === 0) return;
  const [orderId, order] = random.pick(open);
  const shown = await teller.query('staff', 'orders:get', { orderId });
  if (!shown.ok) return;
  const { version } = shown.value;
  if (order.paid < order.total) {
    const payment = { kind: 'payment', amount: order.total - order.paid, method: 'cash', tillReceipt: null };
    await teller.command('staff', 'orders:recordPayment', { orderId, ...payment });
  } else if (order.status === 'notified') {
    const proof = { kind: 'knownInPerson', reason: 'trial' };
    await teller.command('staff', 'orders:handOver', { orderId, version, proof, unpaidReason: null });
  } else {
    await teller.command('staff', 'orders:changeStatus', {
      orderId,
      version,
      to: NEXT[order.status],
      reason: null,
    });
    if (random.chance(0.15) && order.historyId)
      await teller.command('staff', 'orders:undo', { orderId, historyId: order.historyId });
  }
}

async function ownDraft(world) {
  const { teller, ledger, random } = world;
  const open = [...ledger.drafts].filter(([, draft]) => draft.source === 'counter');
  if (open.length < 2) await teller.command('staff', 'drafts:startAtCounter', { locale: 'lv' });
  const mine = [...ledger.drafts]
    .filter(([, draft]) => draft.source === 'counter')
    .map(([draftId]) => draftId);
  if (mine.length === 0) return;
  const draftId = random.pick(mine);
  if (random.chance(0.1)) await teller.command('staff', 'drafts:discard', { draftId });
  else if ((await fill(world, 'staff', draftId)) && random.chance(0.7)) await place(world, 'staff', draftId);
}

/** Staff at the counter, until the process dies. */
export async function staff(world) {
  for (;;) {
    if (world.random.chance(0.6)) await carryOn(world);
    else await ownDraft(world);
    await delay(world.random.int(0, 30));
  }
}
