import type { Migration } from './types.ts';

/** What is corrected on a photo: straightening, black-and-white, brightness; null where it is as taken. */
export const adjust: Migration = {
  version: 400,
  name: 'adjust',
  up: (_run, exec) =>
    exec(`ALTER TABLE draft_item ADD COLUMN adjust TEXT CHECK (adjust IS NULL OR json_valid(adjust));
ALTER TABLE order_item ADD COLUMN adjust TEXT CHECK (adjust IS NULL OR json_valid(adjust));`),
};
