import type { Scope } from '../rules/scope.ts';
import type { SearchValue } from './spellings.policy.ts';

/* What core's thread and the searching thread say to each other; one thread for one search. */

/** Every place that is searched, as the certificate names them. */
export const STORES = [
  'database',
  'database-log',
  'key-files',
  'originals',
  'production',
  'tickets',
  'exports',
  'scratch',
  'logs',
  'profile',
  'backups',
  'other',
] as const;
export type StoreId = (typeof STORES)[number];

export interface ScanRequest {
  /** 32 raw bytes. */
  readonly key: Uint8Array;
  readonly nativeBinding: string | null;
  readonly dataFolder: string;
  /** Folders outside the data folder that production writes to. */
  readonly productionFolders: readonly string[];
  /** Print files of the person's orders, absolute. */
  readonly printFiles: readonly string[];
  /** Backups that must not hold the person any more. */
  readonly backups: readonly string[];
  /** `everywhere-unexplained`: finds are counted and not compared with anybody's rows. */
  readonly places: 'everywhere' | 'everywhere-unexplained' | 'backups';
  readonly values: readonly SearchValue[];
  /** A random text planted in the database: a search that does not find it saw nothing. */
  readonly marker: string;
  readonly scope: Scope;
  /** Columns `table.column` of the person's own rows that a law keeps. */
  readonly held: readonly string[];
}

export interface StoreFinding {
  readonly files: number;
  readonly bytes: number;
  /** Finds in all, and those that no other person's live row and no hold accounts for. */
  readonly hits: number;
  readonly unexplained: number;
  /** Pages and files that could not be read. */
  readonly unreadable: number;
}

/** Counts only: no value comes back. */
export interface ScanResult {
  readonly stores: Readonly<Record<StoreId, StoreFinding>>;
  /** Kinds of value found at least once in the database or its log. */
  readonly kindsInDatabase: readonly SearchValue['kind'][];
  readonly markerFound: boolean;
}
