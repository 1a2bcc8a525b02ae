import { copyFileSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anchorPath, readAnchor } from '../../../electron/core/features/audit/anchor.ts';
import { enrolmentOf } from '../../../electron/core/features/audit/entry.policy.ts';
import { pruneAudit } from '../../../electron/core/features/audit/index.ts';
import { verifyAudit } from '../../../electron/core/features/audit/verify.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { BY_PHONE, createOrderCore, type OrderCore, placeForTest } from '../harness/orders.ts';
import { actTimes, countRows, tamper, verified } from './trail.ts';

const DAY = 86_400_000;

let core: OrderCore;
beforeEach(async () => {
  core = await createOrderCore();
});
afterEach(() => core.close());

const audit = (columns: string) =>
  core.deps.read.all<Record<string, unknown>>({
    text: `SELECT ${columns} FROM audit ORDER BY seq`,
    params: [],
  });

describe('the audit trail', () => {
  it('[PRV-5, A2] is one chain from the enrolment of this terminal on, signed row by row', async () => {
    actTimes(core, 250);
    const rows = audit('seq, chain_id, action, prev_hash, entry_hash');
    expect(rows[0]).toMatchObject({
      seq: 1,
      chain_id: core.deps.signer.keyId,
      action: 'audit.begin',
      prev_hash: enrolmentOf(core.deps.signer).hash,
    });
    for (const [i, row] of rows.entries())
      if (i > 0) expect(row['prev_hash']).toBe(rows[i - 1]?.['entry_hash']);
    expect(await verified(core)).toEqual({
      kind: 'sound',
      rows: 251,
      head: { seq: 251, hash: rows.at(-1)?.['entry_hash'] },
      accepted: [],
    });
  });

  it('[PRV-5] says who, where, by which rules and on what ground, in codes', async () => {
    core.deps.transactAs(core.who.staff, (tx) => {
      tx.audit('staff.signed-in-by-badge', core.who.staff.staffId);
      tx.audit('person.view', core.who.staff.staffId, {
        objectType: 'order',
        purpose: 'order.contact',
        fields: ['person.name', 'person.email'],
        count: 2,
        outcome: 'refused',
        reasonCode: 'not-permitted',
      });
    });
    expect(audit('*').at(-1)).toMatchObject({
      occurred_at: core.clock.now(),
      recorded_at: core.clock.now(),
      clock_trust: 'sure',
      actor_role: 'staff',
      actor_ref: core.who.staff.staffId,
      auth_method: 'badge',
      station: 'counter',
      shop_id: '01',
      action: 'person.view',
      object_type: 'order',
      purpose: 'order.contact',
      lawful_basis: '6(1)(b)',
      outcome: 'refused',
      reason_code: 'not-permitted',
      fields_touched: 'person.name,person.email',
      count: 2,
      app_version: '0.1.0',
    });
    expect(audit('policy_version').at(-1)?.['policy_version']).toBe('1.0.0');
  });

  it('[A2] trusts no clock that was set back: the recorded time stays at the highest ever seen', async () => {
    core.clock.pass(DAY);
    actTimes(core, 1);
    core.clock.pass(-2 * DAY);
    actTimes(core, 1);
    core.clock.pass(3 * DAY);
    actTimes(core, 1);
    const [first, back, later] = audit('occurred_at, recorded_at, clock_trust').slice(-3);
    expect(first?.['clock_trust']).toBe('sure');
    expect(back).toEqual({
      occurred_at: core.clock.now() - 3 * DAY,
      recorded_at: first?.['recorded_at'],
      clock_trust: 'behind',
    });
    expect(later).toMatchObject({ recorded_at: core.clock.now(), clock_trust: 'sure' });
  });

  it('[A1] stays valid after 1,000 erasures: it holds no person that could go', async () => {
    const placed = [];
    for (let n = 0; n < 4; n += 1) placed.push(await placeForTest(core, { contact: BY_PHONE, photos: 1 }));
    for (const { orderId } of placed) await core.get(core.who.staff, 'orders:get', { orderId });
    const before = audit('*');
    core.database.writer.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
      INSERT INTO person (person_id, name, phone, created_at) SELECT 'p' || i, 'Anna ' || i, '2', 1 FROM n;
      INSERT INTO subject_map (subject_ref, person_id)
        SELECT lower(hex(randomblob(16))), person_id FROM person WHERE person_id LIKE 'p%';`);
    const people = core.deps.read.all<{ id: string }>(sql`SELECT person_id AS id FROM person`);
    expect(people.length).toBe(1004);
    for (const { id } of people)
      core.deps.transact((tx) => {
        tx.db.run(sql`DELETE FROM subject_map WHERE person_id = ${id}`);
        tx.db.run(sql`DELETE FROM person WHERE person_id = ${id}`);
        tx.audit('order.remind', null);
      });
    expect(audit('*').slice(0, before.length)).toEqual(before);
    expect(await verified(core)).toMatchObject({ kind: 'sound', rows: before.length + 1004 });
  });
});

describe('a check that is told to stop', () => {
  it('ends between two parts of its work and says nothing', async () => {
    actTimes(core, 250);
    let parts = 0;
    const pause = async () => (parts += 1) < 2;
    const nothing = { anchor: null, countersigned: null };
    expect(await verifyAudit(core.deps.read, core.deps.signer, nothing, pause)).toBeNull();
    expect(parts).toBe(2);
  });
});

describe('a trail that was tampered with', () => {
  it.each([
    ['event_id', "'01JZZZZZZZZZZZZZZZZZZZZZZZ'"],
    ['occurred_at', 'occurred_at + 1'],
    ['recorded_at', 'recorded_at + 1'],
    ['actor_ref', "'01JZZZZZZZZZZZZZZZZZZZZZZZ'"],
    ['action', "'order.undo'"],
    ['object_ref', 'NULL'],
    ['count', '7'],
    ['app_version', "'9'"],
    ['prev_hash', "replace(prev_hash, substr(prev_hash, 1, 1), 'f') || 'x'"],
    ['entry_hash', "entry_hash || 'x'"],
    ['sig', "'A' || substr(sig, 2)"],
  ])('[PRV-5, A2] shows that the column %s of one row was altered', async (column, value) => {
    actTimes(core, 120);
    tamper(core, `UPDATE audit SET ${column} = ${value} WHERE seq = 117`);
    expect(await verified(core)).toEqual({ kind: 'broken', rows: 116, seq: 117, how: 'altered' });
  });

  it('[A2] shows a number that no longer is exact, which has no one text to hash', async () => {
    actTimes(core, 5);
    tamper(core, 'UPDATE audit SET count = 9007199254740993 WHERE seq = 4');
    expect(await verified(core)).toEqual({ kind: 'broken', rows: 3, seq: 4, how: 'altered' });
  });

  it('[A2] shows that the last rows were taken away while the terminal ran, also when more were added since', async () => {
    actTimes(core, 20);
    await core.deps.audit.settled();
    tamper(core, 'DELETE FROM audit WHERE seq > 15');
    actTimes(core, 30);
    await core.deps.audit.settled();
    expect(await verified(core)).toEqual({ kind: 'broken', rows: 45, seq: 21, how: 'old-database' });
  });

  it('[A2] shows a row that was altered and hashed anew: nobody else can sign it', async () => {
    actTimes(core, 5);
    tamper(core, `UPDATE audit SET sig = (SELECT sig FROM audit WHERE seq = 2) WHERE seq = 4`);
    expect(await verified(core)).toEqual({ kind: 'broken', rows: 3, seq: 4, how: 'altered' });
  });

  it.each([
    ['from the middle', 'seq = 50', 50],
    ['from the beginning', 'seq < 10', 1],
    ['more than one', 'seq BETWEEN 20 AND 80', 20],
  ])('[PRV-5, A2] shows rows that were deleted %s', async (_where, which, seq) => {
    actTimes(core, 120);
    tamper(core, `DELETE FROM audit WHERE ${which}`);
    expect(await verified(core)).toMatchObject({ kind: 'broken', seq, how: 'deleted' });
  });

  it('[PRV-5, A2] shows rows whose order was changed', async () => {
    actTimes(core, 20);
    tamper(
      core,
      `UPDATE audit SET seq = -1 WHERE seq = 7; UPDATE audit SET seq = 7 WHERE seq = 8;
      UPDATE audit SET seq = 8 WHERE seq = -1`,
    );
    expect(await verified(core)).toMatchObject({ kind: 'broken', seq: 7, how: 'reordered' });
  });

  it('[PRV-5, A2] shows that the last rows were taken away, also when more were added since', async () => {
    actTimes(core, 20);
    core = await core.restart();
    tamper(core, 'DELETE FROM audit WHERE seq > 15');
    expect(await verified(core)).toEqual({ kind: 'broken', rows: 15, seq: 16, how: 'truncated' });
    core = await core.restart();
    actTimes(core, 30);
    core = await core.restart();
    expect(await verified(core)).toMatchObject({ kind: 'broken', seq: 21, how: 'old-database' });
  });

  it('[PRV-5, A2] shows that an older database took the place of this one, also after it was worked on', async () => {
    actTimes(core, 10);
    const aside = join(core.folder, 'aside');
    const old = core.database.backUp() ?? '';
    copyFileSync(old, aside);
    actTimes(core, 10);
    core = await core.restart(() => {
      for (const suffix of ['-wal', '-shm']) rmSync(join(core.folder, `lete.db${suffix}`), { force: true });
      copyFileSync(aside, join(core.folder, 'lete.db'));
    });
    expect(await verified(core)).toEqual({ kind: 'broken', rows: 11, seq: 12, how: 'old-database' });
    actTimes(core, 30);
    core = await core.restart();
    expect(await verified(core)).toMatchObject({ kind: 'broken', seq: 21, how: 'old-database' });
  });

  it.each([
    ['is gone', () => rmSync(anchorPath(core.folder))],
    [
      'is of another terminal',
      () => forgeAnchor((text) => text.replace(core.deps.signer.keyId, '0'.repeat(16))),
    ],
    ['was changed', () => forgeAnchor((text) => text.replace(/"seq":\d+/, '"seq":2'))],
    ['is no note', () => writeFileSync(anchorPath(core.folder), 'x')],
  ])('[A2] shows that the note outside the database %s', async (_how, forge) => {
    actTimes(core, 3);
    core = await core.restart();
    forge();
    expect(await verified(core)).toMatchObject({ kind: 'broken', how: 'no-anchor' });
    core = await core.restart();
    actTimes(core, 3);
    core = await core.restart();
    expect(await verified(core)).toMatchObject({ kind: 'broken', how: 'no-anchor' });
  });

  const forgeAnchor = (how: (text: string) => string): void =>
    writeFileSync(anchorPath(core.folder), how(readFileSync(anchorPath(core.folder), 'utf8')));
});

describe('the beginning of the trail', () => {
  const prune = (before: number): number =>
    core.deps.transact((tx) => pruneAudit(tx, core.deps.signer, before));

  it('[A1, A2] may go behind a signed checkpoint, and the rest stays checkable', async () => {
    actTimes(core, 10);
    core.clock.pass(DAY);
    actTimes(core, 5);
    expect(prune(core.clock.now())).toBe(11);
    expect(audit('seq')[0]).toEqual({ seq: 12 });
    expect(await verified(core)).toMatchObject({ kind: 'sound', rows: 6 });
    core.clock.pass(DAY);
    expect(prune(core.clock.now() + 1)).toBe(5);
    expect(audit('action')).toEqual([{ action: 'audit.prune' }, { action: 'audit.prune' }]);
    core = await core.restart();
    actTimes(core, 2);
    expect(await verified(core)).toMatchObject({ kind: 'sound', rows: 4 });
    expect(core.deps.read.all(sql`SELECT 1 FROM audit_checkpoint`)).toHaveLength(1);
  });

  it('[A2] keeps what is not old enough, and the last row whatever its age', async () => {
    actTimes(core, 3);
    expect(prune(core.clock.now())).toBe(0);
    core.clock.pass(DAY);
    expect(prune(core.clock.now())).toBe(3);
    expect(await verified(core)).toMatchObject({ kind: 'sound' });
  });

  it('[A2] does not go behind a checkpoint that this terminal never signed', async () => {
    actTimes(core, 10);
    const [row] = audit('entry_hash').slice(6);
    const other = 'A'.repeat(86);
    tamper(
      core,
      `INSERT INTO audit_checkpoint VALUES (7, '${String(row?.['entry_hash'])}', '${core.deps.signer.keyId}', 1, '${other}');
      DELETE FROM audit WHERE seq <= 7`,
    );
    expect(await verified(core)).toEqual({ kind: 'broken', rows: 0, seq: 7, how: 'altered' });
  });

  it('[A2] is refused by the database itself: no row is changed, replaced, or deleted before a checkpoint', () => {
    actTimes(core, 5);
    const run = (script: string) => () => core.database.writer.exec(script);
    expect(run('UPDATE audit SET count = 1')).toThrow('append-only');
    expect(run('DELETE FROM audit WHERE seq = 1')).toThrow('append-only');
    expect(run('INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 2')).toThrow('append-only');
    core.clock.pass(DAY);
    expect(prune(core.clock.now())).toBe(5);
    expect(run('DELETE FROM audit')).toThrow('append-only');
    expect(run('DELETE FROM audit_checkpoint')).toThrow('append-only');
    expect(run('UPDATE audit_checkpoint SET made_at = 1')).toThrow('append-only');
    expect(countRows(core)).toBe(2);
  });
});

describe('the note outside the database', () => {
  it('[A2] follows every commit and never goes ahead of one', async () => {
    for (let n = 0; n < 3; n += 1) {
      actTimes(core, 4);
      core = await core.restart();
      expect(await readAnchor(core.folder, core.deps.signer)).toMatchObject({ seq: countRows(core) });
    }
    const undone = () =>
      core.deps.transact((tx) => {
        tx.audit('database.restored', null);
        throw new Error('undone');
      });
    expect(undone).toThrow('undone');
    core = await core.restart();
    expect(await verified(core)).toMatchObject({ kind: 'sound' });
  });
});
