import type { Migration } from './migration.ts';

/** An op that was put off gets its answer, with the version it led to, once central knows its type. */
export const deferredOps: Migration = {
  version: 30,
  script: `
GRANT UPDATE (version) ON op TO lete_erase;
CREATE INDEX op_deferred ON op (received_at) WHERE status = 'deferred';
`,
};
