import { z } from '../domain/z.ts';
import { AgeAnswer, ConsentChoice } from '../domain/consent.ts';
import { Delivery, NotifyWay } from '../domain/contact.ts';
import { Locale } from '../domain/i18n.ts';
import { DraftId, OrderId, PhotoId, RequestId, SourceId } from '../domain/ids.ts';
import { Cents } from '../domain/money.ts';
import { OrderItem } from '../domain/orderItem.ts';
import { Discount, OrderPrice } from '../domain/pricing.ts';
import { type Contract, Done, type Events, ORDERING, SIGNED_IN } from './define.ts';
import { STEPS } from './steps.ts';

const Step = z.enum(STEPS);

/** Cards of one visit whose answered marks are remembered, the latest. */
export const MARKS_KEPT = 50;

export const DraftItem = OrderItem;
export type DraftItem = OrderItem;

export const DraftPhoto = z.object({
  photoId: PhotoId,
  name: z.string().max(255),
  width: z.int().nullable(),
  height: z.int().nullable(),
  takenAt: z.int().nullable(),
  stored: z.boolean(),
});
export type DraftPhoto = z.infer<typeof DraftPhoto>;

/** How the visit is shown; reset with the visit. */
export const Ease = z.strictObject({
  text: z.enum(['m', 'l', 'xl']),
  contrast: z.enum(['normal', 'more']),
  motion: z.enum(['full', 'reduced']),
  moreTime: z.boolean(),
  lowReach: z.boolean(),
});
export type Ease = z.infer<typeof Ease>;

/**
 * The contact as it is being typed, kept with every step so that nothing typed is lost. Fields that the chosen way
 * does not need stay empty; placing checks it against `Contact` of the domain.
 */
export const ContactForm = z.strictObject({
  way: NotifyWay.nullable(),
  delivery: Delivery,
  email: z.string().max(254),
  phone: z.string().max(24),
  name: z.string().max(80),
  street: z.string().max(120),
  town: z.string().max(80),
  postcode: z.string().max(10),
});
export type ContactForm = z.infer<typeof ContactForm>;

export const Draft = z.object({
  draftId: DraftId,
  source: z.enum(['kiosk', 'counter']),
  takenOver: z.boolean(),
  locale: Locale,
  step: Step,
  ease: Ease,
  photos: z.array(DraftPhoto).max(2000),
  /** Ids of the camera's marks that were offered and answered: each is offered once. */
  marksAnswered: z.array(z.string().length(64)).max(MARKS_KEPT),
  items: z.array(DraftItem).max(6000),
  /** "All the same": what a newly picked photo gets. */
  common: DraftItem.pick({ format: true, paper: true, copies: true, fit: true }),
  /** Photos that were given something of their own. */
  exceptions: z.int(),
  contact: ContactForm,
  express: z.boolean(),
  /** All photos small and numbered on sheets of their own, as the price list sells it. */
  indexPrint: z.boolean(),
  discount: Discount.nullable(),
  consents: z.array(ConsentChoice).max(20),
  /** Null until the question was put and answered. */
  age: AgeAnswer.nullable(),
  price: OrderPrice.nullable(),
  /** The Riga day on which the files are deleted if nobody collects; shown to the customer (CON-5). */
  keepUntil: z.iso.date(),
  dueAt: z.int(),
});
export type Draft = z.infer<typeof Draft>;

export const Placed = z.object({
  orderId: OrderId,
  number: z.string().max(8),
  total: Cents,
  claimCode: z.string().max(12).nullable(),
  statusUrl: z.string().max(200),
  keepUntil: z.iso.date(),
  dueAt: z.int(),
  /** The notice ran out or was replaced meanwhile: the order stands, no consent was recorded (C5). */
  consentsClosed: z.boolean(),
});
export type Placed = z.infer<typeof Placed>;

const onDraft = { requestId: RequestId, draftId: DraftId };

