import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START, startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { erasing, levelQueue, newOrder, person, placing } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';
import { dropOldTombstones } from './tombstones.ts';

const DAY = 86_400_000;

describe.each(DATABASES)('who was erased, on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
  });
  afterAll(() => central.end());

  it('[E9, I7] is remembered for 210 days, longer than a terminal may be away, and no longer', async () => {
    const queue = await levelQueue(await enrolTerminal(central, '01', 'counter'));
    const who = person();
    const order = newOrder('01', who);
    await queue.send(placing(order), erasing([order.orderId], [who.subjectRef]));
    const left = async (): Promise<number> =>
      (await central.db.transaction({ role: 'erase' }, (sql) => sql.query('SELECT 1 AS one FROM tombstone')))
        .length;
    expect(await left()).toBe(2);
    expect(await dropOldTombstones(central.db, START + 210 * DAY)).toBe(0);
    expect(await dropOldTombstones(central.db, START + 210 * DAY + 1)).toBe(2);
    expect(await left()).toBe(0);
  });
});
