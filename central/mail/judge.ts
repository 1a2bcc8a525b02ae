import { type ConsentFact, consentStanding } from '../../shared/domain/consent.ts';
import type { OrderStatus } from '../../shared/domain/orderStatus.ts';
import { shopHourOf } from '../../shared/domain/time.ts';
import { type CancelReason, centralRule, templateRule } from '../../shared/privacy/messages/templates.ts';
import type { ConsentRecordDocument, SubjectDocument } from '../../shared/sync/consentDocument.ts';
import type { OrderDocument } from '../../shared/sync/orderDocument.ts';
import type { StoredMessage } from './messages.store.ts';

/** What central knows of whom a message is about, at the moment of sending. */
export interface Facts {
  readonly order: OrderDocument | null;
  readonly person: OrderDocument['person'];
  /** The contact of the message's channel. */
  readonly to: string | null;
  readonly subject: SubjectDocument | null;
  /** Everybody else with the same contact; only for marketing. */
  readonly others: readonly SubjectDocument[];
  /** Since when the contact gets no marketing of this purpose; null for not. */
  readonly suppressedSince: number | null;
}

/** `once`: what no second message may be sent for; null where the message's own id says it. */
export type Verdict =
  | { readonly kind: 'go'; readonly to: string; readonly once: string | null }
  | { readonly kind: 'wait' }
  | { readonly kind: 'refuse'; readonly reason: CancelReason };

type Said = Exclude<Verdict, { kind: 'go' }> | { readonly kind: 'go'; readonly once: string | null };

/** Nobody is woken by an SMS. */
const SMS_FROM_HOUR = 8;
const SMS_TO_HOUR = 21;

const refuse = (reason: CancelReason): Said => ({ kind: 'refuse', reason });

/** What made the order as the message says; two terminals that did the same tell of it once. */
const causeOf = ({ history }: OrderDocument, during: readonly OrderStatus[]): string =>
  history.findLast(
    ({ from, to }) => to !== null && during.includes(to) && (from === null || !during.includes(from)),
  )?.opId ?? 'placed';

const ofOrder = (m: StoredMessage, { order }: Facts, during: readonly OrderStatus[]): Said => {
  if (order === null || order.person?.subjectRef !== m.subjectRef) return refuse('overtaken');
  if (order.notify !== m.channel) return refuse('no_contact');
  if (during.includes(order.status))
    return { kind: 'go', once: `${order.orderId}:${m.template}:${causeOf(order, during)}` };
  return order.heldFrom !== null && during.includes(order.heldFrom) ? { kind: 'wait' } : refuse('overtaken');
};

const factOf = ({ event, occurredAt, lamport, clockTrust }: ConsentRecordDocument): ConsentFact => ({
  event,
  occurredAt,
  lamport,
  clockTrusted: clockTrust === 'trusted',
});

/**
 * Whether this person said yes to this purpose on this channel, after whatever ended it: their own withdrawal or refusal,
 * another's withdrawal for the same contact, or the erasure of whoever had it before (P15, P16, C9, E12).
 */
export const isConsented = (
  box: Pick<StoredMessage, 'template' | 'channel'>,
  facts: Pick<Facts, 'subject' | 'others' | 'suppressedSince'>,
  now: number,
): boolean => {
  const ofBox = ({ purpose, channel }: ConsentRecordDocument): boolean =>
    purpose === box.template && channel === box.channel;
  const own = (facts.subject?.records ?? [])
    .filter(ofBox)
    .filter(({ validUntil }) => validUntil === null || validUntil > now);
  const withdrawn = facts.others
    .flatMap(({ records }) => records)
    .filter((record) => ofBox(record) && record.event === 'withdrawn');
  const suppressed: readonly ConsentFact[] =
    facts.suppressedSince === null
      ? []
      : [
          {
            event: 'withdrawn',
            occurredAt: facts.suppressedSince,
            lamport: Number.MAX_SAFE_INTEGER,
            clockTrusted: true,
          },
        ];
  return consentStanding([...[...own, ...withdrawn].map(factOf), ...suppressed]) === 'live';
};

/**
 * The last gate before a message leaves (P17, NOT-2), asked in the transaction that claims it: what its terminal found
 * true when it handed the message over may not be any more. Denied by default.
 */
export const judge = (m: StoredMessage, facts: Facts, now: number): Verdict => {
  const rule = templateRule(m.template) ?? centralRule(m.template);
  if (rule === null) return { kind: 'refuse', reason: 'undeclared' };
  if (m.expiresAt !== null && m.expiresAt <= now) return { kind: 'refuse', reason: 'expired' };
  const { to, subject } = facts;
  if (to === null) return { kind: 'refuse', reason: 'no_contact' };
  if (rule.about !== 'request' && (subject?.restrictedAt ?? null) !== null) return { kind: 'wait' };
  const hour = shopHourOf(now);
  if (m.channel === 'sms' && (hour < SMS_FROM_HOUR || hour >= SMS_TO_HOUR)) return { kind: 'wait' };
  const said = ((): Said => {
    if (rule.about === 'order') return ofOrder(m, facts, rule.during);
    if (rule.about === 'marketing' && !isConsented(m, facts, now)) return refuse('no_consent');
    return { kind: 'go', once: m.notice === null ? null : `${m.notice}:${m.subjectRef}` };
  })();
  return said.kind === 'go' ? { ...said, to } : said;
};