export const drafts = {
  'drafts:startAtCounter': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, locale: Locale }),
    output: z.object({ draftId: DraftId }),
  },
  /** Changes or makes again what the lab already has, as an order of its own with the same photos (ORD-3). */
  'drafts:startLinked': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, orderId: OrderId }),
    output: z.object({ draftId: DraftId }),
  },
  'drafts:mine': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({
      drafts: z
        .array(
          z.object({
            draftId: DraftId,
            source: z.enum(['kiosk', 'counter']),
            touchedAt: z.int(),
            photos: z.int(),
          }),
        )
        .max(50),
    }),
  },
  'drafts:get': {
    kind: 'query',
    roles: ORDERING,
    input: z.strictObject({ draftId: DraftId }),
    output: Draft,
  },
  'drafts:setStep': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ ...onDraft, step: Step }),
    output: Done,
  },
  'drafts:setLocale': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ ...onDraft, locale: Locale }),
    output: Done,
  },
  'drafts:setEase': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ ...onDraft, ease: Ease }),
    output: Done,
  },
  'drafts:pick': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ ...onDraft, photoIds: z.array(PhotoId).min(1).max(2000), picked: z.boolean() }),
    output: z.object({ photos: z.int() }),
  },
  /** Answers once whether the photos that the camera marked are picked, with the copies it was told. */
  'drafts:answerMarks': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ ...onDraft, sourceId: SourceId, accept: z.boolean() }),
    output: z.object({ photos: z.int() }),
  },
  /** Adds or replaces items by their key. */
  'drafts:putItems': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ ...onDraft, items: z.array(DraftItem).min(1).max(6000) }),
    output: Done,
  },
  'drafts:removeItems': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({
      ...onDraft,
      keys: z
        .array(DraftItem.pick({ photoId: true, format: true, paper: true }))
        .min(1)
        .max(6000),
    }),
    output: Done,
  },
  /** "All the same" in one step (PIC-2). Exceptions are kept unless `overwrite`. */
  'drafts:setAll': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({
      ...onDraft,
      format: z.string().min(1).max(20),
      paper: z.string().min(1).max(20),
      copies: z.int().min(1).max(999),
      fit: z.enum(['fill', 'fit']),
      overwrite: z.boolean(),
    }),
    output: Done,
  },
  'drafts:setContact': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ ...onDraft, contact: ContactForm }),
    output: Done,
  },
  'drafts:setConsents': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({
      ...onDraft,
      consents: z.array(ConsentChoice).max(20),
      /** "Under 13" unticks every box (C7). */
      age: AgeAnswer.nullable(),
    }),
    output: Done,
  },
  'drafts:setExpress': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ ...onDraft, express: z.boolean() }),
    output: Done,
  },
  'drafts:setIndexPrint': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({ ...onDraft, indexPrint: z.boolean() }),
    output: Done,
  },
  'drafts:setDiscount': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ ...onDraft, discount: Discount.nullable() }),
    output: Done,
  },
  'drafts:place': {
    kind: 'command',
    roles: ORDERING,
    input: z.strictObject({
      ...onDraft,
      /** What the person saw, in cents: another sum is PRICE_CHANGED and nothing is placed. */
      total: Cents,
      noticeVersion: z.string().max(20),
      /** The ready time that the person saw, UTC ms: where it is later by more than a step, nothing is placed. */
      shownDueAt: z.int().optional(),
      /** At the counter: staff confirm that the customer answered the optional consents in person. */
      consentsConfirmed: z.boolean(),
      /** At the counter: the answers stand on a signed paper instead of having been said. */
      consentsOnPaper: z.boolean().optional(),
      /** Version of the coming notice whose change was on the screen (P37). */
      shownChange: z.string().max(20).nullable().optional(),
    }),
    output: Placed,
  },
  'drafts:discard': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject(onDraft),
    output: Done,
  },
  'drafts:takeOver': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject(onDraft),
    output: Done,
  },
  'drafts:sendBack': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject(onDraft),
    output: Done,
  },
} as const satisfies Contract;

export const draftEvents = {
  'draft-changed': { kind: 'event', roles: ORDERING, payload: z.strictObject({ draftId: DraftId }) },
} as const satisfies Events;
