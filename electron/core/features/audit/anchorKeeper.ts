import type { Log } from '../../log/log.ts';
import { describeError } from '../../log/log.ts';
import type { Signer } from '../../keys/signingKey.ts';
import { writeAnchor } from './anchor.ts';
import type { Link } from './entry.policy.ts';

export interface AnchorKeeper {
  /** Notes the newest head soon; several at once are one write. */
  readonly note: (head: Link) => void;
  /** Leaves the file as it is from now on: it contradicts the database, and is the only witness of that. */
  readonly freeze: () => void;
  /** Follows the database again, from this head on: a manager has accepted what the file proved. */
  readonly follow: (head: Link) => void;
  readonly settled: () => Promise<void>;
}

export interface AnchorKeeperDeps {
  readonly dataFolder: string;
  readonly signer: Signer;
  readonly log: Pick<Log, 'error'>;
}

/** Writes the anchor after commits, one write at a time and only the newest head. */
export const createAnchorKeeper = ({ dataFolder, signer, log }: AnchorKeeperDeps): AnchorKeeper => {
  let next: Link | null = null;
  let frozen = false;
  let last = 0;
  let writing: Promise<void> | null = null;

  const writeAll = async (): Promise<void> => {
    while (next !== null) {
      const head = next;
      next = null;
      await writeAnchor(dataFolder, signer, head).catch((error: unknown) =>
        log.error('audit-anchor-failed', describeError(error)),
      );
    }
    writing = null;
  };

  const freeze = (): void => {
    frozen = true;
    next = null;
  };
  const note = (head: Link): void => {
    // Rows were taken away while the terminal ran: the file that knows of them stays.
    if (head.seq < last) freeze();
    if (frozen) return;
    last = head.seq;
    next = head;
    writing ??= writeAll();
  };

  return {
    note,
    freeze,
    follow: (head) => {
      frozen = false;
      last = 0;
      note(head);
    },
    settled: async () => {
      await writing;
    },
  };
};
