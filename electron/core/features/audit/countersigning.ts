import type { CoreDeps } from '../../call/deps.ts';
import { type AuditHeads, centralOf } from '../sync/index.ts';
import { readHead } from './audit.store.ts';
import { isCountersigned, readCountersigned, writeCountersigned } from './countersigned.ts';
import { mayFollow } from './verify.ts';

type Deps = Pick<CoreDeps, 'folders' | 'log' | 'read' | 'signer'> & {
  /** Central holds another trail than this one. */
  readonly onContradiction: () => void;
};

/** What central countersigned is kept outside the database, and witnesses against one that was set back. */
export const createCountersigning = ({ folders, log, read, signer, onContradiction }: Deps): AuditHeads => ({
  next: async () => {
    const head = readHead(read);
    if (head === undefined) return null;
    const { seq, hash } = head;
    const known = await readCountersigned(folders.data, signer, read);
    if (known === null) return { chainId: signer.keyId, seq, hash, before: null };
    // What central knows is told again as well: whoever sets everything here back is told what central holds.
    if (!mayFollow(read, signer, known)) return null;
    return { chainId: signer.keyId, seq, hash, before: { seq: known.seq, hash: known.hash } };
  },
  take: async (answer) => {
    const central = centralOf(read);
    if (central === null || !isCountersigned(answer, signer, central)) {
      log.error('audit-countersign-refused', { seq: answer.seq });
      return;
    }
    await writeCountersigned(folders.data, answer);
    if (!mayFollow(read, signer, answer)) onContradiction();
  },
});
