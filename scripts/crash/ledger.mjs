/**
 * What the terminal has acknowledged, and what it was asked but has not answered. Nothing else may be seen after a
 * restart, and nothing of it may be missing.
 *
 * @typedef {object} DraftEntry
 * @property {'kiosk' | 'counter'} source
 * @property {string} step
 * @property {object | null} contact Null while nothing was typed.
 * @property {Map<string, string>} photos Name by photo id.
 * @property {Map<string, object>} items Items that were set by hand, by photo id.
 *
 * @typedef {object} OrderEntry
 * @property {string} number
 * @property {number} total
 * @property {number} paid
 * @property {string} status
 * @property {Map<string, string>} photos
 * @property {{ input: object, answer: object, who: string }} placing
 */
export function createLedger() {
  return {
    /** @type {Map<string, DraftEntry>} */
    drafts: new Map(),
    /** @type {Map<string, OrderEntry>} */
    orders: new Map(),
    /** Drafts that were ended: they must not come back. */
    ended: new Set(),
    /** @type {Map<string, { who: string, name: string, input: object, note: object }>} By request id. */
    inFlight: new Map(),
    acknowledged: 0,
  };
}

export const visitOf = (ledger) =>
  [...ledger.drafts].find(([, draft]) => draft.source === 'kiosk')?.[0] ?? null;

const endDraft = (ledger, draftId) => {
  ledger.drafts.delete(draftId);
  ledger.ended.add(draftId);
};

/** What an acknowledged command changes. `note` is what the asker knew besides, such as the names of photos. */
const EFFECTS = {
  'visit:start': (ledger, _input, { draftId }) => begin(ledger, draftId, 'kiosk'),
  'drafts:startAtCounter': (ledger, _input, { draftId }) => begin(ledger, draftId, 'counter'),
  'visit:end': (ledger) => {
    const visit = visitOf(ledger);
    if (visit !== null) endDraft(ledger, visit);
  },
  'drafts:discard': (ledger, { draftId }) => endDraft(ledger, draftId),
  'drafts:setStep': onDraft((draft, { step }) => {
    draft.step = step;
  }),
  'drafts:setContact': onDraft((draft, { contact }) => {
    draft.contact = contact;
  }),
  'drafts:pick': onDraft((draft, { photoIds, picked }, note) => {
    for (const photoId of photoIds) {
      if (picked) draft.photos.set(photoId, note.names.get(photoId));
      else draft.photos.delete(photoId);
      if (!picked) draft.items.delete(photoId);
    }
  }),
  'drafts:putItems': onDraft((draft, { items }) => {
    for (const item of items) draft.items.set(item.photoId, item);
  }),
  'drafts:place': (ledger, input, answer, note) => {
    const draft = ledger.drafts.get(input.draftId);
    ledger.orders.set(answer.orderId, {
      number: answer.number,
      total: answer.total,
      paid: 0,
      status: 'placed',
      photos: draft?.photos ?? new Map(),
      placing: { input, answer, who: note.who },
    });
    endDraft(ledger, input.draftId);
  },
  'orders:changeStatus': onOrder((order, { to }, answer) => {
    order.before = order.status;
    order.status = to;
    order.historyId = answer.historyId;
  }),
  'orders:handOver': onOrder((order) => {
    order.before = order.status;
    order.status = 'picked_up';
  }),
  'orders:undo': onOrder((order) => {
    order.status = order.before;
  }),
  'orders:recordPayment': onOrder((order, { amount }) => {
    order.paid += amount;
  }),
};

function begin(ledger, draftId, source) {
  if (ledger.drafts.has(draftId) || ledger.ended.has(draftId)) return;
  ledger.drafts.set(draftId, { source, step: 'source', contact: null, photos: new Map(), items: new Map() });
}

function onDraft(change) {
  return (ledger, input, _answer, note) => {
    const draft = ledger.drafts.get(input.draftId);
    if (draft) change(draft, input, note);
  };
}

function onOrder(change) {
  return (ledger, input, answer) => {
    const order = ledger.orders.get(input.orderId);
    if (order) change(order, input, answer);
  };
}

/** Writes an acknowledged command into the ledger. */
export function acknowledge(ledger, { name, input, note }, value) {
  ledger.acknowledged += 1;
  EFFECTS[name]?.(ledger, input, value, note);
}

/** Drafts and orders that a command without an answer may have changed. */
export function unsettled(ledger) {
  const ids = new Set();
  for (const { name, input } of ledger.inFlight.values()) {
    ids.add(input.draftId ?? input.orderId);
    if (name === 'visit:end') ids.add(visitOf(ledger));
  }
  return ids;
}
