import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TerminalsAnswer } from '../../shared/sync/endpoints.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';

describe.each(DATABASES)('terminals of a store on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
  });
  afterAll(() => central.end());

  it('are listed for a counter of the store alone', async () => {
    const counter = await enrolTerminal(central, '01', 'counter');
    const kiosk = await enrolTerminal(central, '01', 'kiosk');
    await enrolTerminal(central, '02', 'counter');
    const { terminals } = TerminalsAnswer.parse((await counter.call('GET', '/v1/terminals')).body);
    expect(new Set(terminals.map(({ terminalId }) => terminalId))).toEqual(new Set([counter.id, kiosk.id]));
    expect(await kiosk.call('GET', '/v1/terminals')).toMatchObject({ status: 403, body: { code: 'role' } });
  });

  it('[I14] are revoked by a counter of their own store, at once', async () => {
    const counter = await enrolTerminal(central, '03', 'counter');
    const stolen = await enrolTerminal(central, '03', 'counter');
    const foreign = await enrolTerminal(central, '04', 'counter');
    const revoke = { url: `/v1/terminals/${stolen.id}/revoke` };
    expect(await foreign.call('POST', revoke.url)).toMatchObject({ status: 404 });
    expect(await stolen.call('GET', '/v1/terminals')).toMatchObject({ status: 200 });
    expect(await counter.call('POST', revoke.url)).toMatchObject({ status: 204 });
    expect(await stolen.call('GET', '/v1/terminals')).toMatchObject({
      status: 403,
      body: { code: 'revoked' },
    });
  });
});
