import type { Hold } from '../../../../../shared/contract/requests.ts';
import type { CallInput } from '../../../../../shared/contract/index.ts';
import { can } from '../../../../../shared/domain/permissions.ts';
import { COOLING_MS } from '../../../../../shared/privacy/requestStates.ts';
import {
  LAW_OF_REFUSAL,
  type LawRef,
  needsIdentity,
  parseRequestNumber,
} from '../../../../../shared/privacy/requestTypes.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { sendLetter } from '../letters/sendLetter.ts';
import { getRequestAt, moveTo } from '../move.ts';
import type { RequestsDeps } from '../requests.deps.ts';
import { type RequestRecord, saveRequest } from '../store/requests.store.ts';
import { addDecision, type Decision, peopleOf, setHolds, verificationOf } from '../store/sides.store.ts';
import { beginCooling } from './cooling.ts';
import { dryRunOf, isAnother } from './evidence.ts';

type Input = CallInput<'requests:decide'>;
type Approval = Extract<Input['decision'], { code: 'approve' | 'partial' }>;
type Refusal = Extract<Input['decision'], { code: 'refuse' }>;

export const assertManager = (tx: Tx): string =>
  tx.caller.staffId !== null && can(tx.caller.role, 'privacy.decide')
    ? tx.caller.staffId
    : reject('FORBIDDEN');

/** The last look before a deletion: the number of the request, typed by hand. */
export const assertTyped = (request: RequestRecord, typed: string | null): void => {
  if (request.type === 'erasure' && parseRequestNumber(typed ?? '') !== request.number)
    reject('NUMBER_MISMATCH');
};

const decided = (tx: Tx, request: RequestRecord, by: string, decision: Omit<Decision, 'at' | 'by'>): void => {
  addDecision(tx.db, request.requestId, { ...decision, at: tx.now, by });
  tx.audit('request.decide', request.requestId);
};

/** Intake is complete with the decision; from there on one reviews. */
const toReview = (tx: Tx, request: RequestRecord): RequestRecord =>
  request.state === 'triage' || request.state === 'clarify' ? moveTo(tx, request, { to: 'review' }) : request;

const assertDecidable = (tx: Tx, request: RequestRecord): void => {
  if (!needsIdentity(request.type)) return;
  if (!verificationOf(tx.db, request.requestId)) reject('IDENTITY_NEEDED');
  if (peopleOf(tx.db, request.requestId).length === 0) reject('NOBODY_FOUND');
};

const holdsOfDecision = (decision: Approval): readonly Hold[] =>
  decision.code === 'partial' ? decision.holds : [];

/** What an approval leads to: an erasure waits, everything else is carried out. */
const begun = (deps: RequestsDeps, tx: Tx, moved: RequestRecord): RequestRecord => {
  if (moved.type !== 'erasure') return moveTo(tx, moved, { to: 'executing' });
  const cooling = moveTo(tx, moved, {
    to: 'cooling',
    set: { coolingUntil: tx.now + COOLING_MS, orderedAt: null, provenAt: null },
  });
  beginCooling(deps, tx, cooling);
  // What the restriction itself wrote is part of what will be found; only what others change counts.
  return saveRequest(tx.db, { ...cooling, dryRunHash: dryRunOf(deps, tx.db, cooling, tx.now)?.hash ?? null });
};

const approve = (
  deps: RequestsDeps,
  tx: Tx,
  before: RequestRecord,
  decision: Approval,
  by: string,
): RequestRecord => {
  assertTyped(before, decision.typedNumber);
  assertDecidable(tx, before);
  const request = toReview(tx, before);
  const run = dryRunOf(deps, tx.db, request, tx.now);
  const items = run?.items ?? [];
  const kept = items
    .filter(({ what }) => what === 'stays')
    .map(({ at, law, until }): Hold => ({ field: at, law: law ?? '', until }));
  const holds = [...kept, ...holdsOfDecision(decision)];
  const partial = decision.code === 'partial' || holds.length > 0;
  const laws = holdsOfDecision(decision).map(({ law }) => law as LawRef);
  decided(tx, request, by, {
    code: partial ? 'partial' : 'approve',
    reason: null,
    lawRefs: [...new Set(laws)],
  });
  setHolds(tx.db, request.requestId, holds);
  const moved = moveTo(tx, request, {
    to: partial ? 'partial' : 'approved',
    facts: {
      decidedByAnother: isAnother(tx.db, request, tx.caller),
      dryRunMatches: run !== null && run.hash === decision.dryRunHash,
      nothingBlocked: run !== null && items.every(({ what }) => what !== 'blocked'),
      holdsListed: holds.length > 0,
    },
  });
  return begun(deps, tx, moved);
};

const refuse = (
  deps: RequestsDeps,
  tx: Tx,
  before: RequestRecord,
  decision: Refusal,
  by: string,
): RequestRecord => {
  const unproven = before.state === 'id_pending';
  if (unproven && decision.reason !== 'insufficient_verification') reject('IDENTITY_NEEDED');
  const request = toReview(tx, before);
  const lawRefs = [...new Set([LAW_OF_REFUSAL[decision.reason], ...decision.lawRefs])];
  decided(tx, request, by, { code: 'refuse', reason: decision.reason, lawRefs });
  const letter = sendLetter(deps, tx, request, { kind: 'refusal', way: decision.letter });
  return moveTo(tx, request, {
    to: 'refused',
    code: decision.reason,
    facts: { decidedByAnother: isAnother(tx.db, request, tx.caller), reasonGiven: true, letter },
  });
};

/** Approves, approves in part, refuses or asks back. The version and the dry run are those the manager saw. */
export const decide = (deps: RequestsDeps, tx: Tx, input: Input): RequestRecord => {
  const by = assertManager(tx);
  const request = getRequestAt(tx, input.privacyRequestId, input.version);
  const { decision } = input;
  switch (decision.code) {
    case 'approve':
    case 'partial':
      return approve(deps, tx, request, decision, by);
    case 'refuse':
      return refuse(deps, tx, request, decision, by);
    case 'clarify': {
      decided(tx, request, by, { code: 'clarify', reason: null, lawRefs: [] });
      const letter = sendLetter(deps, tx, request, { kind: 'clarification', way: decision.letter });
      return moveTo(tx, request, { to: 'clarify', facts: { letter } });
    }
  }
};
