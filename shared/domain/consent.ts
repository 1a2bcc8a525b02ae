import { z } from './z.ts';
import type { NotifyWay } from './contact.ts';

/** The only purposes that rest on consent. Making the prints is never one of them. */
export const CONSENT_PURPOSES = ['marketing.offers', 'marketing.news', 'marketing.hours'] as const;
export const ConsentPurpose = z.enum(CONSENT_PURPOSES);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

export const CONSENT_CHANNELS = ['email', 'sms'] as const;
export const ConsentChannel = z.enum(CONSENT_CHANNELS);
export type ConsentChannel = z.infer<typeof ConsentChannel>;

/** One box on the screen and its answer. */
export const ConsentChoice = z.strictObject({
  purpose: ConsentPurpose,
  channel: ConsentChannel,
  given: z.boolean(),
});
export type ConsentChoice = z.infer<typeof ConsentChoice>;

/** The answer to "13 or older": a parent consents with a contact of their own, a younger child not at all (C7). */
export const AGE_ANSWERS = ['13plus', 'parent', 'under13'] as const;
export const AgeAnswer = z.enum(AGE_ANSWERS);
export type AgeAnswer = z.infer<typeof AgeAnswer>;

/** How a consent was given or taken back (privacy specification 4.2). */
export const CONSENT_METHODS = [
  'kiosk_tap',
  'staff_screen_tap',
  'paper_signed',
  'oral_staff',
  'web',
  'email_link',
  'qr',
] as const;
export type ConsentMethod = (typeof CONSENT_METHODS)[number];

export const WITHDRAWAL_METHODS = ['kiosk_code', 'counter_code', 'counter_order', 'request'] as const;
export type WithdrawalMethod = (typeof WITHDRAWAL_METHODS)[number];

/** What a box came to. Ticked without an answer to the age question it is neither given nor refused. */
export type BoxAnswer = 'given' | 'refused' | 'unanswered';

/** The answer to each box of a screen. Of a child below the age there is none at all. */
export function boxAnswer(given: boolean, age: AgeAnswer | null): BoxAnswer {
  if (!given) return 'refused';
  return age === null ? 'unanswered' : 'given';
}

/** Identifies the wording of one box in one version, such as `marketing.offers.email`. */
export function consentTextId(
  purpose: ConsentPurpose,
  channel: ConsentChannel,
): `${ConsentPurpose}.${ConsentChannel}` {
  return `${purpose}.${channel}`;
}

/** The boxes of a notification way, all unticked: the one place where a visit's answers begin. */
export function unansweredConsents(way: NotifyWay): readonly ConsentChoice[] {
  return way === 'none' ? [] : CONSENT_PURPOSES.map((purpose) => ({ purpose, channel: way, given: false }));
}

export const CONSENT_EVENTS = [
  'shown',
  'given',
  'refused',
  'withdrawn',
  'expired',
  'invalidated',
  'reconfirmed',
] as const;
export const ConsentEventKind = z.enum(CONSENT_EVENTS);
export type ConsentEventKind = z.infer<typeof ConsentEventKind>;

/** What the state of one purpose and channel of one person is folded from. */
export interface ConsentFact {
  readonly event: ConsentEventKind;
  readonly occurredAt: number;
  readonly lamport: number;
  readonly clockTrusted: boolean;
}

export type ConsentStanding = 'live' | 'not_live';

/**
 * Whether a message may rest on this consent. A withdrawal is lifted only by a consent given surely later: it wins
 * ties, and where a clock is in doubt the terminal's counter decides instead.
 */
export function consentStanding(facts: readonly ConsentFact[]): ConsentStanding {
  const isGiving = ({ event }: ConsentFact) => event === 'given' || event === 'reconfirmed';
  const endings = facts.filter(({ event }) => event !== 'shown').filter((fact) => !isGiving(fact));
  const live = facts.some((fact) => isGiving(fact) && endings.every((end) => isSurelyLater(fact, end)));
  return live ? 'live' : 'not_live';
}

function isSurelyLater(later: ConsentFact, earlier: ConsentFact): boolean {
  const clocksAgree = later.clockTrusted && earlier.clockTrusted && later.occurredAt !== earlier.occurredAt;
  return clocksAgree ? later.occurredAt > earlier.occurredAt : later.lamport > earlier.lamport;
}

/** The answers of the boxes a way has, as far as they were given; every other box is untouched and so unticked. */
export const answersFor = (
  way: NotifyWay | null,
  given: readonly ConsentChoice[],
): readonly ConsentChoice[] =>
  (way === null ? [] : unansweredConsents(way)).map((box) => ({
    ...box,
    given: given.some((one) => one.purpose === box.purpose && one.channel === box.channel && one.given),
  }));
