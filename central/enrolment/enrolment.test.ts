import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/domain/canonicalJson.ts';
import { EnrolAnswer, TimeAnswer } from '../../shared/sync/endpoints.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import {
  callCentral,
  enrolTerminal,
  newId,
  random128,
  tokenRequest,
} from '../../tests/sync/tools/terminal.ts';
import { isSigned, signerOf } from '../keys/ed25519.ts';
import { createCode } from './createCode.ts';

const SHOP = '01' as never;

describe.each(DATABASES)('enrolment on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
  });
  afterAll(() => central.end());

  const request = (code: string) => ({
    code,
    terminalId: newId(),
    signPub: signerOf(randomBytes(32)).publicKey,
    appVersion: '1.0.0',
  });
  const enrol = (body: unknown) => callCentral(central, 'POST', '/v1/enrol', body);

  it('[ADM-1] answers the same code with the same key the same again, and another key `code_used`', async () => {
    const { code } = await createCode(central.central, { shopId: SHOP, role: 'counter' });
    const body = request(code);
    const first = await enrol(body);
    expect(first.status).toBe(201);
    const again = await enrol(body);
    expect(again).toMatchObject({ status: 200, body: EnrolAnswer.parse(first.body) });
    expect(await enrol(request(code))).toMatchObject({ status: 409, body: { code: 'code_used' } });
    expect(await enrol({ ...body, signPub: request(code).signPub })).toMatchObject({ status: 409 });
  });

  it('[ADM-1] knows no other code, and none after ten minutes', async () => {
    expect(await enrol(request('0'.repeat(26)))).toMatchObject({
      status: 404,
      body: { code: 'code_unknown' },
    });
    const { code } = await createCode(central.central, { shopId: SHOP, role: 'kiosk' });
    central.clock.now += 10 * 60_000;
    expect(await enrol(request(code))).toMatchObject({ status: 410, body: { code: 'code_expired' } });
  });

  it('stores the code as a hash only', async () => {
    const { code } = await createCode(central.central, { shopId: SHOP, role: 'counter' });
    const rows = await central.db.transaction({ role: 'api', shops: ['01'] }, (sql) =>
      sql.query('SELECT code_hash, shop_id, role, expires_at, used_by, terminal_id FROM enrolment_code'),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it('gives each terminal of a store a letter of its own, also to many at once', async () => {
    const terminals = await Promise.all(
      Array.from({ length: 6 }, () => enrolTerminal(central, '02', 'counter')),
    );
    expect(new Set(terminals.map(({ enrolment }) => enrolment.letter)).size).toBe(6);
  });

  it('[I14] gives a token for a signature, for each nonce once, and none for another key', async () => {
    const terminal = await enrolTerminal(central, '01', 'counter');
    const ask = tokenRequest(terminal.id, terminal.signer, 1);
    expect(await callCentral(central, 'POST', '/v1/token', ask)).toMatchObject({ status: 200 });
    expect(await callCentral(central, 'POST', '/v1/token', ask)).toMatchObject({
      status: 401,
      body: { code: 'unknown_terminal' },
    });
    const foreign = tokenRequest(terminal.id, signerOf(randomBytes(32)), 1);
    expect(await callCentral(central, 'POST', '/v1/token', foreign)).toMatchObject({ status: 401 });
  });

  it('[I1, I14, F12] gives one also in an epoch that a central before this restored one had opened', async () => {
    const { id, signer } = await enrolTerminal(central, '05', 'counter');
    expect(await callCentral(central, 'POST', '/v1/token', tokenRequest(id, signer, 3))).toMatchObject({
      status: 200,
    });
  });

  it('[ADM-1] ends a token after 15 minutes, refuses a changed one, and asks on every call whether it is revoked', async () => {
    const counter = await enrolTerminal(central, '01', 'counter');
    const makeCode = () =>
      counter.call<{ code: string }>('POST', '/v1/enrolments', { shopId: '01', role: 'kiosk' });
    expect(await makeCode()).toMatchObject({ status: 201 });
    const forged = await callCentral(central, 'POST', '/v1/enrolments', undefined, {
      authorization: `Bearer ${counter.token.slice(0, -1)}${counter.token.endsWith('A') ? 'B' : 'A'}`,
    });
    expect(forged).toMatchObject({ status: 401, body: { code: 'unknown_terminal' } });
    await central.db.transaction({ role: 'api', shops: ['01'] }, (sql) =>
      sql.query('UPDATE terminal SET revoked_at = 1 WHERE terminal_id = $1', [counter.id]),
    );
    expect(await makeCode()).toMatchObject({ status: 403, body: { code: 'revoked' } });
    const other = await enrolTerminal(central, '01', 'counter');
    central.clock.now += 15 * 60_000;
    expect(await other.call('POST', '/v1/enrolments', { shopId: '01', role: 'kiosk' })).toMatchObject({
      status: 401,
      body: { code: 'token_expired' },
    });
  });

  it('[ADM-1] lets a counter make codes for its own store, and a kiosk none', async () => {
    const [counter, kiosk] = [
      await enrolTerminal(central, '03', 'counter'),
      await enrolTerminal(central, '03', 'kiosk'),
    ];
    expect(await counter.call('POST', '/v1/enrolments', { shopId: '04', role: 'kiosk' })).toMatchObject({
      status: 403,
      body: { code: 'wrong_shop' },
    });
    expect(await kiosk.call('POST', '/v1/enrolments', { shopId: '03', role: 'kiosk' })).toMatchObject({
      status: 403,
      body: { code: 'role' },
    });
  });

  it('[I9] opens a further epoch once, and answers the same record the same again', async () => {
    const terminal = await enrolTerminal(central, '05', 'counter');
    const open2 = (epoch: number, lastSeq = 0) => {
      const record = { terminalId: terminal.id, epoch, reason: 'restored', lastSeq, lastHash: null };
      return callCentral(central, 'POST', '/v1/epoch', {
        record,
        sig: terminal.signer.sign(canonicalJson(record)),
      });
    };
    expect(await open2(1)).toMatchObject({ status: 409, body: { code: 'epoch_taken' } });
    expect(await open2(2)).toMatchObject({ status: 201 });
    expect(await open2(2)).toMatchObject({ status: 201 });
    expect(await open2(2, 7)).toMatchObject({ status: 409 });
    // What a central that was set back to a time before epochs 3 and 4 is asked for.
    expect(await open2(5)).toMatchObject({ status: 201 });
    expect(await open2(4)).toMatchObject({ status: 409, body: { code: 'epoch_taken' } });
  });

  it('[I15] tells its time, signed with the key that terminals know', async () => {
    const nonce = random128();
    const { body } = await callCentral(central, 'GET', `/v1/time?nonce=${nonce}`);
    const { sig, ...signed } = TimeAnswer.parse(body);
    expect(signed).toEqual({ now: central.clock.now, nonce });
    const erasurePub = (await enrolTerminal(central, '01', 'kiosk')).enrolment.erasurePub;
    expect(isSigned(erasurePub, canonicalJson(signed), sig)).toBe(true);
  });
});
