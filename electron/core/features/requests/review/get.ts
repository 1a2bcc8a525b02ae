import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import type { RequestAction, RequestDetail } from '../../../../../shared/contract/requests.ts';
import { maskEmail } from '../../../../../shared/domain/email.ts';
import { maskPhone } from '../../../../../shared/domain/phone.ts';
import type { DryRun } from '../../../../../shared/privacy/dryRun.ts';
import { extensionFault, isSettled, mayReopen } from '../../../../../shared/privacy/requestStates.ts';
import { needsIdentity } from '../../../../../shared/privacy/requestTypes.ts';
import type { QueryContext, Tx } from '../../../call/context.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { letterStates } from '../../messages/index.ts';
import { reachable } from '../letters/sendLetter.ts';
import { getRequest, note } from '../move.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import { knownTime } from '../run/tick.ts';
import { openText, openWho, type ToldWho } from '../sealed.ts';
import { findRequest, type RequestRecord } from '../store/requests.store.ts';
import {
  correctionsOf,
  decisionOf,
  holdsOf,
  lettersOf,
  peopleOf,
  stepsOf,
  targetsOf,
  verificationOf,
} from '../store/sides.store.ts';
import { assertManager } from './decide.ts';
import { dryRunOf, isAnother, staffNameOf } from './evidence.ts';
import { rowOf } from './list.ts';

const SHOWN_MS = 15 * 60_000;

/** Shows contact and wanted corrections to this manager for a while; the viewing is recorded. */
export const viewRequest = (
  tx: Tx,
  { privacyRequestId }: CallInput<'requests:view'>,
): Record<string, never> => {
  const viewedBy = assertManager(tx);
  note(tx, getRequest(tx, privacyRequestId), 'viewed', { viewedBy, viewedAt: tx.now });
  tx.audit('request.view', privacyRequestId);
  return {};
};

const masked = ({ way, value }: ToldWho): string => {
  if (way === 'order') return value;
  return way === 'email' ? maskEmail(value) : maskPhone(value);
};

const DECIDABLE = ['triage', 'clarify', 'review'] as const;
const CANCELLABLE = ['received', 'id_pending', 'triage', 'clarify', 'review', 'cooling'] as const;
const among = (states: readonly string[], { state }: RequestRecord): boolean => states.includes(state);

interface Seen {
  readonly run: DryRun | null;
  readonly another: boolean;
  readonly verified: boolean;
  readonly people: number;
  readonly now: number;
}

/** What core would let this manager do; each call checks for itself all the same. */
export const actionsOf = (r: RequestRecord, seen: Seen): RequestAction[] => {
  const decidable = among(DECIDABLE, r) && seen.another;
  const known = !needsIdentity(r.type) || (seen.verified && seen.people > 0);
  const free = r.type !== 'erasure' || (seen.run?.items.every(({ what }) => what !== 'blocked') ?? false);
  const stays = seen.run?.items.some(({ what }) => what === 'stays') ?? false;
  const extension = { ...r, now: seen.now, reasonGiven: true, letterSent: true };
  const allowed: readonly (readonly [RequestAction, boolean])[] = [
    ['approve', decidable && known && free && !stays],
    ['partial', decidable && known && free],
    ['refuse', decidable || (r.state === 'id_pending' && seen.another)],
    ['clarify', r.state === 'triage' || r.state === 'review'],
    ['extend', extensionFault(extension) === null],
    ['skipCooling', r.state === 'cooling'],
    ['cancel', among(CANCELLABLE, r)],
    ['linkDuplicate', r.state === 'triage'],
    ['answered', r.state === 'executing' && (r.failure === 'letter_needed' || r.failure === 'answer_needed')],
    ['retry', r.state === 'failed_retrying'],
    ['close', isSettled(r.state)],
    ['reopen', among(['refused', 'completed', 'closed'], r) && mayReopen(r.closedAt, seen.now)],
    ['verifyInPerson', r.state === 'id_pending'],
  ];
  return allowed.filter(([, is]) => is).map(([action]) => action);
};

const named = (db: ReadableDb) => (staffId: string | null) => staffNameOf(db, staffId);

/** The rows of history, letters and decisions, each with the name of who did it. */
const trailOf = (db: ReadableDb, { requestId }: RequestRecord) => {
  const nameOf = named(db);
  const verification = verificationOf(db, requestId);
  const decision = decisionOf(db, requestId);
  const sending = letterStates(db, requestId);
  return {
    verification: verification ? { ...verification, by: nameOf(verification.by) } : null,
    decision: decision ? { ...decision, by: nameOf(decision.by), lawRefs: [...decision.lawRefs] } : null,
    holds: holdsOf(db, requestId),
    letters: lettersOf(db, requestId).map(({ messageId, ...letter }) => ({
      ...letter,
      by: nameOf(letter.by),
      sending: (messageId === null ? undefined : sending.get(messageId)) ?? null,
    })),
    targets: [...targetsOf(db, requestId)],
    history: stepsOf(db, requestId).map((step) => ({ ...step, by: nameOf(step.by) })),
  };
};

/** Contact and wanted corrections: masked, or in clear to the manager who opened them. */
const saidBy = (deps: RequestsDeps, db: ReadableDb, r: RequestRecord, shown: boolean) => {
  const who = openWho(deps.contactKey, r.requestId, r.contactEnc);
  return {
    contact: who === null ? null : shown ? who.value : masked(who),
    contactShown: shown,
    corrections: correctionsOf(db, r.requestId).map(({ field, valueEnc }) => ({
      field,
      value: shown ? openText(deps.contactKey, r.requestId, valueEnc) : null,
    })),
  };
};

/** Everything a decision needs: evidence, the dry run, who did what. */
export const detailOf = (
  deps: RequestsDeps,
  q: QueryContext,
  { privacyRequestId }: CallInput<'requests:get'>,
): CallOutput<'requests:get'> => {
  const r = getRequest(q, privacyRequestId);
  const now = knownTime(q);
  const people = peopleOf(q.db, r.requestId).length;
  const verified = verificationOf(q.db, r.requestId) !== undefined;
  const another = isAnother(q.db, r, q.caller);
  const run = among([...DECIDABLE, 'cooling'], r) ? dryRunOf(deps, q.db, r, now) : null;
  const shown = r.viewedBy === q.caller.staffId && r.viewedAt !== null && q.now < r.viewedAt + SHOWN_MS;
  return {
    ...rowOf(deps, r, now),
    ...trailOf(q.db, r),
    ...saidBy(deps, q.db, r, shown),
    version: r.version,
    locale: r.locale,
    mayDecide: another,
    mayMessage: reachable(deps, q.db, r) !== null,
    actions: actionsOf(r, { run, another, verified, people, now }),
    intakeBy: staffNameOf(q.db, r.intakeStaff),
    people,
    scope: [...r.scope],
    dryRun: run,
    coolingUntil: r.coolingUntil,
    certificateId: r.certificateId,
    duplicateOf: r.duplicateOf === null ? null : (findRequest(q.db, r.duplicateOf)?.number ?? null),
  } satisfies RequestDetail;
};
