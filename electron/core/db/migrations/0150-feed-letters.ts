import type { Migration } from './types.ts';

/** What came by the feed and could not be taken over here, by id alone: it is asked of central again. */
export const feedLetters: Migration = {
  version: 150,
  name: 'feed-letters',
  up: (_run, exec) =>
    exec(`CREATE TABLE feed_letter (
      entity TEXT NOT NULL,
      entity_id TEXT NOT NULL,
      -- 'unread': of a shape that this version does not know; 'failed': it does not fit into what is here.
      code TEXT NOT NULL CHECK (code IN ('unread', 'failed')),
      at INTEGER NOT NULL,
      -- Another version may know better: it tries by itself.
      app_version TEXT NOT NULL,
      PRIMARY KEY (entity, entity_id)
    ) STRICT, WITHOUT ROWID`),
};
