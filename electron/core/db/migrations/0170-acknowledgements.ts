import type { Migration } from './types.ts';

/** Who has confirmed an erasure besides this terminal, or was told of it: what later versions of its certificate name. */
export const acknowledgements: Migration = {
  version: 170,
  name: 'acknowledgements',
  up: (_run, exec) =>
    exec(`CREATE TABLE erasure_terminal (
      cmd_id TEXT NOT NULL REFERENCES erasure_job (cmd_id) ON DELETE CASCADE,
      terminal_id TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('done', 'running', 'failed', 'pending_offline')),
      since INTEGER NOT NULL,
      PRIMARY KEY (cmd_id, terminal_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE erasure_recipient (
      cmd_id TEXT NOT NULL REFERENCES erasure_job (cmd_id) ON DELETE CASCADE,
      task_id TEXT NOT NULL,
      PRIMARY KEY (cmd_id, task_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX erasure_recipient_task ON erasure_recipient (task_id);`),
};
