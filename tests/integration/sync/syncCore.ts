import type { Tx } from '../../../electron/core/call/context.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import type { NamedErasure } from '../../../electron/core/features/erasure/index.ts';
import { createSyncFeature, recordOp } from '../../../electron/core/features/sync/index.ts';
import { SubjectRef } from '../../../shared/domain/ids.ts';
import { createTestCore, type TestCore, type TestDeps } from '../harness/testCore.ts';
import type { Item } from './contractServer.ts';

export const CODE = '0'.repeat(26);

/** What other features would have done. */
export const seen = {
  items: [] as Item[],
  erasures: [] as NamedErasure[],
  opened: 0,
  /** Ids of what does not fit into their tables. */
  misfits: new Set<string>(),
  /** Called with each item. */
  onItem: (): void => undefined,
};

const featuresOf = (deps: TestDeps) => ({
  sync: createSyncFeature({
    ...deps,
    appVersion: '0.1.0',
    fileBacklog: () => ({ files: 0, bytes: 0 }),
    addresses: () => [],
    documentOf: () => undefined,
    signedVersions: { ids: () => [], find: () => undefined },
    applyRelayed: () => undefined,
    takeOver: (_tx, item) => {
      if (seen.misfits.has(item.id)) throw new Error('does not fit');
      seen.items.push(item);
      seen.onItem();
    },
    recordOpen: () => {
      seen.opened += 1;
    },
    auditHeads: { next: async () => null, take: async () => undefined },
    orderErasure: (_tx, named) => void seen.erasures.push(named),
    onLevel: () => undefined,
    onHubLevel: () => undefined,
    onFilesHere: () => undefined,
    freeBytes: async () => 0,
  }),
});
export type SyncCore = TestCore<ReturnType<typeof featuresOf>>;

/** A counter with the client of sync on the real encrypted database. */
export const createSyncCore = (): Promise<SyncCore> => {
  Object.assign(seen, { items: [], erasures: [], opened: 0, misfits: new Set(), onItem: () => undefined });
  return createTestCore(featuresOf);
};

export const refOf = (n: number): SubjectRef => SubjectRef.parse(n.toString(16).padStart(32, '0'));

/** A change of somebody's rights, about person `n`. */
export const restrict = (n: number) => (tx: Tx) =>
  recordOp(tx, {
    key: 'subject.restricted@1',
    entity: 'subject',
    entityId: refOf(n),
    subjects: [refOf(n)],
    orders: [],
    body: { restrictedAt: n },
  });

/** Records changes as commands do, and lets the loop know as the composition root does. */
export const record = (core: SyncCore, ...ns: readonly number[]): void => {
  for (const n of ns) core.deps.transact(restrict(n));
  core.features.sync.wake();
};

export interface OutboxRow {
  readonly epoch: number;
  readonly seq: number;
  readonly state: string;
  readonly code: string | null;
  readonly body: string | null;
  readonly header: string | null;
  readonly attempts: number;
}

export const outbox = (core: SyncCore): readonly OutboxRow[] =>
  core.deps.read.all<OutboxRow>(
    sql`SELECT epoch, seq, state, code, body, header, attempts FROM outbox ORDER BY epoch, seq`,
  );

export const states = (core: SyncCore): readonly string[] => outbox(core).map(({ state }) => state);

export const enrol = async (core: SyncCore, url: string): Promise<void> => {
  await core.get(core.who.manager, 'sync:enrol', { url, code: CODE });
};
