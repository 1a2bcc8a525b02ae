import type { CoreDeps } from './call/deps.ts';
import type { ComposedSync } from './composeSync.ts';
import type { CoreOptions } from './coreOptions.ts';
import type { OpenDatabase } from './db/open.ts';
import { createBackupsHandlers } from './features/backups/index.ts';
import { hasVisit } from './features/drafts/index.ts';
import { freeBytesOn } from './features/output/index.ts';
import { isBuilding } from './features/production/index.ts';

interface BackupsOptions extends Pick<CoreOptions, 'shell'> {
  readonly deps: CoreDeps;
  readonly database: OpenDatabase;
}

/** Backups, with what other features know of whether one may be restored now. */
export const composeBackups = (
  { deps, database, shell }: BackupsOptions,
  { unsentFiles }: Pick<ComposedSync, 'unsentFiles'>,
) =>
  createBackupsHandlers({
    ...deps,
    database,
    shell,
    hasVisit,
    isBuilding,
    unsentFiles,
    freeBytes: freeBytesOn,
  });
