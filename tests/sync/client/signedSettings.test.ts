import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { createCatalogueFeature } from '../../../electron/core/features/catalogue/index.ts';
import { createNoticesHandlers, noticeInForce } from '../../../electron/core/features/notices/index.ts';
import type { SignedSettings } from '../../../shared/sync/settingsDocument.ts';
import { FREE_START, placeForTest } from '../../integration/harness/orders.ts';
import { createTestCore, type TestCore, type TestDeps } from '../../integration/harness/testCore.ts';
import type { TestCentral } from '../tools/central.ts';
import { enrolAt, heldAt, publishAt, smuggleAt, startSettingsCentral } from '../tools/settingsCentral.ts';
import { counterFeatures } from '../tools/counterCore.ts';
import { notice, priceList, signedNotice, signedPrices, STRANGER } from '../tools/signedSettings.ts';

const features = (deps: TestDeps) => ({
  ...counterFeatures(deps),
  catalogue: createCatalogueFeature(deps),
  notices: { handlers: createNoticesHandlers(deps) },
});
type Counter = TestCore<ReturnType<typeof features>>;

let central: TestCentral;
let counters: Counter[] = [];

const soon = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 20 });

const counterOf = async (store: string): Promise<Counter> => {
  const core = await createTestCore(features);
  core.set({ ...FREE_START, store: { code: store } });
  await enrolAt(central, core);
  core.features.sync.start?.();
  counters.push(core);
  return core;
};

const put = (signed: SignedSettings) => publishAt(central, signed);
const listAt = ({ deps }: Counter): number | undefined => deps.catalogue(deps.read)?.version;

const smuggle = (id: string, signed: SignedSettings) => smuggleAt(central, id, signed);

beforeEach(async () => {
  counters = [];
  central = await startSettingsCentral();
});
afterEach(async () => {
  for (const core of counters) await core.features.sync.stop();
  for (const core of counters) await core.close();
  await central.end();
});

describe('a price list that the owner signed', () => {
  it('[SYN-6] [ADM-4] [PRI-1] holds for new orders of every store, and an order keeps the list it was made by', async () => {
    const [one, two] = [await counterOf('01'), await counterOf('02')];
    const before = await placeForTest(one);
    await put(signedPrices(priceList(5)));
    await soon(() => expect([listAt(one), listAt(two)]).toEqual([5, 5]));
    const after = await placeForTest(one);
    const versions = one.deps.read.all(
      sql`SELECT order_id AS id, catalogue_version AS version FROM orders ORDER BY placed_at, order_id`,
    );
    expect(new Set(versions)).toEqual(
      new Set([
        { id: before.orderId, version: 1 },
        { id: after.orderId, version: 5 },
      ]),
    );
    expect(one.events.map(({ name }) => name)).toContain('catalogue-changed');
    await put(signedPrices(priceList(6), { shopId: '02' as never }));
    await soon(() => expect(listAt(two)).toBe(6));
    expect(listAt(one)).toBe(5);
  });

  it('[SYN-6] [PRI-1] holds from its day on, and puts the list that ships aside for good', async () => {
    const core = await counterOf('01');
    await put(signedPrices(priceList(5, { validFrom: '2026-12-24' as never })));
    await soon(() =>
      expect(core.deps.read.all(sql`SELECT version FROM catalogue_version ORDER BY version`)).toHaveLength(2),
    );
    expect(listAt(core)).toBe(1);
    const shown = async () => {
      const { versions } = await core.get(core.who.staff, 'catalogue:versions', {});
      return versions.map(({ version, state, signed, changes }) => [
        version,
        state,
        signed?.by ?? null,
        changes?.length ?? null,
      ]);
    };
    // Each product of the list that ships became dearer.
    const products = priceList(1).products.length;
    expect(await shown()).toEqual([
      [5, 'coming', 'owner', products],
      [1, 'inForce', null, null],
    ]);
    core.clock.pass(40 * 86_400_000);
    expect(listAt(core)).toBe(5);
    expect((await shown()).map(([, state]) => state)).toEqual(['inForce', 'past']);
    // A later program brings a list of its own, with a higher number.
    core.deps.transact((tx) =>
      tx.db.run(sql`INSERT INTO catalogue_version (version, valid_from, body, received_at)
        VALUES (9, 1, ${JSON.stringify(priceList(9))}, 1)`),
    );
    expect(listAt(core)).toBe(5);
  });

  it('[SYN-6] is refused unsigned, altered, of another key, of another store, or in place of a known version; staff see it', async () => {
    const core = await counterOf('01');
    await put(signedPrices(priceList(5)));
    await soon(() => expect(listAt(core)).toBe(5));
    const signed = signedPrices(priceList(7));
    const wrong = {
      unsigned: { ...signed, sig: 'A'.repeat(86) },
      altered: { ...signed, text: signed.text.replace('\\"vatRate\\":2100', '\\"vatRate\\":1200') },
      stranger: signedPrices(priceList(7), {}, STRANGER),
      elsewhere: signedPrices(priceList(7), { shopId: '02' as never }),
      changed: signedPrices(priceList(5, { vatRate: 1200 })),
    };
    for (const [id, one] of Object.entries(wrong)) await smuggle(id, one);
    await soon(async () => expect(await heldAt(core)).toHaveLength(5));
    for (const one of await heldAt(core)) expect(one).toMatchObject({ what: 'settings', code: 'refused' });
    expect(await core.get(core.who.staff, 'sync:status', {})).toMatchObject({ state: 'attention' });
    expect(core.deps.catalogue(core.deps.read)).toEqual(priceList(5));
    expect(core.deps.read.all(sql`SELECT id FROM signed_settings`)).toEqual([{ id: 'prices-5' }]);
  });

  it('[SYN-6] is never followed by an older one: that is kept for the orders that name it, and nothing else', async () => {
    const core = await counterOf('01');
    await put(signedPrices(priceList(5)));
    await soon(() => expect(listAt(core)).toBe(5));
    await smuggle('replayed', signedPrices(priceList(4)));
    await soon(() =>
      expect(core.deps.read.all(sql`SELECT id FROM signed_settings ORDER BY id`)).toEqual([
        { id: 'prices-4' },
        { id: 'prices-5' },
      ]),
    );
    expect(listAt(core)).toBe(5);
    expect(await heldAt(core)).toEqual([]);
  });

  it('[SYN-6] [OFF-1] [I5] waits for a counter that is away, is taken over once, and outlives its restart', async () => {
    const core = await counterOf('01');
    await core.features.sync.stop();
    await put(signedPrices(priceList(5)));
    expect(listAt(core)).toBe(1);
    core.features.sync.start?.();
    await soon(() => expect(listAt(core)).toBe(5));
    await core.features.sync.stop();
    const again = await core.restart();
    counters = [again];
    expect(listAt(again)).toBe(5);
    // Everything is read anew, and nothing comes twice.
    await again.get(again.who.staff, 'sync:retry', {});
    again.features.sync.start?.();
    await put(signedPrices(priceList(6)));
    await soon(() => expect(listAt(again)).toBe(6));
    expect(await heldAt(again)).toEqual([]);
  });

  it('[SYN-6] is named where the owner’s key is not known, and taken over once the terminal was joined anew', async () => {
    const { settingsPub } = central.central;
    (central.central as { settingsPub: string | undefined }).settingsPub = undefined;
    const core = await counterOf('01');
    (central.central as { settingsPub: string | undefined }).settingsPub = settingsPub;
    await put(signedPrices(priceList(5)));
    await soon(async () => expect(await heldAt(core)).toMatchObject([{ what: 'settings', code: 'no_key' }]));
    expect(listAt(core)).toBe(1);
    await enrolAt(central, core);
    await core.get(core.who.staff, 'sync:retry', {});
    await soon(() => expect(listAt(core)).toBe(5));
    await soon(async () => expect(await heldAt(core)).toEqual([]));
  });
});

