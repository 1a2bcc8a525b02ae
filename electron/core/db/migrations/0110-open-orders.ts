import type { Migration } from './types.ts';

/** What somebody has open is asked when they leave the counter. */
export const openOrders: Migration = {
  version: 110,
  name: 'open-orders',
  up: (_run, exec) => exec('CREATE INDEX orders_open_by ON orders (open_by) WHERE open_by IS NOT NULL;'),
};
