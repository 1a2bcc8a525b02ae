import type { Migration } from './types.ts';

/** Photos over a store's hub (ADR 0027): what the hub has, and what came from another terminal by this way. */
export const hubFiles: Migration = {
  version: 450,
  name: 'hub-files',
  up: (_run, exec) => {
    // The hub has it: which says nothing about central.
    exec('ALTER TABLE sync_file ADD COLUMN hub INTEGER NOT NULL DEFAULT 0 CHECK (hub IN (0, 1))');
    // When it came within the store, UTC ms: whoever took it brings it to central, and others only after a while.
    exec('ALTER TABLE sync_file ADD COLUMN relayed_at INTEGER');
  },
};
