import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/domain/canonicalJson.ts';
import { AuditHeadAnswer, type AuditHeadRequest } from '../../shared/sync/endpoints.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { enrolTerminal, type TestTerminal } from '../../tests/sync/tools/terminal.ts';
import { isSigned } from '../keys/ed25519.ts';

const CHAIN = 'c'.repeat(16);
const head = (seq: number, letter: string) => ({ seq, hash: letter.repeat(64) });
type Head = ReturnType<typeof head>;

describe.each(DATABASES)('heads of audit trails on %s', (_name, open) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await open());
  });
  afterAll(() => central.end());

  const say = async (of: TestTerminal, to: Head, before: Head | null, chainId = CHAIN) => {
    const said: AuditHeadRequest = { chainId, ...to, before };
    const { body } = await of.call('POST', '/v1/audit-head', said);
    const { sig, ...answer } = AuditHeadAnswer.parse(body);
    expect(isSigned(of.enrolment.erasurePub, canonicalJson(answer), sig)).toBe(true);
    expect(answer).toMatchObject({ format: 'lete-audit-head/1', terminalId: of.id, chainId });
    return { seq: answer.seq, hash: answer.hash };
  };

  it('[A2] go on only from the one that was countersigned last, and are never told otherwise', async () => {
    const counter = await enrolTerminal(central, '01', 'counter');
    const [first, second, other] = [head(3, 'a'), head(8, 'b'), head(9, 'e')];
    expect(await say(counter, first, null)).toEqual(first);
    expect(await say(counter, second, first)).toEqual(second);
    expect(await say(counter, second, first)).toEqual(second);
    expect(await say(counter, other, first)).toEqual(second);
    expect(await say(counter, other, null)).toEqual(second);
    expect(await say(counter, other, head(8, 'f'))).toEqual(second);
    expect(await say(counter, head(4, 'd'), head(3, 'a'))).toEqual(second);
    // A manager answered for it at the terminal, which names what it contradicts.
    expect(await say(counter, head(4, 'd'), second)).toEqual(head(4, 'd'));
  });

  it('[A2, I14] are each terminal’s and each trail’s own', async () => {
    const one = await enrolTerminal(central, '01', 'kiosk');
    const two = await enrolTerminal(central, '01', 'kiosk');
    expect(await say(one, head(5, 'a'), null)).toEqual(head(5, 'a'));
    expect(await say(two, head(1, 'b'), null)).toEqual(head(1, 'b'));
    expect(await say(one, head(1, 'c'), null, 'd'.repeat(16))).toEqual(head(1, 'c'));
    expect(await say(one, head(6, 'c'), head(5, 'a'))).toEqual(head(6, 'c'));
  });

  it('[A2] hold nothing but number and hash, and refuse what is none', async () => {
    const counter = await enrolTerminal(central, '01', 'counter');
    for (const bad of [
      { chainId: CHAIN, seq: 0, hash: 'a'.repeat(64), before: null },
      { chainId: 'Ilze', ...head(1, 'a'), before: null },
      { chainId: CHAIN, ...head(1, 'a'), before: null, note: 'x' },
    ])
      expect(await counter.call('POST', '/v1/audit-head', bad)).toMatchObject({ status: 400 });
  });
});
