import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCode } from '../../../central/enrolment/createCode.ts';
import { anchorPath } from '../../../electron/core/features/audit/anchor.ts';
import { countersignedPath } from '../../../electron/core/features/audit/countersigned.ts';
import { actTimes } from '../../integration/audit/trail.ts';
import { createTestCore } from '../../integration/harness/testCore.ts';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { type CounterCore, counterFeatures } from '../tools/counterCore.ts';
import { freshPostgres } from '../tools/databases.ts';

let central: TestCentral;
let core: CounterCore;

const soon = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 20 });

beforeEach(async () => {
  central = await startCentral(await freshPostgres());
  await central.app.listen({ port: 0, host: '127.0.0.1' });
  core = await createTestCore(counterFeatures);
  const shopId = core.deps.settings(core.deps.read).store.code as never;
  const { code } = await createCode(central.central, { shopId, role: 'counter' });
  const { port } = central.app.server.address() as AddressInfo;
  await core.get(core.who.manager, 'sync:enrol', { url: `http://127.0.0.1:${port}`, code });
});
afterEach(async () => {
  await core.features.sync.stop();
  await core.close();
  await central.end();
});

const check = () => core.get(core.who.manager, 'audit:verify', {});
const atCentral = async (): Promise<number> => {
  const [row] = await central.db.transaction({ role: 'owner' }, (sql) =>
    sql.query<{ seq: number }>('SELECT max(seq) AS seq FROM audit_head'),
  );
  return row?.seq ?? 0;
};
const isKnown = (seq: number): boolean => {
  const path = countersignedPath(core.folder);
  return existsSync(path) && (JSON.parse(readFileSync(path, 'utf8')) as { seq: number }).seq === seq;
};
/** On the line, until central has countersigned so much and the terminal has its answer. */
const meet = async (seq: number): Promise<void> => {
  core.features.sync.start?.();
  await soon(async () => expect(await atCentral()).toBe(seq));
  await soon(() => expect(isKnown(seq)).toBe(true));
  await core.features.sync.stop();
};

/** Somebody with the disk in hand puts everything back to where it was ten acts ago, but for the files named. */
const setBack = async (keep: readonly string[]): Promise<void> => {
  const [anchor, countersigned] = [anchorPath(core.folder), countersignedPath(core.folder)];
  await core.deps.audit.settled();
  const old = [anchor, countersigned].map((path) => [path, readFileSync(path)] as const);
  const aside = join(core.folder, 'aside');
  copyFileSync(core.database.backUp() ?? '', aside);
  const head = await check();
  if (head.kind !== 'sound') throw new Error('broken before anybody touched it');
  actTimes(core, 10);
  await meet(head.head.seq + 10);
  core = await core.restart(() => {
    for (const suffix of ['-wal', '-shm']) rmSync(join(core.folder, `lete.db${suffix}`), { force: true });
    copyFileSync(aside, join(core.folder, 'lete.db'));
    for (const [path, bytes] of old) if (!keep.includes(path)) writeFileSync(path, bytes);
  });
};

const begun = async (): Promise<void> => {
  actTimes(core, 5);
  const { head } = (await check()) as { head: { seq: number } };
  await meet(head.seq);
};

describe('a trail whose head central countersigned', () => {
  it('[A2, PRV-5] says when, and goes on', async () => {
    expect(await check()).toMatchObject({ kind: 'sound', countersignedAt: null });
    await begun();
    const at = await atCentral();
    actTimes(core, 3);
    await meet(at + 3);
    expect(await check()).toMatchObject({ kind: 'sound', countersignedAt: expect.any(Number) });
  });

  it('[A2] goes on at once where central’s answer was lost on its way', async () => {
    await begun();
    rmSync(countersignedPath(core.folder));
    const at = await atCentral();
    actTimes(core, 3);
    await meet(at + 3);
  });

  it('[A2] shows by it, without a line, that database and note were set back together', async () => {
    await begun();
    await setBack([countersignedPath(core.folder)]);
    expect(await check()).toMatchObject({ kind: 'broken', how: 'old-database' });
  });

  it('[A2] shows at the next contact that everything on the disk was set back, and a manager answers for it', async () => {
    await begun();
    const before = await atCentral();
    await setBack([]);
    expect(await check()).toMatchObject({ kind: 'sound' });
    core.features.sync.start?.();
    await soon(() => expect(core.features.audit.health()).toMatchObject({ level: 'critical' }));
    expect(core.features.audit.health().broken).toMatchObject({ how: 'old-database', seq: before + 1 });
    expect(await atCentral()).toBe(before + 10);

    const broken = await check();
    if (broken.kind === 'sound') throw new Error('sound');
    await core.get(core.who.manager, 'audit:accept', { how: broken.how, seq: broken.seq });
    await core.features.sync.stop();
    await meet(before + 1);
    expect(await check()).toMatchObject({ kind: 'sound', accepted: [{ how: 'old-database' }] });
  });

  it('[A2] shows it also when more was recorded since than was taken away', async () => {
    await begun();
    await setBack([]);
    actTimes(core, 40);
    core.features.sync.start?.();
    await soon(() => expect(core.features.audit.health().broken).toMatchObject({ how: 'old-database' }));
  });

  it('[A2] believes no countersignature but central’s own, and asks for it again', async () => {
    await begun();
    await core.deps.audit.settled();
    const path = countersignedPath(core.folder);
    const said = JSON.parse(readFileSync(path, 'utf8')) as { seq: number };
    writeFileSync(path, JSON.stringify({ ...said, seq: said.seq + 100 }));
    expect(await check()).toMatchObject({ kind: 'sound', countersignedAt: null });
    rmSync(path);
    core.features.sync.start?.();
    await soon(() => expect(existsSync(path)).toBe(true));
    await core.features.sync.stop();
    expect(await check()).toMatchObject({ kind: 'sound', countersignedAt: expect.any(Number) });
  });
});
