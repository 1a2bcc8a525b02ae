import type { Migration } from './migration.ts';

/** Ops whose bodies are still there, by age: each hour the old ones are emptied, and all ops ever are many. */
export const opBodies: Migration = {
  version: 370,
  script: `
CREATE INDEX op_bodies ON op (received_at) WHERE body IS NOT NULL AND status <> 'deferred';
`,
};
