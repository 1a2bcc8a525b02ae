import { setTimeout as delay } from 'node:timers/promises';
import { badFilesOf, leftoversOf, readRows } from './books.mjs';
import { unsettled } from './ledger.mjs';

const SETTLE_MS = 8_000;
const LOOK_MS = 50;
const OLD_ORDERS = 12;
const HANDED = ['handed_over', 'accepted', 'printed', 'stale'];
const PAGE = 200;

/** Whether two lists hold the same texts, in whatever order. */
const sameOnes = (some, others) =>
  JSON.stringify([...some].sort(byText)) === JSON.stringify([...others].sort(byText));
const byText = (a, b) => String(a).localeCompare(String(b), 'en');

/**
 * Compares the ledger with what is there. While commands are unanswered, what they touch may stand before or after
 * them; once they were repeated, nothing may differ.
 */
export async function verify(world, { exact, visitExpired = false, everyFile = false }) {
  const { dataFolder, key, ledger, report } = world;
  const rows = readRows(dataFolder, key());
  const open = exact ? new Set() : unsettled(ledger);
  checkOrders(world, rows, open);
  checkDrafts(world, rows, { open, exact, visitExpired });
  if (!exact) return;
  await checkShown(world, rows);
  await checkFiles(world, rows, everyFile);
  await checkLeftovers(world);
  checkJobs(world, readRows(dataFolder, key()));
  report.count('checks after a restart');
}

function checkOrders({ ledger, report }, { orders }, open) {
  const there = new Map(orders.map((order) => [order.order_id, order]));
  for (const [orderId, known] of ledger.orders) {
    const order = there.get(orderId);
    if (!order) {
      report.problem('order-lost', `${known.number} was acknowledged and is gone`);
      continue;
    }
    const names = order.photos.map(({ name }) => name);
    if (
      order.number !== known.number ||
      order.total !== known.total ||
      !sameOnes(names, known.photos.values())
    )
      report.problem('order-changed', `${known.number} is not the order that was acknowledged`);
    if (open.has(orderId)) continue;
    if (order.status !== known.status)
      report.problem(
        'status-changed',
        `${known.number}: ${known.status} was acknowledged, ${order.status} is there`,
      );
    if (order.paid !== known.paid)
      report.problem(
        'payment-changed',
        `${known.number}: ${known.paid} was acknowledged, ${order.paid} is there`,
      );
  }
  for (const { order_id, number } of orders) {
    if (!ledger.orders.has(order_id) && !open.has(order_id))
      report.problem('order-unacknowledged', `${number} is there and nobody was told`);
  }
}

function checkDrafts({ ledger, report }, rows, { open, exact, visitExpired }) {
  const there = new Map(rows.drafts.map((draft) => [draft.draft_id, draft]));
  const starting = exact ? [] : [...ledger.inFlight.values()].map(({ name }) => name);
  for (const [draftId, known] of ledger.drafts) {
    const draft = there.get(draftId);
    if (known.source === 'kiosk' && visitExpired) {
      if (draft) report.problem('visit-kept', 'a visit came back after more than 60 s');
    } else if (!open.has(draftId)) {
      const lost = draft ? lostOf(known, draft) : 'the whole draft';
      if (lost !== null)
        report.problem('draft-lost', `${known.source} draft: ${lost} was acknowledged and is gone`);
    }
  }
  for (const { draft_id, source } of rows.drafts) {
    const start = source === 'kiosk' ? 'visit:start' : 'drafts:startAtCounter';
    if (!ledger.drafts.has(draft_id) && !open.has(draft_id) && !starting.includes(start))
      report.problem('draft-unacknowledged', `a ${source} draft is there and nobody was told`);
  }
}

