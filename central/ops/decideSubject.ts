import { SubjectRef } from '../../shared/domain/ids.ts';
import type { OpBody } from '../../shared/sync/opBodies.ts';
import { addConsents, setRestricted, type SubjectState } from '../../shared/sync/rules/subjectState.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { type Decision, type KnownOp, refused } from './decision.ts';
import type { WorkingSet } from './workingSet.ts';

const decided = (set: WorkingSet, before: SubjectState | undefined, state: SubjectState): Decision => {
  if (state === before) return { status: 'already', code: null, version: state.version };
  set.putSubject(state);
  return { status: 'applied', code: null, version: state.version };
};

/** A person's rights: consents are added once each, and a restriction is taken in or lifted. */
export const decideSubject = (set: WorkingSet, terminal: Terminal, { op, key, body }: KnownOp): Decision => {
  const subjectRef = SubjectRef.parse(op.header.entityId);
  const before = set.subject(subjectRef);
  if (key === 'subject.restricted@1') {
    const { restrictedAt } = body as OpBody<'subject.restricted@1'>;
    if (before !== undefined && before.document.restrictedAt === restrictedAt)
      return { status: 'already', code: null, version: before.version };
    return decided(set, before, setRestricted(before ?? null, subjectRef, restrictedAt));
  }
  const { records, texts } = body as OpBody<'consents.recorded@1'>;
  if (records.some((record) => record.subjectRef !== subjectRef || record.shopId !== terminal.shopId))
    return refused('entity_mismatch', before?.version ?? null);
  return decided(set, before, addConsents(before ?? null, subjectRef, records, texts));
};
