import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anchorPath } from '../../../electron/core/features/audit/anchor.ts';
import { pruneAudit } from '../../../electron/core/features/audit/index.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import type { AuditBreak } from '../../../shared/privacy/auditBreaks.ts';
import { createOrderCore, type OrderCore } from '../harness/orders.ts';
import { actTimes, tamper, verdictOf } from './trail.ts';

const DAY = 86_400_000;

let core: OrderCore;
beforeEach(async () => {
  core = await createOrderCore();
});
afterEach(() => core.close());

const check = () => core.get(core.who.manager, 'audit:verify', {});
/** The check that follows an acceptance has come to its end. */
const rechecked = () =>
  vi.waitFor(() => expect(core.features.audit.health()).toMatchObject({ level: 'ok', broken: null }));

/** A manager looks and answers for what is shown. */
const accept = async (): Promise<number> => {
  const verdict = await check();
  if (verdict.kind === 'sound') throw new Error('nothing to accept');
  const { how, seq } = verdict;
  const { accepted } = await core.get(core.who.manager, 'audit:accept', { how, seq });
  await rechecked();
  return accepted;
};
const acceptedNow = async () => {
  const verdict = await check();
  return verdict.kind === 'sound' ? verdict.accepted : verdict;
};

/** How far the note outside the database knows the trail. */
const notedSeq = (): number =>
  (JSON.parse(readFileSync(anchorPath(core.folder), 'utf8')) as { seq: number }).seq;

/** The database as it was ten acts ago, with the note of ten acts later: what a restore from a backup leaves. */
const restoreOld = async (): Promise<void> => {
  actTimes(core, 10);
  const aside = join(core.folder, 'aside');
  copyFileSync(core.database.backUp() ?? '', aside);
  actTimes(core, 10);
  core = await core.restart(() => {
    for (const suffix of ['-wal', '-shm']) rmSync(join(core.folder, `lete.db${suffix}`), { force: true });
    copyFileSync(aside, join(core.folder, 'lete.db'));
  });
};

describe('a break that a manager accepts', () => {
  it('[A2, PRV-5] stands in the trail by kind and place, signed, without a word; the alarm is quiet', async () => {
    await restoreOld();
    expect(await check()).toMatchObject({ kind: 'broken', how: 'old-database', seq: 12 });
    expect(core.features.audit.health()).toMatchObject({ level: 'critical' });
    expect(await accept()).toBe(1);
    const by = core.who.manager.staffId;
    expect(
      core.deps.read.all(sql`SELECT seq, actor_role, actor_ref, object_type, reason_code, count, subject_ref,
      fields_touched FROM audit WHERE action = 'audit.accept'`),
    ).toEqual([
      {
        seq: 12,
        actor_role: 'manager',
        actor_ref: by,
        object_type: 'audit',
        reason_code: 'old-database',
        count: 12,
        subject_ref: null,
        fields_touched: '',
      },
    ]);
    expect(await acceptedNow()).toEqual([
      { entry: 12, at: core.clock.now(), by, seq: 12, how: 'old-database' },
    ]);
    expect(core.events.at(-1)?.name).toBe('health-changed');
  });

  it('[A2] stays accepted over restarts, and the note outside follows again', async () => {
    await restoreOld();
    await accept();
    actTimes(core, 30);
    core = await core.restart();
    expect(await check()).toMatchObject({ kind: 'sound', accepted: [{ how: 'old-database' }] });
    expect(notedSeq()).toBe(42);
  });

  it('[A2] is accepted also when the power went before the note outside could follow', async () => {
    await restoreOld();
    const noted = readFileSync(anchorPath(core.folder));
    await accept();
    core = await core.restart(() => writeFileSync(anchorPath(core.folder), noted));
    expect(await check()).toMatchObject({ kind: 'sound', accepted: [{ how: 'old-database' }] });
    actTimes(core, 30);
    core = await core.restart();
    expect(await check()).toMatchObject({ kind: 'sound' });
    expect(notedSeq()).toBe(42);
  });

  it.each([
    ['altered', 'UPDATE audit SET count = 7 WHERE seq = 8', 1],
    ['altered', 'UPDATE audit SET entry_hash = lower(hex(zeroblob(32))) WHERE seq = 8', 2],
    ['deleted', 'DELETE FROM audit WHERE seq BETWEEN 5 AND 9', 1],
    [
      'reordered',
      'UPDATE audit SET seq = -1 WHERE seq = 7; UPDATE audit SET seq = 7 WHERE seq = 8; UPDATE audit SET seq = 8 WHERE seq = -1',
      3,
    ],
    ['truncated', 'DELETE FROM audit WHERE seq > 15', 1],
    ['deleted', "DELETE FROM audit WHERE seq IN (3, 12); UPDATE audit SET shop_id = '09' WHERE seq = 17", 3],
  ] as const)('[A2] may be rows that were %s, all that was found at once: %s', async (how, script, times) => {
    actTimes(core, 20);
    core = await core.restart();
    tamper(core, script);
    expect(await check()).toMatchObject({ kind: 'broken', how });
    expect(await accept()).toBe(times);
    core = await core.restart();
    expect(await check()).toMatchObject({ kind: 'sound' });
    expect(await acceptedNow()).toHaveLength(times);
  });

  it('[A2] may be a note outside the database that is gone, and a new one is written', async () => {
    actTimes(core, 3);
    core = await core.restart(() => rmSync(anchorPath(core.folder)));
    await accept();
    core = await core.restart();
    expect(await check()).toMatchObject({ kind: 'sound', accepted: [{ how: 'no-anchor' }] });
    core = await core.restart(() => rmSync(anchorPath(core.folder)));
    expect(await check()).toMatchObject({ kind: 'broken', how: 'no-anchor' });
  });

  it('[A1, A2] goes with the beginning of the trail by the rule of retention', async () => {
    actTimes(core, 10);
    tamper(core, 'DELETE FROM audit WHERE seq = 5');
    await accept();
    core.clock.pass(DAY);
    actTimes(core, 5);
    core.deps.transact((tx) => pruneAudit(tx, core.deps.signer, core.clock.now()));
    expect(await check()).toMatchObject({ kind: 'sound', rows: 6, accepted: [] });
  });
});

