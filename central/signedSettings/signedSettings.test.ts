import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FeedAnswer, SnapshotAnswer } from '../../shared/sync/endpoints.ts';
import type { SignedSettings } from '../../shared/sync/settingsDocument.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import {
  BAIBA,
  EDGARS,
  notice,
  OWNER,
  priceList,
  signedNotice,
  signedPrices,
  signedStaff,
  staffList,
  STRANGER,
  ZANE,
} from '../../tests/sync/tools/signedSettings.ts';
import { levelQueue } from '../../tests/sync/tools/queue.ts';
import { enrolTerminal, type TestTerminal } from '../../tests/sync/tools/terminal.ts';
import { compactFeed } from '../feed/compact.ts';
import { dropReplacedStaffLists } from '../retention/replacedStaffLists.ts';
import { publish } from './publish.ts';

describe.each(DATABASES)('signed prices and notices on %s', (_name, open) => {
  let central: TestCentral;
  let last = 0;
  beforeAll(async () => {
    central = await startCentral(await open(), { settingsPub: OWNER.publicKey });
  });
  afterAll(() => central.end());

  /** A terminal that has the ledger: without it central tells nothing. */
  const join = async (shop: string, role: 'kiosk' | 'counter'): Promise<TestTerminal> => {
    const terminal = await enrolTerminal(central, shop, role);
    await levelQueue(terminal);
    return terminal;
  };
  const put = (signed: SignedSettings, onlyPreview = false) =>
    publish(central.central, signed, { onlyPreview });
  /** The next list of the chain. */
  const next = () => priceList((last += 1));
  const held = async ({ shop, call }: TestTerminal): Promise<ReadonlyMap<string, unknown>> => {
    const answer = await call('GET', `/v1/snapshot?scope=settings:${shop}`);
    const { items } = SnapshotAnswer.parse(answer.body);
    return new Map(items.map(({ id, state }) => [id, state]));
  };
  const cursorOf = async ({ shop, call }: TestTerminal): Promise<string> =>
    SnapshotAnswer.parse((await call('GET', `/v1/snapshot?scope=settings:${shop}`)).body).cursor;

  it('[SYN-6] give each new terminal the key by which it knows the owner', async () => {
    const { enrolment } = await enrolTerminal(central, '01', 'kiosk');
    expect(enrolment.settingsPub).toBe(OWNER.publicKey);
  });

  it('[SYN-6] [ADM-4] reach every store by its feed as they were signed, and a store that opens later', async () => {
    const kiosk = await join('01', 'kiosk');
    const cursor = await cursorOf(kiosk);
    const list = next();
    const signed = signedPrices(list);
    expect(await put(signed)).toMatchObject({ state: 'new', version: { id: `prices-${list.version}` } });
    const told = await kiosk.call('GET', `/v1/feed?scope=settings:01&cursor=${cursor}`);
    expect(FeedAnswer.parse(told.body).items).toEqual([
      { entity: 'settings', id: `prices-${list.version}`, version: 1, kind: 'put', state: signed },
    ]);
    const later = await join('07', 'counter');
    expect((await held(later)).get(`prices-${list.version}`)).toEqual(signed);
  });

  it('[SYN-6] [I14] for one store reach that store alone', async () => {
    const [own, other] = [await join('02', 'kiosk'), await join('03', 'kiosk')];
    const cursor = await cursorOf(other);
    const list = next();
    await put(signedPrices(list, { shopId: '02' as never }));
    expect([...(await held(own)).keys()]).toContain(`prices-${list.version}`);
    expect([...(await held(other)).keys()]).not.toContain(`prices-${list.version}`);
    const told = await other.call('GET', `/v1/feed?scope=settings:03&cursor=${cursor}`);
    expect(FeedAnswer.parse(told.body).items).toEqual([]);
    expect((await other.call('GET', '/v1/feed?scope=settings:02')).status).toBe(403);
    const seen = (shops: readonly string[]) =>
      central.db.transaction({ role: 'api', shops }, (sql) =>
        sql.query<{ shop: string | null }>('SELECT DISTINCT shop_id AS shop FROM settings_version'),
      );
    expect(new Set((await seen(['03'])).map(({ shop }) => shop))).toEqual(new Set([null]));
    expect(await seen([])).toEqual([]);
  });

  it('[SYN-6] are not taken unsigned, altered, by another key, or by a central that has no key', async () => {
    const kiosk = await join('01', 'kiosk');
    const before = await held(kiosk);
    const signed = signedPrices(priceList(last + 1));
    for (const wrong of [
      { ...signed, sig: 'A'.repeat(86) },
      { ...signed, text: signed.text.replace('owner', 'other') },
      signedPrices(priceList(last + 1), {}, STRANGER),
    ])
      await expect(put(wrong)).rejects.toThrow(/not signed by the settings key/);
    const keyless = { ...central.central, settingsPub: undefined };
    await expect(publish(keyless, signed, { onlyPreview: false })).rejects.toThrow(
      /LETE_CENTRAL_SETTINGS_KEY/,
    );
    expect(await held(kiosk)).toEqual(before);
  });

  it('[SYN-6] never change: the same again is nothing new, another text or an older version is refused', async () => {
    const kiosk = await join('01', 'kiosk');
    const list = next();
    await put(signedPrices(list));
    const before = await held(kiosk);
    expect(await put(signedPrices(list))).toMatchObject({ state: 'already' });
    await expect(put(signedPrices({ ...list, vatRate: 1200 }))).rejects.toThrow(/another content/);
    last += 2;
    await put(signedPrices(priceList(last), { shopId: '02' as never }));
    // Another store's list counts as well: a number means one list in the whole chain.
    await expect(put(signedPrices(priceList(last - 1)))).rejects.toThrow(/newer version/);
    expect(await held(kiosk)).toEqual(before);
    const act = (role: 'publish' | 'api' | 'erase', statement: string) =>
      central.db.transaction({ role, shops: ['01'] }, (sql) => sql.query(statement));
    for (const role of ['publish', 'api', 'erase'] as const)
      await expect(act(role, `UPDATE settings_version SET text = ''`)).rejects.toThrow(/permission denied/);
    for (const role of ['publish', 'api'] as const)
      await expect(act(role, 'DELETE FROM settings_version')).rejects.toThrow(/permission denied/);
    // Its rows of people it may delete, and sees no others.
    await act('erase', 'DELETE FROM settings_version');
    expect(await held(kiosk)).toEqual(before);
  });

  it('[ADM-4] are shown before they are published, with what they take the place of, and nothing is changed', async () => {
    const kiosk = await join('01', 'kiosk');
    await put(signedNotice(notice('1.1.0')));
    const before = await held(kiosk);
    const preview = await put(signedNotice(notice('1.2.0')), true);
    expect(preview).toMatchObject({ state: 'new', before: { id: 'notice-in-store-1.1.0' } });
    expect(await held(kiosk)).toEqual(before);
    expect(await put(signedNotice(notice('1.2.0')))).toMatchObject({ state: 'new' });
    await expect(put(signedNotice(notice('1.1.9')))).rejects.toThrow(/newer version/);
  });

  it('[I2] [SYN-6] of one number are published once, whoever is first', async () => {
    last += 1;
    const two = [priceList(last), priceList(last, { vatRate: 1200 })].map((list) => put(signedPrices(list)));
    const ended = await Promise.allSettled(two);
    expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  describe('of staff', () => {
    const staffHeld = async (terminal: TestTerminal): Promise<readonly string[]> =>
      [...(await held(terminal)).keys()].filter((id) => id.startsWith('staff-'));
    const drop = (): Promise<number> => dropReplacedStaffLists(central.db);
    const as = <T>(role: 'api' | 'erase' | 'publish' | 'report', statement: string) =>
      central.db.transaction({ role, shops: ['01'] }, (sql) => sql.query<T>(statement));

    it('[ADM-4] [SYN-6] are published as prices are: once, never changed, and only forward', async () => {
      const kiosk = await join('01', 'kiosk');
      const signed = signedStaff(staffList(2, EDGARS));
      expect(await put(signed)).toMatchObject({
        state: 'new',
        version: { id: 'staff-2' },
        before: undefined,
      });
      expect((await held(kiosk)).get('staff-2')).toEqual(signed);
      expect(await put(signed)).toMatchObject({ state: 'already' });
      await expect(put(signedStaff(staffList(2, ZANE)))).rejects.toThrow(/another content/);
      await expect(put(signedStaff(staffList(1)))).rejects.toThrow(/newer version/);
      await expect(put(signedStaff(staffList(3), {}, STRANGER))).rejects.toThrow(/not signed by/);
      expect(await put(signedStaff(staffList(3)), true)).toMatchObject({ before: { id: 'staff-2' } });
    });

    it('[P27] [SYN-6] go once a newer one is there for the same store or for all, and no other row does', async () => {
      const [kiosk, other] = [await join('01', 'kiosk'), await join('02', 'kiosk')];
      const before = (await held(kiosk)).size;
      const forOne = (version: number) => signedStaff(staffList(version), { shopId: '02' as never });
      expect(await drop()).toBe(0);
      await put(forOne(4));
      await put(forOne(5));
      expect(await drop()).toBe(1);
      expect([await staffHeld(kiosk), await staffHeld(other)]).toEqual([['staff-2'], ['staff-2', 'staff-5']]);
      await put(signedStaff(staffList(6, ZANE)));
      expect(await drop()).toBe(2);
      expect([await staffHeld(kiosk), await staffHeld(other)]).toEqual([['staff-6'], ['staff-6']]);
      expect((await held(kiosk)).size).toBe(before);
      expect(await drop()).toBe(0);
      await expect(put(forOne(5))).rejects.toThrow(/newer version/);
    });

    it('[P27] [SYN-6] are told as gone to a terminal that has not read of them, and forgotten in the end', async () => {
      const kiosk = await join('01', 'kiosk');
      const cursor = await cursorOf(kiosk);
      const signed = signedStaff({ version: 8, people: [{ ...BAIBA, name: 'Baiba K' }] });
      await put(signedStaff(staffList(7)));
      await put(signed);
      await drop();
      const told = await kiosk.call('GET', `/v1/feed?scope=settings:01&cursor=${cursor}`);
      expect(FeedAnswer.parse(told.body).items).toEqual([
        { entity: 'settings', id: 'staff-7', version: 1, kind: 'gone', state: null },
        { entity: 'settings', id: 'staff-8', version: 1, kind: 'put', state: signed },
      ]);
      const mentions = async () => {
        const rows = await central.db.transaction({ role: 'owner' }, (sql) =>
          sql.query<{ id: string }>(
            `SELECT DISTINCT entity_id AS id FROM feed WHERE shop_id = '01' AND entity_id LIKE 'staff-%'`,
          ),
        );
        return new Set(rows.map(({ id }) => id));
      };
      expect(await mentions()).toEqual(new Set(['staff-2', 'staff-6', 'staff-7', 'staff-8']));
      await compactFeed(central.db, central.clock.now + 2 * 365 * 86_400_000);
      expect(await mentions()).toEqual(new Set(['staff-8']));
    });

    it('[I14] [SYN-6] are deleted by retention alone, which reads no name and touches nothing else', async () => {
      const rows = await as<{ series: string }>('erase', 'SELECT DISTINCT series FROM settings_version');
      expect(rows).toEqual([{ series: 'staff' }]);
      await expect(as('erase', 'SELECT text FROM settings_version')).rejects.toThrow(/permission denied/);
      for (const role of ['api', 'publish', 'report'] as const)
        await expect(as(role, `DELETE FROM settings_version WHERE series = 'staff'`)).rejects.toThrow(
          /permission denied/,
        );
    });
  });
});
