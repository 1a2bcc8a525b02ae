import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { type ContractServer, type Fault, type Item, startContractServer } from './contractServer.ts';
import { createSyncCore, enrol, refOf, seen, type SyncCore } from './syncCore.ts';

let server: ContractServer;
let core: SyncCore;

const PATIENCE = { timeout: 60_000, interval: 5 };
const PAGES = 5;
const SIZE = 40;

const gone = (n: number): Item => ({
  entity: 'subject',
  id: refOf(n),
  version: 1,
  kind: 'gone',
  state: null,
});
/** Calls for the store's snapshot, and what goes wrong with them. */
let asked: string[];
let breaks: (url: string) => Fault | null;
const begun = () => asked.filter((url) => !url.includes('after='));
const placeOf = (scope: string) =>
  core.deps.read.get<{ after: string | null }>(sql`SELECT after FROM feed_state WHERE scope = ${scope}`);
const followed = (): Promise<void> =>
  vi.waitFor(
    () => expect(core.deps.read.all(sql`SELECT scope FROM feed_state WHERE after IS NULL`)).toHaveLength(3),
    PATIENCE,
  );

beforeEach(async () => {
  server = await startContractServer();
  asked = [];
  breaks = () => null;
  server.state.onCall = (url) => {
    if (!url.startsWith('/v1/snapshot?') || !url.includes('scope=store')) return null;
    asked.push(url);
    return breaks(url);
  };
  server.state.pageSize = SIZE;
  server.state.snapshot = Array.from({ length: PAGES * SIZE }, (_, n) => gone(n));
  core = await createSyncCore();
  await enrol(core, server.url);
});
afterEach(async () => {
  await core.features.sync.stop();
  await core.close();
  await server.close();
});

describe('a store that is taken over', () => {
  it('[I5, I9] goes on where the line was cut, and is not begun anew', async () => {
    let calls = 0;
    breaks = (url) => {
      if (!url.includes('after=80')) return null;
      calls += 1;
      return calls === 1 ? 'half' : null;
    };
    core.features.sync.start?.();
    await followed();
    expect(begun()).toHaveLength(1);
    expect(asked).toHaveLength(PAGES + 1);
    expect(new Set(seen.items.map(({ id }) => id)).size).toBe(PAGES * SIZE);
  });

  it('[I5] goes on after a stop, and is followed from where it was begun', async () => {
    breaks = (url) => (url.includes('after=80') ? 'cut' : null);
    core.features.sync.start?.();
    await vi.waitFor(() => expect(placeOf('store:07')?.after).toBe('80'), PATIENCE);
    // It changed when the first page had been read.
    server.put('store:07', gone(9_999));
    await core.features.sync.stop();
    breaks = () => null;
    core.features.sync.start?.();
    await followed();
    await vi.waitFor(() => expect(seen.items.map(({ id }) => id)).toContain(refOf(9_999)), PATIENCE);
    expect(begun()).toHaveLength(1);
  });

  it('[I5] is begun anew where its place was dropped while a page was taken over', async () => {
    core.features.sync.start?.();
    await followed();
    let drops = 0;
    seen.onItem = () => {
      drops += 1;
      if (drops === 1)
        setImmediate(() =>
          core.deps.transact((tx) => tx.db.run(sql`DELETE FROM feed_state WHERE scope = 'store:07'`)),
        );
    };
    for (let n = 0; n < 4 * SIZE; n += 1) server.put('store:07', gone(n));
    await vi.waitFor(() => expect(begun()).toHaveLength(2), PATIENCE);
    await followed();
  });
});