describe('a notice that the owner signed', () => {
  const version = (core: Counter): string | undefined =>
    noticeInForce(core.deps.read, core.clock.now())?.version;
  const material = notice('1.1.0', { materiality: 'material', effectiveAt: Date.UTC(2026, 11, 24) });

  it('[SYN-6] [ADM-4] [P36] [P37] comes into force on its day, and people are told once, whichever counters know them', async () => {
    const [one, two] = [await counterOf('01'), await counterOf('01')];
    await placeForTest(one);
    one.features.sync.wake();
    await soon(() => expect(two.deps.read.all(sql`SELECT person_id FROM person`)).toHaveLength(1));
    await put(signedNotice(material));
    const told = (core: Counter) => core.deps.read.all(sql`SELECT version, person_id FROM notice_person`);
    await soon(() => expect([told(one).length, told(two).length]).toEqual([1, 1]));
    expect(told(one)).toEqual(told(two));
    expect(version(one)).toBe('1.0.0');
    const ids = (core: Counter) =>
      core.deps.read.all(sql`SELECT message_id FROM message WHERE template = 'notice.change'`);
    for (const core of [one, two]) core.features.messages.start?.();
    await soon(() => expect([ids(one).length, ids(two).length]).toEqual([1, 1]));
    expect(ids(one)).toEqual(ids(two));
    one.clock.pass(40 * 86_400_000);
    expect(version(one)).toBe('1.1.0');
  });

  it('[SYN-6] [ADM-4] is read-only at the counter, and gives no way to what was drafted there under its number', async () => {
    const core = await counterOf('01');
    const {
      sample: _s,
      judgedBy: _j,
      approvedBy: _a,
      publishedAt: _p,
      siteUrl: _u,
      effectiveAt: _e,
      ...draft
    } = notice('1.1.0', { judgedBy: 'legal' });
    const changed = { ...draft, summary: { lv: 'Cits.', en: 'Other.', ru: 'Другое.' } };
    await core.get(core.who.manager, 'notices:propose', { draft: changed });
    await put(signedNotice(notice('1.1.0')));
    await soon(() => expect(version(core)).toBe('1.1.0'));
    expect(noticeInForce(core.deps.read, core.clock.now())?.summary).toEqual(draft.summary);
    expect(
      await core.refused(core.who.manager, 'notices:propose', { draft: { ...changed, version: '1.2.0' } }),
    ).toBe('SIGNED_AT_CENTRAL');
    const { versions } = await core.get(core.who.manager, 'notices:list', {});
    expect(versions.map((known) => [known.version, known.signed, known.state])).toEqual([
      ['1.0.0', false, 'superseded'],
      ['1.1.0', true, 'effective'],
    ]);
  });

  it('[SYN-6] [P2] is refused where another text was published here under its number', async () => {
    const core = await counterOf('01');
    await put(signedNotice(notice('1.0.0')));
    await soon(async () => expect(await heldAt(core)).toMatchObject([{ what: 'settings', code: 'refused' }]));
    expect(version(core)).toBe('1.0.0');
    expect(core.deps.read.all(sql`SELECT id FROM signed_settings`)).toEqual([]);
  });
});
