/**
 * How the audit trail can fail its check. `altered`: a row does not say what was signed; `deleted`: rows are missing
 * between others; `reordered`: the following row stands elsewhere; `truncated`: the last rows were taken away;
 * `old-database`: the database knows less than this terminal noted already; `no-anchor`: the note outside the database
 * is gone or is not this terminal's.
 */
export const AUDIT_BREAKS = [
  'altered',
  'deleted',
  'reordered',
  'truncated',
  'old-database',
  'no-anchor',
] as const;
export type AuditBreak = (typeof AUDIT_BREAKS)[number];
