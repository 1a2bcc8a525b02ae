import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { FeedItem } from '../../../shared/sync/endpoints.ts';
import { type ContractServer, type Item, startContractServer } from './contractServer.ts';
import { createSyncCore, enrol, refOf, seen, type SyncCore } from './syncCore.ts';

let server: ContractServer;
let core: SyncCore;

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

const subject = (n: number): Item => {
  const id = refOf(n);
  const state = { subjectRef: id, restrictedAt: null, records: [], texts: [] };
  return FeedItem.parse({ entity: 'subject', id, version: 1, kind: 'put', state });
};
/** As a central of a later contract tells it. */
const ofLater = (n: number): Item => ({ ...subject(n), state: { subjectRef: refOf(n), mood: 1 } as never });
const held = async () => (await core.get(core.who.staff, 'sync:deadLetters', {})).held;
const arrived = (...ns: readonly number[]): Promise<void> =>
  vi.waitFor(() => expect(new Set(seen.items.map(({ id }) => id))).toEqual(new Set(ns.map(refOf))), {
    timeout: 20_000,
  });

describe('an item of the feed that cannot be taken over', () => {
  it('[I10, SYN-4] is shown with its reason, keeps nothing else away, and is taken over when it is tried again', async () => {
    seen.misfits.add(refOf(1));
    server.state.snapshot = [subject(1), subject(2)];
    core.features.sync.start?.();
    await arrived(2);
    server.put('store:07', subject(3));
    await arrived(2, 3);
    expect(await held()).toMatchObject([{ what: 'subject', code: 'failed', orderId: null }]);
    expect(await core.get(core.who.staff, 'sync:status', {})).toMatchObject({
      state: 'attention',
      deadLetters: 1,
    });
    // It still does not fit: it is said again.
    await core.get(core.who.staff, 'sync:retry', {});
    await vi.waitFor(async () => expect(await held()).toHaveLength(1), { timeout: 20_000 });
    seen.misfits.clear();
    await core.get(core.who.staff, 'sync:retry', {});
    await arrived(1, 2, 3);
    expect(await held()).toEqual([]);
  });

  it('[I10, F17] of a shape that a newer central knows waits for the update, and is taken over after it', async () => {
    server.state.snapshot = [ofLater(1), subject(2)];
    core.features.sync.start?.();
    await arrived(2);
    expect(await held()).toMatchObject([{ what: 'subject', code: 'unread' }]);
    await core.features.sync.stop();
    // The letter was left by another version, and this one can read what central has.
    core.deps.transact((tx) => tx.db.run(sql`UPDATE feed_letter SET app_version = '0.0.9'`));
    server.state.snapshot = [subject(1), subject(2)];
    core.features.sync.recover(false);
    core.features.sync.start?.();
    await arrived(1, 2);
    expect(await held()).toEqual([]);
  });

  it('[I10] is gone from the list once the feed brings it in a form that fits', async () => {
    seen.misfits.add(refOf(1));
    server.state.snapshot = [subject(1), subject(2)];
    core.features.sync.start?.();
    await arrived(2);
    seen.misfits.clear();
    server.put('store:07', { ...subject(1), version: 2 });
    await arrived(1, 2);
    expect(await held()).toEqual([]);
  });
});
