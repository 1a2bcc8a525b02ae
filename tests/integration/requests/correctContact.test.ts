import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { restrict } from '../../../electron/core/features/restriction/index.ts';
import type { Correction } from '../../../shared/contract/requests.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { placeForTest, type PlacedForTest } from '../harness/orders.ts';
import { createRequestCore, type RequestCore } from './requestCore.ts';

let all: RequestCore;
let order: PlacedForTest;
beforeEach(async () => {
  all = await createRequestCore();
  order = await placeForTest(all.core);
});
afterEach(() => all.core.close());

const seen = () => all.core.get(all.core.who.staff, 'orders:get', { orderId: order.orderId });
const wanted = async (...corrections: readonly Correction[]) => ({
  orderId: order.orderId,
  version: (await seen()).version,
  corrections: [...corrections],
});
const person = () => all.core.deps.read.get<{ id: PersonId }>(sql`SELECT person_id AS id FROM person`)?.id;

describe('a contact that was mistyped', () => {
  it('[P8] is put right by staff at once and on record, and the order is found by it', async () => {
    const { core } = all;
    const correction = await wanted(
      { field: 'email', value: ' Ilze.Berzina@Example.org ' },
      { field: 'name', value: 'Ilze Ozola' },
    );
    await core.get(core.who.staff, 'requests:correctContact', correction);
    expect((await seen()).contact).toMatchObject({ email: 'Ilze.Berzina@example.org', name: 'Ilze Ozola' });
    const { rows } = await core.get(core.who.staff, 'orders:search', { text: 'ozol' });
    expect(rows.map(({ orderId }) => orderId)).toEqual([order.orderId]);
    expect(
      core.deps.read.all(sql`SELECT actor_ref AS by FROM audit WHERE action = 'person.correct'`),
    ).toEqual([{ by: core.who.staff.staffId }]);
    expect(await core.refused(core.who.staff, 'requests:correctContact', correction)).toBe('ORDER_CHANGED');
  });

  it('[P8, P14] is refused where it is none, and adds nothing that the order does not need', async () => {
    const { core } = all;
    const refused = async (who: keyof typeof core.who, correction: Correction) =>
      core.refused(core.who[who], 'requests:correctContact', await wanted(correction));
    expect(await refused('staff', { field: 'email', value: 'ilze@' })).toBe('CONTACT_INVALID');
    expect(await refused('staff', { field: 'phone', value: '29123456' })).toBe('CONTACT_INVALID');
    expect(await refused('customer', { field: 'name', value: 'Ilze' })).toBe('FORBIDDEN');
    expect((await seen()).contact).toMatchObject({ email: 'ilze@example.org', phone: null });
  });

  it('[P31, P8] is a task to tell whoever was given it', async () => {
    const { core } = all;
    core.database.writer.exec(`INSERT INTO disclosure (disclosure_id, at, state, ground, recipient_id, fields,
        subject_count, file_count, channel, given, logged_by, approved_by_1)
      VALUES ('01J00000000000000000000000', 1, 'approved', 'processor_delivery', 'courier', '["name"]', 1, 0,
        'courier', 'all', '${core.who.manager.staffId}', '${core.who.manager.staffId}');
      INSERT INTO disclosure_order (disclosure_id, order_id, subject_ref)
      VALUES ('01J00000000000000000000000', '${order.orderId}', '${order.subjectRef}')`);
    const correction = await wanted({ field: 'name', value: 'Ilze Ozola' });
    await core.get(core.who.staff, 'requests:correctContact', correction);
    expect(
      core.deps.read.all(
        sql`SELECT d.recipient_id AS who, t.kind FROM recipient_task t JOIN disclosure d USING (disclosure_id)`,
      ),
    ).toEqual([{ who: 'courier', kind: 'rectified' }]);
  });

  it('[R6, P33] of a restricted person stays as it is', async () => {
    const { core } = all;
    const correction = await wanted({ field: 'name', value: 'Cita' });
    const personId = person();
    core.deps.transact((tx) => restrict(tx, personId === undefined ? [] : [personId]));
    expect(await core.refused(core.who.staff, 'requests:correctContact', correction)).toBe('RESTRICTED');
  });
});
