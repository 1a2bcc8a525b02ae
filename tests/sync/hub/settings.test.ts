import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { noticeInForce } from '../../../electron/core/features/notices/index.ts';
import { freePort } from '../tools/freePort.ts';
import { serveAsHub } from '../tools/serveAsHub.ts';
import { publishAt } from '../tools/settingsCentral.ts';
import { notice, OWNER, priceList, signedNotice, signedPrices } from '../tools/signedSettings.ts';
import { cut, isOffline, openStore, soon, type Store, type StoreTerminal } from './store.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore({ settingsPub: OWNER.publicKey });
});
afterEach(() => store.end());

const listAt = ({ core: { deps } }: StoreTerminal): number | undefined => deps.catalogue(deps.read)?.version;
const noticeAt = ({ core: { deps, clock } }: StoreTerminal): string | undefined =>
  noticeInForce(deps.read, clock.now())?.version;
const publish = (version: number) => publishAt(store.central, signedPrices(priceList(version)));
const statusOf = ({ core }: StoreTerminal) => core.get(core.who.manager, 'sync:status', {});

describe('what the owner signed, at a terminal that does not reach central', () => {
  it('[SYN-6, F16] comes over the hub to counter and kiosk alike, and needs no word of central’s', async () => {
    const [hub, counter, kiosk] = [
      await store.join('counter'),
      await store.join('counter'),
      await store.join('kiosk'),
    ];
    await store.serve(hub);
    await cut(counter, kiosk);
    await publish(5);
    await publishAt(store.central, signedNotice(notice('7.0.0')));
    for (const one of [hub, counter, kiosk])
      await soon(() => expect([listAt(one), noticeAt(one)]).toEqual([5, '7.0.0']));
    for (const one of [counter, kiosk]) {
      expect(isOffline(one)).toBe(true);
      expect((await statusOf(one)).hub.provisional).toBe(0);
      one.line.setDown(false);
    }
    await publish(6);
    for (const one of [counter, kiosk]) {
      await soon(() => expect([listAt(one), isOffline(one)]).toEqual([6, false]));
      expect((await statusOf(one)).deadLetters).toBe(0);
    }
  });

  it('[SYN-6, F16] comes from a counter that had it before it was the hub', async () => {
    const port = await freePort();
    const [hub, kiosk] = [await store.join('counter'), await store.join('kiosk')];
    await store.serve(hub, port);
    serveAsHub(hub.core, { on: false, port });
    await soon(() => expect(hub.core.deps.read.get(sql`SELECT 1 FROM hub_life`)).toBeUndefined());
    await cut(kiosk);
    await publish(5);
    await soon(() => expect(listAt(hub)).toBe(5));
    await store.serve(hub, port);
    await soon(() => expect(listAt(kiosk)).toBe(5));
    expect(isOffline(kiosk)).toBe(true);
  });

  it('[SYN-6, F16] is believed of no hub without the owner’s signature', async () => {
    const [hub, kiosk] = [await store.join('counter'), await store.join('kiosk')];
    await store.serve(hub);
    await publish(5);
    for (const one of [hub, kiosk]) await soon(() => expect(listAt(one)).toBe(5));
    await cut(kiosk);
    const cheap = signedPrices(priceList(7, { vatRate: 1200 }));
    hub.core.deps.transact((tx) => {
      tx.db.run(sql`INSERT INTO signed_settings (id, text, sig, adopted_at)
        VALUES ('prices-7', ${cheap.text}, ${'A'.repeat(86)}, 1)`);
      tx.db.run(sql`INSERT INTO hub_feed (entity, entity_id) VALUES ('settings', 'prices-7')`);
    });
    hub.wake();
    // What came behind the forged one shows that it was read.
    await publish(8);
    await soon(() => expect(listAt(kiosk)).toBe(8));
    expect(kiosk.core.deps.read.all(sql`SELECT version FROM catalogue_version WHERE version = 7`)).toEqual(
      [],
    );
  });
});
