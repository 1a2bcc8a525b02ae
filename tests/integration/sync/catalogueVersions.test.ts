import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCatalogueFeature } from '../../../electron/core/features/catalogue/index.ts';
import { takeOverSettings } from '../../../electron/core/features/signedSettings/index.ts';
import { startOfShopDay } from '../../../shared/domain/time.ts';
import { OWNER, priceList, signedPrices } from '../../sync/tools/signedSettings.ts';
import { createTestCore, START, type TestCore } from '../harness/testCore.ts';
import { enrolWithOwner } from './enrolled.ts';

const features = (deps: Parameters<typeof createCatalogueFeature>[0]) => ({
  catalogue: createCatalogueFeature(deps),
});
let core: TestCore<ReturnType<typeof features>>;

beforeEach(async () => {
  core = await createTestCore(features);
  core.deps.transact((tx) => enrolWithOwner(tx, OWNER.publicKey));
});
afterEach(() => core.close());

const shown = async () => (await core.get(core.who.staff, 'catalogue:versions', {})).versions;

describe('the price lists that staff are told of', () => {
  it('[ADM-4] [SYN-6] are what ships, what holds and what is coming, with who signed and what each changed', async () => {
    const day = '2026-12-24' as never;
    const [product] = priceList(2).products;
    const next = priceList(2, { version: 3, validFrom: day, vatRate: 1200 });
    for (const signed of [signedPrices(priceList(2)), signedPrices(next, { shopId: '01' as never })])
      core.deps.transact((tx) => takeOverSettings(tx, signed));
    const [coming, inForce, shipped] = await shown();
    expect(coming).toEqual({
      version: 3,
      state: 'coming',
      validFrom: startOfShopDay(day),
      signed: { by: 'owner', at: Date.UTC(2026, 10, 30, 8), forStore: true },
      receivedAt: START,
      changes: [{ what: 'amount', of: 'vatRate', before: 2100, after: 1200 }],
    });
    expect(inForce).toMatchObject({ version: 2, state: 'inForce', signed: { by: 'owner', forStore: false } });
    const dearer = {
      ...product,
      breaks: product?.breaks.map((step, i) => (i === 0 ? { ...step, unit: step.unit - 2 } : step)),
    };
    expect(inForce?.changes?.[0]).toEqual({ what: 'product', before: dearer, after: product });
    expect(shipped).toMatchObject({ version: 1, state: 'past', signed: null, changes: null });
  });

  it('[ADM-4] are no matter of customers', async () => {
    expect(await core.refused(core.who.customer, 'catalogue:versions', {})).toBe('FORBIDDEN');
  });
});
