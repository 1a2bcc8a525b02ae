import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyed } from '../../../electron/core/db/driver.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { Certificate } from '../../../shared/privacy/certificate.ts';
import {
  CANARY,
  type ErasureCore,
  findCanary,
  NEIGHBOUR,
  openWorld,
  orderErasure,
  orderOf,
  peopleOf,
  placeCanary,
  type World,
} from './world.ts';

let world: World;
let core: ErasureCore;
beforeEach(async () => {
  world = await openWorld();
  core = world.core;
});
afterEach(() => world.core.close());

const run = () => core.features.erasure.runDue();
const stateOf = (privacyRequestId: never) => core.get(core.who.manager, 'erasure:state', { privacyRequestId });
const eraseAll = async () => {
  const orders = await placeCanary(core);
  const requestId = orderErasure(core, peopleOf(core, orders));
  await run();
  return { orders, requestId };
};

describe('erasing a person', () => {
  it('[E2, E3, PRV-5] finds the person everywhere before, and nowhere afterwards', async () => {
    const orders = await placeCanary(core);
    const before = await findCanary(core);
    for (const value of ['name', 'email', 'phone', 'address', 'note', 'file name'])
      expect(before.hits.join('\n')).toContain(`${value} in data/lete.db`);
    expect(before.blind).toEqual([]);
    const requestId = orderErasure(core, peopleOf(core, orders));
    await run();
    expect(await stateOf(requestId)).toMatchObject({ state: 'proved', done: 13, reason: null });
    expect(world.core.logLines.filter((l) => l.includes("erasure"))).toEqual([]);
    expect(await findCanary(core)).toEqual({ hits: [], blind: [] });
    expect(statSync(join(core.folder, 'lete.db-wal')).size).toBeGreaterThan(0);
    expect(readdirSync(join(core.folder, 'backups'))).toHaveLength(1);
    expect(readdirSync(join(core.folder, 'keys')).filter((name) => name.startsWith('search-set'))).toEqual([]);
    for (const orderId of orders) {
      expect(existsSync(join(core.folder, 'files', orderId))).toBe(false);
      expect(await core.deps.fileKeys.get(orderId)).toBeUndefined();
    }
    expect(readdirSync(join(core.folder, 'tickets'))).toEqual([]);
    expect(world.settled).toEqual([{ requestId, result: 'proved', certificateId: expect.any(String) }]);
  });
});
