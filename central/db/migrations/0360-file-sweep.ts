import type { Migration } from './migration.ts';

/**
 * When a stored photo was last read back and found whole; null since it was stored, which proved it as well. The index is
 * the order in which they are read again.
 */
export const fileSweep: Migration = {
  version: 360,
  script: `
ALTER TABLE file ADD COLUMN looked_at bigint;
CREATE INDEX file_look ON file ((coalesce(looked_at, verified_at))) WHERE state = 'verified';
`,
};