/** What of an acknowledged draft is missing, or null. */
function lostOf(known, draft) {
  if (draft.step !== known.step) return `step ${known.step}`;
  if (known.contact !== null && JSON.stringify(JSON.parse(draft.contact)) !== JSON.stringify(known.contact))
    return 'the contact';
  const photos = draft.photos.map(({ photo_id }) => photo_id);
  if (!sameOnes(photos, known.photos.keys())) return 'the choice of photos';
  for (const item of known.items.values()) {
    const same = draft.items.some(
      ({ photo_id, format, paper, copies, rotation }) =>
        photo_id === item.photoId &&
        format === item.format &&
        paper === item.paper &&
        copies === item.copies &&
        rotation === item.rotation,
    );
    if (!same) return 'an item';
  }
  return null;
}

/** The counter's list shows each order once, and no other. */
async function checkShown({ teller, report }, { orders }) {
  const ask = { day: 'all', statuses: [], source: 'all', text: '', sort: 'placedAt', descending: false };
  const shown = [];
  for (let offset = 0; ; offset += PAGE) {
    const answer = await teller.query('staff', 'orders:list', { ...ask, offset, limit: PAGE });
    if (!answer.ok) return report.problem('list-refused', answer.code);
    shown.push(...answer.value.rows.map(({ orderId }) => orderId));
    if (shown.length >= answer.value.total) break;
  }
  const there = orders.map(({ order_id }) => order_id);
  if (!sameOnes(shown, there)) report.problem('list-differs', 'the list does not show each order once');
}

/** Every order's originals when it is new, and of the old ones some each time. */
async function checkFiles({ dataFolder, key, hashes, random, report, proved }, { orders }, everyFile) {
  const fresh = orders.filter(({ order_id }) => !proved.has(order_id));
  const old = orders.filter(({ order_id }) => proved.has(order_id));
  for (const order of [...fresh, ...(everyFile ? old : random.some(old, OLD_ORDERS))]) {
    const bad = await badFilesOf(dataFolder, key(), order, hashes);
    for (const what of bad) report.problem('file-bad', `${order.number}: ${what}`);
    report.count('originals opened and hashed', order.photos.length);
    proved.add(order.order_id);
  }
}

/** Copying goes on after a restart, so half a file is no leftover before it has come to rest. */
async function checkLeftovers({ dataFolder, key, report, told }) {
  const end = performance.now() + SETTLE_MS;
  for (;;) {
    const all = leftoversOf(dataFolder, key(), readRows(dataFolder, key()));
    const found = all.filter((what) => !told.has(what));
    if (found.length === 0) return;
    if (performance.now() > end) {
      for (const what of found) report.problem('leftover', what);
      return found.forEach((what) => told.add(what));
    }
    await delay(LOOK_MS);
  }
}

function checkJobs({ lab, report }, { jobs, items }) {
  lab.look();
  const rows = new Map(jobs.map((job) => [job.job_number, job]));
  const printed = new Set();
  for (const { job_number, state, reason } of jobs) {
    if (state === 'failed') report.problem('job-failed', `job ${job_number}: ${reason}`);
    if (HANDED.includes(state) && !lab.taken.has(job_number))
      report.problem('job-lost', `job ${job_number} counts as handed over and never came`);
  }
  for (const [number, manifest] of lab.taken) {
    const job = rows.get(number);
    if (!job || job.state === 'cancelled') {
      report.problem('job-unknown', `job ${number} came and is ${job?.state ?? 'unknown'}`);
      continue;
    }
    const wanted = JSON.parse(job.photo_ids).map((photoId) => ({
      photoId,
      key: `${job.order_id} ${photoId} ${job.format} ${job.paper}`,
    }));
    const copies = wanted.map(({ photoId }) => items.find(isItemOf(job, photoId))?.copies ?? 0);
    const quantities = manifest.images.map(({ quantity }) => quantity);
    if (!sameOnes(copies, quantities))
      report.problem('job-wrong', `job ${number} has other prints than its order`);
    for (const line of wanted) {
      if (printed.has(line.key))
        report.problem('line-twice', `job ${number} prints a line that another job printed`);
      printed.add(line.key);
    }
  }
}

function isItemOf(job, photoId) {
  return (item) =>
    item.order_id === job.order_id &&
    item.photo_id === photoId &&
    item.format === job.format &&
    item.paper === job.paper;
}
