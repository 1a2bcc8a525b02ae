import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '../../../electron/core/call/context.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { recordOp } from '../../../electron/core/features/sync/index.ts';
import { SubjectRef } from '../../../shared/domain/ids.ts';
import { createTestCore, type TestCore } from '../harness/testCore.ts';
import { enrolRow } from './enrolled.ts';

const REF = SubjectRef.parse('ab'.repeat(16));
const restrict = (tx: Tx) =>
  recordOp(tx, {
    key: 'subject.restricted@1',
    entity: 'subject',
    entityId: REF,
    subjects: [REF],
    orders: [],
    body: { restrictedAt: tx.now },
  });

interface Row {
  readonly epoch: number;
  readonly seq: number;
  readonly base: number | null;
  readonly role: string;
}

let core: TestCore<object>;
const rows = (): readonly Row[] =>
  core.deps.read.all<Row>(sql`SELECT epoch, seq, base_version AS base, role FROM outbox ORDER BY epoch, seq`);

beforeEach(async () => {
  core = await createTestCore(() => ({}));
});
afterEach(() => core.close());

describe('the outbox', () => {
  it('[SYN-1] is written by no terminal that is not enrolled', () => {
    expect(core.deps.transact(restrict)).toBeNull();
    expect(rows()).toEqual([]);
  });

  it('[I1, I3] numbers ops without a gap, in the transaction of their effect or not at all', () => {
    core.deps.transact((tx) => enrolRow(tx));
    core.deps.transact(restrict);
    const failing = () =>
      core.deps.transact((tx) => {
        restrict(tx);
        throw new Error('the effect failed');
      });
    expect(failing).toThrow('the effect failed');
    core.deps.transactAs(core.who.staff, restrict);
    expect(rows()).toEqual([
      { epoch: 1, seq: 1, base: null, role: 'system' },
      { epoch: 1, seq: 2, base: null, role: 'staff' },
    ]);
    expect(core.events.filter(({ name }) => name === 'sync-changed')).toHaveLength(2);
  });

  it('[I3] never gives a number again, whatever was pruned', () => {
    core.deps.transact((tx) => enrolRow(tx));
    core.deps.transact(restrict);
    core.deps.transact((tx) => tx.db.run(sql`DELETE FROM outbox`));
    core.deps.transact(restrict);
    expect(rows()).toEqual([{ epoch: 1, seq: 2, base: null, role: 'system' }]);
  });

  it("names central's version that the change was based on", () => {
    core.deps.transact((tx) => {
      enrolRow(tx);
      tx.db.run(sql`INSERT INTO sync_entity (entity, entity_id, version) VALUES ('subject', ${REF}, 7)`);
    });
    core.deps.transact(restrict);
    expect(rows()).toMatchObject([{ base: 7 }]);
  });
});
