import type { OrderPrice } from '../../../../shared/domain/pricing.ts';
import { READY_STEP_MS } from '../../../../shared/domain/readyTime.ts';
import { durationClass } from '../../../../shared/domain/statistics.ts';
import type { TimeMs } from '../../../../shared/domain/time.ts';
import type { CallInput } from '../../../../shared/contract/index.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { command } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import type { AvailabilityFeature } from '../availability/index.ts';
import type { ConsentsFeature } from '../consents/index.ts';
import { noteChangeShown, noticeStanding } from '../notices/index.ts';
import { type PhotoToPlace, placeOrder } from '../orders/index.ts';
import { countStat } from '../statistics/index.ts';
import { catalogueOf, usableDraft } from './change.ts';
import { contactOf, withIndex } from './draft.policy.ts';
import { listItems, listPhotos } from './draftPhotos.store.ts';
import { deleteDraft, type DraftRecord } from './drafts.store.ts';
import { priceDraft } from './priceDraft.ts';
import { knownSides, type SidesOf } from './sides.ts';

export interface PlaceDeps extends CoreDeps {
  readonly availability: Pick<AvailabilityFeature, 'readyAt' | 'isSellable'>;
  readonly sidesOf: SidesOf;
  readonly recordConsents: ConsentsFeature['record'];
  /** The draft's files now belong to an order: the copier lets go of them. */
  readonly onPlaced: (draftId: DraftRecord['draftId']) => void;
}

/** Every photo must be copied, proved and known by its sides; one that is not keeps the order from being placed. */
const storedPhotos = (deps: PlaceDeps, tx: Tx, draftId: string): readonly PhotoToPlace[] =>
  listPhotos(tx.db, draftId).map((photo) => {
    const { photoId, name, bytes, file, failed } = photo;
    const sides = knownSides(photo, deps.sidesOf);
    if (!file || failed !== null || !sides) return reject('FILES_NOT_STORED');
    const { width, height } = sides;
    return { photoId, name, bytes, width, height, fileId: file.fileId, sha256: file.sha256 };
  });

/**
 * The time that is promised and frozen with the order: never a later one than the person was shown, but for one step that
 * the clock alone may make. Staff may take what a customer cannot order, because nobody knows when it can be made.
 */
const promised = (
  deps: PlaceDeps,
  tx: Tx,
  { shownDueAt }: CallInput<'drafts:place'>,
  { draft, price, byStaff }: { draft: DraftRecord; price: OrderPrice; byStaff: boolean },
): TimeMs => {
  if (!byStaff && !deps.availability.isSellable(tx, price)) return reject('PRODUCT_UNAVAILABLE');
  const dueAt = deps.availability.readyAt(tx, price, draft.express);
  return shownDueAt !== undefined && dueAt > shownDueAt + READY_STEP_MS ? reject('READY_LATER') : dueAt;
};

/** What will be ordered, or the reason why nothing is: what the person saw must be what is true now. */
const checked = (deps: PlaceDeps, tx: Tx, input: CallInput<'drafts:place'>) => {
  const draft = usableDraft(tx, input.draftId);
  const { notice, collects } = noticeStanding(tx.db, tx.now);
  if (notice === null) return reject('NO_NOTICE');
  if (notice.version !== input.noticeVersion) return reject('NOTICE_CHANGED');
  const own = listItems(tx.db, draft.draftId);
  if (own.length === 0) return reject('DRAFT_EMPTY');
  const contact = contactOf(draft.contact);
  if (typeof contact === 'string') return reject(contact);
  const items = withIndex(catalogueOf(deps, tx, draft), draft, own);
  const price = priceDraft(deps, tx, draft, own) ?? reject('PRODUCT_UNAVAILABLE');
  if (price.total !== input.total) return reject('PRICE_CHANGED');
  const byStaff = tx.caller.role !== 'customer';
  if (byStaff && draft.consents.some(({ given }) => given) && !input.consentsConfirmed)
    return reject('REASON_NEEDED');
  const dueAt = promised(deps, tx, input, { draft, price, byStaff });
  const photos = storedPhotos(deps, tx, draft.draftId);
  return { draft, notice, collects, items, contact, price, byStaff, photos, dueAt };
};

/** The draft is an order now: it goes, and who worked on it hears of it. */
const leaveDraft = (deps: PlaceDeps, tx: Tx, draft: DraftRecord): void => {
  deleteDraft(tx.db, draft.draftId);
  tx.emit('draft-changed', { draftId: draft.draftId });
  // The kiosk whose visit staff finished is free again.
  if (draft.takenOver) tx.emit('visit-ended', {});
  if (draft.source === 'kiosk') tx.emit('kiosk-changed', {});
  tx.afterCommit(() => deps.onPlaced(draft.draftId));
};

/** Staff write down what was said to them or signed before them, and nothing else (C6). */
const writtenBy = ({ consentsOnPaper }: CallInput<'drafts:place'>) =>
  consentsOnPaper === true ? ('paper_signed' as const) : ('oral_staff' as const);

/** That an order came, from where, how long it took and of what: numbers only (STA-1). */
const countOrder = (tx: Tx, { source, createdAt }: DraftRecord, { lines }: OrderPrice): void => {
  countStat(tx, 'ordered', source);
  if (source === 'kiosk') countStat(tx, 'duration', durationClass(tx.now - createdAt));
  for (const line of lines)
    if (line.kind === 'product') countStat(tx, 'product', `${line.format} ${line.paper}`, line.qty);
};

const place = (deps: PlaceDeps, tx: Tx, input: CallInput<'drafts:place'>) => {
  const { draft, notice, collects, items, contact, price, byStaff, photos, dueAt } = checked(deps, tx, input);
  const { draftId, source, locale, express, discount } = draft;
  const placed = placeOrder(tx, deps.settings(tx.db), {
    orderId: draftId,
    source,
    locale,
    contact,
    delivery: draft.contact.delivery,
    express,
    discount,
    price,
    noticeVersion: notice.version,
    photos,
    items: items.map(({ exception: _own, ...item }) => item),
    linkedTo: draft.linkedTo,
    dueAt,
  });
  const { subjectRef, ...shown } = placed;
  if (subjectRef && collects === 'open') {
    const { consents: choices, age } = draft;
    const method = byStaff ? writtenBy(input) : 'kiosk_tap';
    deps.recordConsents(tx, { subjectRef, contact, choices, age, notice, locale, method });
  }
  if (input.shownChange) noteChangeShown(tx, input.shownChange, contact);
  countOrder(tx, draft, price);
  leaveDraft(deps, tx, draft);
  return { ...shown, consentsClosed: collects !== 'open' };
};

/** Turns a finished draft into an order, whole or not at all (REC-1, ORD-4). */
export const createPlaceHandler = (deps: PlaceDeps) =>
  command('drafts:place', (tx, input) => place(deps, tx, input));
