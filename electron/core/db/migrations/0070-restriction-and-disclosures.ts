import type { Migration } from './types.ts';

const RESTRICTION = `
ALTER TABLE person ADD COLUMN restricted_at INTEGER;
`;

export const restrictionAndDisclosures: Migration = {
  version: 70,
  name: 'restriction-and-disclosures',
  up: (_run, exec) => exec([RESTRICTION].join('\n')),
};
