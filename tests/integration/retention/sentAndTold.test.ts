import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { recordOp } from '../../../electron/core/features/sync/index.ts';
import { SubjectRef } from '../../../shared/domain/ids.ts';
import { createRetentionCore, DAY, numberOf, passAfter, type RetentionCore } from './retentionCore.ts';

const YEAR = 366 * DAY;

let core: RetentionCore;
beforeEach(async () => {
  core = await createRetentionCore();
});
afterEach(() => core.close());

describe('[P27, PRV-3] what central has', () => {
  const record = (): void =>
    core.deps.transact((tx) => {
      const ref = SubjectRef.parse('ab'.repeat(16));
      recordOp(tx, {
        key: 'subject.restricted@1',
        entity: 'subject',
        entityId: ref,
        subjects: [ref],
        orders: [],
        body: { restrictedAt: 1 },
      });
    });
  const left = (): number => numberOf(core, sql`SELECT count(*) AS n FROM outbox`);

  it('[SYN-1] goes 21 days after it was acknowledged, and what was not stays', async () => {
    core.database.writer.exec(`INSERT INTO sync_terminal (only, url, terminal_id, shop_id, role, letter, erasure_pub,
      incarnation, epoch, epoch_hash, last_seq, enrolled_at)
      VALUES (1, 'https://central.example', '01ARZ3NDEKTSV4RRFFQ69G5FAV', '01', 'counter', 'A', '${'A'.repeat(43)}',
        '${'a'.repeat(32)}', 1, '${'b'.repeat(64)}', 0, 1)`);
    record();
    record();
    core.database.writer.exec(
      `UPDATE outbox SET state = 'acked', acked_at = ${core.clock.now()} WHERE seq = 1`,
    );
    await passAfter(core, 20);
    expect(left()).toBe(2);
    await passAfter(core, 2);
    expect(left()).toBe(1);
    await passAfter(core, 400);
    expect(left()).toBe(1);
  });
});

describe('[P27, P31, PRV-3] the log of disclosures', () => {
  const disclose = (ground: 'processor_delivery' | 'authority', answers: string | null = null): string => {
    const id = core.deps.ids.ulid();
    const { staffId } = core.who.manager;
    core.deps.transact((tx) =>
      tx.db.run(sql`INSERT INTO disclosure (disclosure_id, at, state, ground, recipient_id, fields, subject_count,
        file_count, logged_by, answers) VALUES (${id}, ${tx.now}, 'refused', ${ground}, 'a-recipient', '[]', 1, 0,
        ${staffId}, ${answers})`),
    );
    return id;
  };
  const left = (): readonly string[] =>
    core.deps.read
      .all<{ ground: string }>(sql`SELECT ground FROM disclosure ORDER BY ground`)
      .map(({ ground }) => ground);

  it('goes after 3 years, and what went to an authority after 5', async () => {
    disclose('processor_delivery');
    disclose('authority');
    core.clock.pass(3 * YEAR - 10 * DAY);
    await passAfter(core, 0);
    expect(left()).toEqual(['authority', 'processor_delivery']);
    await passAfter(core, 10);
    expect(left()).toEqual(['authority']);
    core.clock.pass(2 * YEAR);
    await passAfter(core, 0);
    expect(left()).toEqual([]);
  });

  it('a paper goes after its answer', async () => {
    const paper = disclose('authority');
    core.clock.pass(YEAR);
    disclose('authority', paper);
    core.clock.pass(4 * YEAR + DAY);
    await passAfter(core, 0);
    expect(left()).toEqual(['authority', 'authority']);
    core.clock.pass(YEAR);
    await passAfter(core, 0);
    expect(left()).toEqual([]);
  });
});
