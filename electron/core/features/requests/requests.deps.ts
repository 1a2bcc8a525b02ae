import type { PersonId, PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { DryRun } from '../../../../shared/privacy/dryRun.ts';
import type { LegalCalendar } from '../../../../shared/privacy/legalCalendar.ts';
import type { RequestChannel } from '../../../../shared/privacy/requestTypes.ts';
import type { LetterKind, Letters, WrittenLetter } from '../../../../shared/privacy/requestLetters.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { Shell } from '../../ports/shell.ts';

/** Finds out what an erasure would do, and does it; its end is told to `RequestsFeature.onErasureSettled`. */
export interface Erasing {
  readonly dryRun: (db: ReadableDb, people: readonly PersonId[], now: number) => DryRun;
  readonly order: (
    tx: Tx,
    job: {
      readonly requestId: PrivacyRequestId;
      readonly people: readonly PersonId[];
      readonly dryRunHash: string;
    },
  ) => void;
}

export interface Restricting {
  readonly restrict: (tx: Tx, people: readonly PersonId[]) => void;
  readonly lift: (tx: Tx, people: readonly PersonId[]) => void;
  readonly isRestricted: (db: ReadableDb, personId: PersonId) => boolean;
}

/** A contact as it is stored with an order: normalised. */
export interface KnownContact {
  readonly way: 'email' | 'sms';
  readonly value: string;
}

/** Whom marketing ends for, and how it was asked. */
export interface MarketingSubject {
  readonly people: readonly PersonId[];
  /** As it was told; null where an order's number was. */
  readonly contact: KnownContact | null;
  readonly channel: RequestChannel;
}

/** Ends marketing to these people and to this contact, known or not (GDPR 7(3), 21(3)). */
export interface EndingMarketing {
  readonly object: (tx: Tx, about: MarketingSubject) => void;
  readonly withdraw: (tx: Tx, about: MarketingSubject) => void;
}

/** Builds an access package; its end is told to `RequestsFeature.onPackageReady`. */
export interface Packaging {
  readonly order: (
    tx: Tx,
    job: {
      readonly requestId: PrivacyRequestId;
      readonly people: readonly PersonId[];
      readonly kind: 'access' | 'portability';
    },
  ) => void;
  /** Requests whose package is to be handed over, or was within the hour. */
  readonly toHandOver: (db: ReadableDb) => readonly PrivacyRequestId[];
}

/** Sends a letter of a request to the person's known contact; answers its message, null where it may not go out. */
export interface Notifying {
  /** Whether letters can go this way now. */
  readonly can: (way: KnownContact['way']) => boolean;
  readonly send: (
    tx: Tx,
    letter: {
      readonly kind: LetterKind;
      readonly personId: PersonId;
      readonly requestId: PrivacyRequestId;
      readonly locale: Locale;
      readonly channel: 'email' | 'sms';
      readonly letter: WrittenLetter;
      /** UTC ms after which it is of no use; null for none. */
      readonly until: number | null;
    },
  ) => string | null;
}

/** What other features do for a request. Null is not there: the request then waits and says so, never "done". */
export interface RequestPorts {
  readonly erasing: Erasing | null;
  readonly restricting: Restricting | null;
  readonly endingMarketing: EndingMarketing | null;
  readonly packaging: Packaging | null;
  readonly notifying: Notifying | null;
}

export type RequestsDeps = Pick<
  CoreDeps,
  'clock' | 'ids' | 'log' | 'read' | 'transact' | 'settings' | 'folders'
> &
  Pick<Shell, 'htmlToPdf'> & {
    /** Seals contacts and wanted corrections, and keys the digests of codes. */
    readonly contactKey: Uint8Array;
    readonly calendar: LegalCalendar;
    readonly letters: Letters;
    readonly ports: RequestPorts;
  };
