import type { ConsentRecordDocument, ShownText, SubjectDocument } from '../consentDocument.ts';

/** A person's rights as central keeps them. */
export interface SubjectState {
  readonly version: number;
  readonly document: SubjectDocument;
}

const blank = (subjectRef: SubjectDocument['subjectRef']): SubjectState => ({
  version: 0,
  document: { subjectRef, restrictedAt: null, records: [], texts: [] },
});

const newOf = <T>(have: readonly T[], come: readonly T[], key: (one: T) => string): readonly T[] => {
  const known = new Set(have.map(key));
  return come.filter((one) => !known.has(key(one)));
};

/**
 * Adds consent events. They are facts: each counts once, in whatever order they come, and what they amount to is
 * folded by `consentStanding`, where a withdrawal wins ties (I8).
 */
export const addConsents = (
  state: SubjectState | null,
  subjectRef: SubjectDocument['subjectRef'],
  records: readonly ConsentRecordDocument[],
  texts: readonly ShownText[],
): SubjectState => {
  const now = state ?? blank(subjectRef);
  const added = newOf(now.document.records, records, ({ recordId }) => recordId);
  if (added.length === 0) return now;
  return {
    version: now.version + 1,
    document: {
      ...now.document,
      records: [...now.document.records, ...added],
      texts: [...now.document.texts, ...newOf(now.document.texts, texts, ({ sha256 }) => sha256)],
    },
  };
};

/** Takes a restriction in or lifts it. */
export const setRestricted = (
  state: SubjectState | null,
  subjectRef: SubjectDocument['subjectRef'],
  restrictedAt: number | null,
): SubjectState => {
  const now = state ?? blank(subjectRef);
  return { version: now.version + 1, document: { ...now.document, restrictedAt } };
};
