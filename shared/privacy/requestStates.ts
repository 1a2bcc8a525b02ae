import { isAtOnce, needsIdentity, needsReview, type RequestState, type RequestType } from './requestTypes.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How long an approved erasure waits before it begins; the person may skip it. */
export const COOLING_MS = 24 * HOUR;
export const REOPEN_MS = 30 * DAY;
/** A settled request closes by itself, so that the contact goes even where nobody closes it. */
export const CLOSE_AFTER_MS = 7 * DAY;
export const PURGE_CONTACT_MS = 30 * DAY;
export const CLARIFY_REMINDER_MS = 7 * DAY;
export const RETRY_MS = 15 * 60_000;
export const ESCALATION_DAYS = [20, 25, 28] as const;
export const REVIEW_WITHIN_WORKING_DAYS = 5;

export type RequestActor = 'person' | 'staff' | 'manager' | 'system';

/** What core has found out; anything not stated counts as not met. */
export interface RequestFacts {
  readonly type: RequestType;
  readonly identityVerified?: boolean;
  /** Nobody came to the counter, so that there is reasonable doubt. */
  readonly identityDoubted?: boolean;
  /** The one who decides neither took the request in nor is the person it is about (R5). */
  readonly decidedByAnother?: boolean;
  /** What the decision saw is still what would go. */
  readonly dryRunMatches?: boolean;
  readonly dryRunChanged?: boolean;
  /** Nothing of the dry run is blocked by an open order. */
  readonly nothingBlocked?: boolean;
  readonly coolingOver?: boolean;
  readonly holdsListed?: boolean;
  readonly reasonGiven?: boolean;
  /** Certificate, package, consent record, answer: evidence that it was done. */
  readonly proof?: boolean;
  /** The letter about it is on record. */
  readonly letter?: boolean;
  /** Commands to other terminals were sent and wait for answers. */
  readonly spreads?: boolean;
  readonly reachableAnswered?: boolean;
  readonly duplicateOfAnother?: boolean;
  readonly mayReopen?: boolean;
  readonly failedIn?: RequestState | null;
}

type Condition =
  | Exclude<keyof RequestFacts, 'type' | 'failedIn'>
  | 'atOnce'
  | 'reviewed'
  | 'identityIfNeeded'
  | 'coolingType'
  | 'noCoolingType'
  | 'nothingToSpread'
  | 'isFailedStep';

export interface RequestTransition {
  readonly from: RequestState;
  readonly to: RequestState;
  readonly who: readonly RequestActor[];
  readonly needs: readonly Condition[];
}

const MANAGER: readonly RequestActor[] = ['manager'];
const SYSTEM: readonly RequestActor[] = ['system'];
const CREW: readonly RequestActor[] = ['staff', 'manager'];
const ANYONE: readonly RequestActor[] = ['person', 'staff', 'manager'];

const rows = (
  from: readonly RequestState[],
  to: RequestState,
  who: readonly RequestActor[],
  needs: readonly Condition[] = [],
): readonly RequestTransition[] => from.map((state) => ({ from: state, to, who, needs }));

const DECISION: readonly Condition[] = ['identityIfNeeded', 'decidedByAnother'];