describe('what an acceptance does not cover', () => {
  const broken = async (): Promise<{ how: AuditBreak; seq: number } | null> => {
    const verdict = await verdictOf(core);
    return verdict?.kind === 'broken' ? { how: verdict.how, seq: verdict.seq } : null;
  };
  /** Row 8 was altered, and a manager knows. */
  const acceptedAtEight = async (): Promise<void> => {
    actTimes(core, 20);
    tamper(core, 'UPDATE audit SET count = 7 WHERE seq = 8');
    await accept();
    actTimes(core, 5);
    await core.deps.audit.settled();
    expect(await broken()).toBeNull();
  };

  it.each([
    ['the same row altered again', 'UPDATE audit SET count = 8 WHERE seq = 8', 'altered', 8],
    ['the same row gone', 'DELETE FROM audit WHERE seq = 8', 'deleted', 8],
    ['a row before it', 'UPDATE audit SET count = 8 WHERE seq = 3', 'altered', 3],
    ['a row after it', 'UPDATE audit SET count = 8 WHERE seq = 12', 'altered', 12],
    ['a row after the acceptance', 'UPDATE audit SET count = 8 WHERE seq = 24', 'altered', 24],
    ['the last rows taken away', 'DELETE FROM audit WHERE seq > 24', 'truncated', 25],
    ['the acceptance itself altered', 'UPDATE audit SET count = 3 WHERE seq = 22', 'altered', 8],
    ['the acceptance itself gone', 'DELETE FROM audit WHERE seq = 22', 'altered', 8],
  ] as const)('[A2] %s is found', async (_what, script, how, seq) => {
    await acceptedAtEight();
    tamper(core, script);
    expect(await broken()).toEqual({ how, seq });
    expect(await check()).toMatchObject({ kind: 'broken', how, seq });
    expect(core.features.audit.health()).toMatchObject({ level: 'critical', broken: { how, seq } });
  });

  it('[A2] an acceptance that this terminal did not sign accepts nothing', async () => {
    await acceptedAtEight();
    tamper(
      core,
      "UPDATE audit SET sig = (SELECT sig FROM audit WHERE seq = 2) WHERE action = 'audit.accept'",
    );
    expect(await broken()).toEqual({ how: 'altered', seq: 8 });
  });

  it('[A2] a further older database is found', async () => {
    await restoreOld();
    await accept();
    await restoreOld();
    expect(await check()).toMatchObject({ kind: 'broken', how: 'old-database' });
  });
});

describe('who may accept', () => {
  it('[A2, ADM-3] is a manager alone, and only what the last check has shown', async () => {
    actTimes(core, 10);
    const { manager, staff, customer } = core.who;
    const at = { how: 'altered', seq: 4 } as const;
    expect(await core.refused(manager, 'audit:accept', at)).toBe('CONFLICT');
    await check();
    expect(await core.refused(manager, 'audit:accept', at)).toBe('CONFLICT');
    tamper(core, 'UPDATE audit SET count = 7 WHERE seq = 4');
    await check();
    expect(await core.refused(staff, 'audit:accept', at)).toBe('FORBIDDEN');
    expect(await core.refused(customer, 'audit:accept', at)).toBe('FORBIDDEN');
    expect(await core.refused(manager, 'audit:accept', { ...at, seq: 5 })).toBe('CONFLICT');
    expect(await core.refused(manager, 'audit:accept', { ...at, how: 'deleted' })).toBe('CONFLICT');
    expect(await verdictOf(core)).toMatchObject({ kind: 'broken', ...at });
    expect(await core.get(manager, 'audit:accept', at)).toEqual({ accepted: 1 });
    await rechecked();
    expect(await core.refused(manager, 'audit:accept', at)).toBe('CONFLICT');
  });
});
