import type { Migration } from './migration.ts';

/** When retention looks at an order's contact (UTC ms); null once there is nothing left to take off. */
export const oldContacts: Migration = {
  version: 340,
  script: `
ALTER TABLE orders ADD COLUMN look_at bigint DEFAULT 0;
CREATE INDEX orders_look_at ON orders (look_at) WHERE look_at IS NOT NULL;
GRANT UPDATE (document, email, phone, subject_ref, look_at) ON orders TO lete_erase;
`,
};
