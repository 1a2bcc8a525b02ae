import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { confirm, noteProvisional } from '../../../electron/core/features/sync/hub/use/provisional.store.ts';
import { type ContractServer, startContractServer } from './contractServer.ts';
import { createSyncCore, enrol, record, refOf, states, type SyncCore } from './syncCore.ts';

let server: ContractServer;
let core: SyncCore;
const taken = () => server.state.order.map(({ header }) => header.entityId);
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });
const quiet = (): Promise<void> => soon(() => expect(states(core)).not.toContain('pending'));

beforeEach(async () => {
  server = await startContractServer();
  core = await createSyncCore();
  await enrol(core, server.url);
});
afterEach(async () => {
  await core.features.sync.stop();
  await core.close();
  await server.close();
});

describe('what waits upon what a hub said', () => {
  it('[F16, I1, I3] waits under its new number too, where a new epoch begins, and what is older does not', async () => {
    record(core, 1, 2, 3);
    core.features.sync.start?.();
    await quiet();
    await core.features.sync.stop();
    record(core, 7);
    core.deps.transact((tx) => {
      for (const n of [7, 9]) noteProvisional(tx.db, 'subject', refOf(n));
    });
    record(core, 9, 7);
    core.features.sync.recover(true);
    core.features.sync.start?.();
    await soon(() => expect(taken()).toEqual([1, 2, 3, 7].map(refOf)));
    await soon(() => expect(server.state.calls.at(-1)).toBe('/v1/feed'));
    expect(states(core).filter((state) => state === 'pending')).toHaveLength(2);
    core.deps.transact((tx) => {
      for (const n of [7, 9]) confirm(tx.db, 'subject', refOf(n));
    });
    core.features.sync.wake();
    await quiet();
    expect(taken()).toEqual([1, 2, 3, 7, 9, 7].map(refOf));
  });
});