/** The table of 4.4. What is not in it cannot happen. */
export const REQUEST_TRANSITIONS: readonly RequestTransition[] = [
  ...rows(['received'], 'id_pending', [...ANYONE, 'system'], ['identityDoubted']),
  ...rows(['received', 'id_pending'], 'triage', [...ANYONE, 'system'], ['reviewed', 'identityIfNeeded']),
  ...rows(['received'], 'executing', [...ANYONE, 'system'], ['atOnce']),
  ...rows(['id_pending'], 'refused', MANAGER, ['decidedByAnother', 'reasonGiven', 'letter']),
  ...rows(['triage', 'review'], 'clarify', MANAGER, ['letter']),
  ...rows(['triage', 'clarify'], 'review', [...CREW, 'system'], ['identityIfNeeded']),
  ...rows(['triage'], 'duplicate', CREW, ['identityIfNeeded', 'duplicateOfAnother']),
  ...rows(['review'], 'approved', MANAGER, [...DECISION, 'dryRunMatches', 'nothingBlocked']),
  ...rows(['review'], 'partial', MANAGER, [...DECISION, 'dryRunMatches', 'nothingBlocked', 'holdsListed']),
  ...rows(['review'], 'refused', MANAGER, ['decidedByAnother', 'reasonGiven', 'letter']),
  ...rows(['approved', 'partial'], 'cooling', [...MANAGER, 'system'], ['coolingType']),
  ...rows(['approved', 'partial'], 'executing', [...MANAGER, 'system'], ['noCoolingType']),
  ...rows(['cooling'], 'executing', [...MANAGER, 'system'], ['coolingOver']),
  ...rows(['executing'], 'review', SYSTEM, ['dryRunChanged']),
  ...rows(['executing'], 'propagating', SYSTEM, ['spreads']),
  ...rows(['executing'], 'completed', SYSTEM, ['nothingToSpread', 'proof', 'letter']),
  ...rows(['propagating'], 'verifying', SYSTEM, ['reachableAnswered']),
  ...rows(['verifying'], 'completed', SYSTEM, ['proof', 'letter']),
  ...rows(['executing', 'propagating', 'verifying'], 'failed_retrying', SYSTEM),
  ...rows(['failed_retrying'], 'executing', [...MANAGER, 'system'], ['isFailedStep']),
  ...rows(['failed_retrying'], 'propagating', [...MANAGER, 'system'], ['isFailedStep']),
  ...rows(['failed_retrying'], 'verifying', [...MANAGER, 'system'], ['isFailedStep']),
  ...rows(['received', 'id_pending', 'triage', 'clarify', 'review', 'cooling'], 'cancelled', ANYONE),
  ...rows(['refused', 'completed', 'duplicate', 'cancelled'], 'closed', [...MANAGER, 'system']),
  ...rows(['refused', 'completed', 'closed'], 'triage', MANAGER, ['mayReopen', 'identityIfNeeded']),
];

const meets = (condition: Condition, to: RequestState, facts: RequestFacts): boolean => {
  switch (condition) {
    case 'atOnce':
      return isAtOnce(facts.type);
    case 'reviewed':
      return needsReview(facts.type);
    case 'identityIfNeeded':
      return !needsIdentity(facts.type) || facts.identityVerified === true;
    case 'coolingType':
      return facts.type === 'erasure';
    case 'noCoolingType':
      return facts.type !== 'erasure';
    case 'nothingToSpread':
      return facts.spreads !== true;
    case 'isFailedStep':
      return facts.failedIn === to;
    case 'dryRunMatches':
      return facts.type !== 'erasure' || facts.dryRunMatches === true;
    case 'nothingBlocked':
      return facts.type !== 'erasure' || facts.nothingBlocked === true;
    default:
      return facts[condition] === true;
  }
};

export type RequestMove =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: Condition | 'no_such_transition' | 'not_allowed' };

/** Whether a request may go from one state to another; the first thing that is missing otherwise. */
export const decideMove = (
  from: RequestState,
  to: RequestState,
  who: RequestActor,
  facts: RequestFacts,
): RequestMove => {
  const row = REQUEST_TRANSITIONS.find((one) => one.from === from && one.to === to);
  if (!row) return { ok: false, why: 'no_such_transition' };
  if (!row.who.includes(who)) return { ok: false, why: 'not_allowed' };
  const missing = row.needs.find((condition) => !meets(condition, to, facts));
  return missing === undefined ? { ok: true } : { ok: false, why: missing };
};

const SETTLED: readonly RequestState[] = ['refused', 'completed', 'duplicate', 'cancelled'];
/** Answered: what remains is to close. */
export const isSettled = (state: RequestState): boolean => SETTLED.includes(state);
/** Waits for an answer: its deadline runs. */
export const isOpen = (state: RequestState): boolean => !isSettled(state) && state !== 'closed';

export interface ExtensionFacts {
  readonly state: RequestState;
  readonly now: number;
  readonly dueAt: number;
  readonly extendedUntil: number | null;
  readonly reasonGiven: boolean;
  readonly letterSent: boolean;
}

export type ExtensionFault = 'not_open' | 'twice' | 'too_late' | 'no_reason' | 'no_letter';

/** Once, before the first due date, with a reason and a letter (GDPR 12(3)); null when it may be. */
export const extensionFault = (facts: ExtensionFacts): ExtensionFault | null => {
  if (!isOpen(facts.state)) return 'not_open';
  if (facts.extendedUntil !== null) return 'twice';
  if (facts.now > facts.dueAt) return 'too_late';
  if (!facts.reasonGiven) return 'no_reason';
  return facts.letterSent ? null : 'no_letter';
};

/** Within 30 days of closing; what is settled but not closed may be reopened at any time. */
export const mayReopen = (closedAt: number | null, now: number): boolean =>
  closedAt === null || now <= closedAt + REOPEN_MS;

/** The highest escalation step reached after so many days, or 0. */
export const escalationStep = (days: number): number =>
  ESCALATION_DAYS.filter((day) => days >= day).at(-1) ?? 0;
