import type { HoldId } from './holds.ts';
import type { Basis, Purpose } from './purposes.ts';
import type { RetentionRule } from './retentionRules.ts';

export const PERSONAL = [
  'none',
  'contact',
  'content',
  'address',
  'commercial',
  'pseudonym',
  'staff',
  'secret',
] as const;
export type Personal = (typeof PERSONAL)[number];

export const SUBJECTS = ['customer', 'staff', 'nobody'] as const;
export type Subject = (typeof SUBJECTS)[number];

export const ERASE = [
  'delete-row',
  'set-null',
  'delete-file-and-key',
  /** The pseudonym stays and points at nobody once the map row is gone. */
  'cut-link',
  /** Needs a hold. */
  'keep-by-law',
  /** A staff member's or the terminal's own: no customer's erasure touches it. */
  'not-personal',
] as const;
export type Erase = (typeof ERASE)[number];

/** What a restricted person's data does: `hide` from staff, `block` each use, `allow`. */
export const RESTRICT = ['hide', 'block', 'allow'] as const;
export type Restrict = (typeof RESTRICT)[number];

/** The section of the access package that shows it, or why none does. */
export const ACCESS = [
  'profile',
  'orders',
  'payments',
  'messages',
  'consents',
  'disclosures',
  'requests',
  'files',
  'never:not-personal',
  /** A second form of a value that is shown elsewhere. */
  'never:derived',
  /** Names of staff and secrets of the terminal. */
  'never:others-rights',
  'never:security',
] as const;
export type Access = (typeof ACCESS)[number];

export const SYNC = ['none', 'up', 'down', 'both'] as const;
export type Sync = (typeof SYNC)[number];

/** Who outside the store gets it. */
export const RECIPIENTS = [
  'customer',
  'lab',
  'courier',
  'mailer',
  'accounting',
  'authority',
  'successor',
] as const;
export type RecipientKind = (typeof RECIPIENTS)[number];

/** The made-up values the erasure test looks for; which of them must be found in an entry before an erasure. */
export const CANARIES = [
  'name',
  'email',
  'phone',
  'phone-tail',
  'address',
  'photo',
  'file-name',
  'note',
  'sale',
  'claim-code',
  'order-number',
  'order-id',
  'person-id',
  'photo-id',
  'status-token',
  'subject-ref',
  /** The keyed hash of the contact. */
  'suppression',
  'request',
  'staff',
  'key',
] as const;
export type Canary = (typeof CANARIES)[number];

/** What is said of each place where data lies (privacy specification 3). */
export interface Traits {
  readonly personal: Personal;
  readonly subject: Subject;
  readonly purpose: readonly Purpose[];
  readonly basis: Basis;
  /** Null only for what is about nobody. */
  readonly retention: RetentionRule | null;
  readonly hold: HoldId | null;
  readonly erase: Erase;
  readonly restrict: Restrict;
  readonly access: Access;
  readonly sync: Sync;
  readonly recipients: readonly RecipientKind[];
  readonly canary: Canary | null;
}

/** One column `table.column`, or an index or trigger that holds values of its own, `index:name`. */
export interface ColumnEntry extends Traits {
  readonly store: 'terminal';
  readonly at: string;
}

/** One class of files below the data folder, or below a folder set up for the lab. */
export interface FileEntry extends Traits {
  readonly store: 'file';
  readonly at: string;
  /** Of the path below the data folder, `/` between folders. Null: outside the data folder, or in memory only. */
  readonly path: RegExp | null;
  /** The modules that write it; nobody else may (D3). Empty: the runtime's own, or not on disk. */
  readonly writers: readonly string[];
  readonly note: string;
}

/** One sink of a log with the fields it may hold. */
export interface LogEntry extends Traits {
  readonly store: 'log';
  readonly at: string;
  readonly fields: readonly string[];
}

/** One outgoing payload or paper with the fields it may hold. */
export interface PayloadEntry extends Traits {
  readonly store: 'payload';
  readonly at: string;
  readonly fields: readonly string[];
}

export type Entry = ColumnEntry | FileEntry | LogEntry | PayloadEntry;
