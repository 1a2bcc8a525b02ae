import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { OpenDatabase } from '../../db/open.ts';
import type { FileKeys } from '../../keys/fileKeys.ts';
import type { Shell } from '../../ports/shell.ts';
import type { Counts } from './job/job.policy.ts';
import type { FileRuleDeps } from './rules/fileRules.ts';

/** An erasure as a ledger names it: by pseudonyms and order ids. */
export interface NamedErasure {
  readonly cmdId: string;
  readonly requestId: string;
  readonly subjectRefs: readonly string[];
  readonly orderRefs: readonly string[];
}

/** What became of an ordered erasure. `proof` is the SHA-256 of its certificate, where there is one. */
export interface Settled {
  readonly cmdId: string;
  readonly requestId: string;
  readonly result: 'proved' | 'retrying';
  readonly certificateId: string | null;
  readonly proof: string | null;
  readonly counts: Counts;
}

export interface ErasureDeps
  extends Pick<
      CoreDeps,
      'clock' | 'ids' | 'log' | 'folders' | 'read' | 'transact' | 'emit' | 'settings' | 'signer'
    >,
    FileRuleDeps,
    Pick<Shell, 'htmlToPdf'> {
  readonly database: Pick<OpenDatabase, 'rewrite' | 'emptyLog' | 'still' | 'backUpAside'>;
  /** 32 raw bytes, zeroed when the terminal closes. */
  readonly databaseKey: Uint8Array;
  readonly nativeBinding: string | null;
  readonly fileKeys: Pick<FileKeys, 'destroy'>;
  readonly appVersion: string;
  /** Ends all other work on the database; answers what begins it again. */
  readonly quiesce: () => Promise<() => void>;
  /** True while a customer is at the kiosk: nobody should wait for an erasure. */
  readonly hasVisit: () => boolean;
  /** Cancels what still waits to be sent to these people. */
  readonly cancelMessages: (tx: Tx, people: readonly PersonId[]) => void;
  /**
   * In the transaction that deletes these people, while they are still there: keeps their contacts free of marketing and
   * has the recipients of their data told (GDPR 17(2), 19).
   */
  readonly beforeDeletion: (tx: Tx, people: readonly PersonId[]) => void;
  /** Within the transaction that orders it at this terminal: central has to know. */
  readonly onOrdered?: (tx: Tx, named: NamedErasure) => void;
  /** Within the transaction that settles it. */
  readonly onSettled: (tx: Tx, settled: Settled) => void;
  /** Seconds to wait for a reader before an erasure is put off. */
  readonly patience?: number;
}
