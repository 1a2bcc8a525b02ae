import type { Migration } from './types.ts';

export const linkedDrafts: Migration = {
  version: 90,
  name: 'linked-drafts',
  up: (_run, exec) =>
    exec('ALTER TABLE draft ADD COLUMN linked_to TEXT REFERENCES orders (order_id) ON DELETE SET NULL;'),
};
