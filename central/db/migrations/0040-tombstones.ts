import type { Migration } from './migration.ts';

/** Who was erased is remembered until no terminal and no backup can bring them back (privacy specification 4.5). */
export const tombstones: Migration = {
  version: 40,
  script: `
CREATE INDEX tombstone_at ON tombstone (at);
GRANT DELETE ON tombstone TO lete_erase;
`,
};
