import type { Migration } from './types.ts';

/** Whether a draft gets an index print: its items are made when the order is placed. */
export const indexPrint: Migration = {
  version: 410,
  name: 'index-print',
  up: (_run, exec) =>
    exec(
      'ALTER TABLE draft ADD COLUMN index_print INTEGER NOT NULL DEFAULT 0 CHECK (index_print IN (0, 1));',
    ),
};
