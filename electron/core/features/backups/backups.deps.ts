import type { CoreDeps } from '../../call/deps.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { OpenDatabase } from '../../db/open.ts';
import type { Shell } from '../../ports/shell.ts';

export interface BackupsDeps extends Pick<CoreDeps, 'folders' | 'log'> {
  readonly database: Pick<OpenDatabase, 'backups' | 'backUpAside'>;
  readonly shell: Pick<Shell, 'reopen'>;
  /** A customer is being served at the kiosk. */
  readonly hasVisit: (db: ReadableDb) => boolean;
  /** Files for a lab are being written. */
  readonly isBuilding: (db: ReadableDb) => boolean;
  /** Photos that central still lacks. */
  readonly unsentFiles: () => number;
  readonly freeBytes: (folder: string) => Promise<number>;
}
