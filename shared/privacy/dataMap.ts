import type { ColumnEntry, Entry, FileEntry } from './entry.ts';
import { draftColumns } from './map/drafts.ts';
import { erasureColumns } from './map/erasure.ts';
import { disclosureColumns } from './map/disclosures.ts';
import { fileClasses } from './map/files.ts';
import { logSinks } from './map/logs.ts';
import { messageColumns } from './map/messages.ts';
import { orderColumns } from './map/orders.ts';
import { outputColumns } from './map/output.ts';
import { payloads } from './map/payloads.ts';
import { consentColumns } from './map/consents.ts';
import { peopleColumns } from './map/people.ts';
import { requestColumns } from './map/requests.ts';
import { syncColumns } from './map/sync.ts';
import { terminalColumns } from './map/terminal.ts';

/** Raised with each change of the map; ledger and certificates name it. */
export const MAP_VERSION = 1;

/** Every column of the terminal's database. */
export const COLUMNS: readonly ColumnEntry[] = [
  ...terminalColumns,
  ...draftColumns,
  ...peopleColumns,
  ...consentColumns,
  ...orderColumns,
  ...outputColumns,
  ...messageColumns,
  ...erasureColumns,
  ...disclosureColumns,
  ...requestColumns,
  ...syncColumns,
];

/** Every class of files. */
export const FILE_CLASSES: readonly FileEntry[] = fileClasses;

/**
 * Every place where data lies: the only source of retention, erasure, access export, restriction, the register of
 * processing and the notice's list of periods (privacy specification 3). What is not here fails the build.
 */
export const DATA_MAP: readonly Entry[] = [...COLUMNS, ...FILE_CLASSES, ...logSinks, ...payloads];

/** The classes a path below the data folder belongs to (`/` between folders): one, or the map is wrong. */
export const fileClassesOf = (path: string): readonly FileEntry[] =>
  FILE_CLASSES.filter((entry) => entry.path?.test(path) === true);
