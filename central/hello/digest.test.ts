import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DigestAnswer } from '../../shared/sync/endpoints.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { levelQueue, newOrder, placing } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';

describe.each(DATABASES)('the digest on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
  });
  afterAll(() => central.end());

  it('[I3] [I5] says what central has of the terminal and its store', async () => {
    const terminal = await enrolTerminal(central, '01', 'counter');
    const queue = await levelQueue(terminal);
    await queue.send(placing(newOrder('01')), placing(newOrder('01')));
    const other = await enrolTerminal(central, '02', 'counter');
    await (await levelQueue(other)).send(placing(newOrder('02')));
    await central.db.transaction({ role: 'api', shops: ['01'] }, (sql) =>
      sql.query(
        `INSERT INTO file (shop_id, order_id, cipher_sha256, file_id, size, state, verified_at)
         VALUES ('01', 'o', $1, 'f', 7, 'verified', 1), ('01', 'o', $2, 'g', 9, 'wanted', NULL)`,
        ['a'.repeat(64), 'b'.repeat(64)],
      ),
    );
    const { seq, hash } = queue.end();
    expect(DigestAnswer.parse((await terminal.call('GET', '/v1/digest')).body)).toEqual({
      lastSeq: seq,
      lastHash: hash,
      orders: 2,
      files: 1,
      bytes: 7,
      ledgerHash: central.central.ledger.head().hash,
    });
  });
});
