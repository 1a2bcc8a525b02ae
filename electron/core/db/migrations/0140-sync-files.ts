import type { Migration } from './types.ts';

/** Files that went bad on this disk before central had them; and copies that are no longer here. */
export const syncFiles: Migration = {
  version: 140,
  name: 'sync-files',
  up: (_run, exec) => {
    exec('ALTER TABLE sync_file ADD COLUMN damaged_at INTEGER');
    exec(`CREATE TRIGGER sync_file_deleted AFTER UPDATE OF files_deleted_at ON orders
      WHEN NEW.files_deleted_at IS NOT NULL
      BEGIN UPDATE sync_file SET local = 'deleted' WHERE order_id = NEW.order_id; END`);
  },
};
