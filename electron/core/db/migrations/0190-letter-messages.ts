import type { Migration } from './types.ts';

/** The message that a letter went out as, so that the desk can say how far it came; null for paper and own mail. */
export const letterMessages: Migration = {
  version: 190,
  name: 'letter-messages',
  up: (_run, exec) => exec('ALTER TABLE privacy_letter ADD COLUMN message_id TEXT;'),
};
