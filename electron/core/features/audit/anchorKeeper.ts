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

  return {
    note: (head) => {
      if (frozen) return;
      next = head;
      writing ??= writeAll();
    },
    freeze: () => {
      frozen = true;
      next = null;
    },
    settled: async () => {
      await writing;
    },
  };
};
