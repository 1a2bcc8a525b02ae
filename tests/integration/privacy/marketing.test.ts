import { describe, expect, it } from 'vitest';
import { createConsentsFeature } from '../../../electron/core/features/consents/index.ts';
import { noticeInForce } from '../../../electron/core/features/notices/index.ts';
import { personOfOrder } from '../../../electron/core/features/orders/index.ts';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../../../shared/domain/consent.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { BY_EMAIL, orderFeatures, placeForTest } from '../harness/orders.ts';
import { createTestCore } from '../harness/testCore.ts';

const ILZE = { contact: 'ilze@example.org' } as const;

/** Orders with consents, and a list of what was cancelled. */
const shop = async () => {
  const cancelled: string[] = [];
  const core = await createTestCore((deps) => ({
    ...orderFeatures(deps),
    consents: createConsentsFeature({
      ...deps,
      databaseKey: new Uint8Array(32),
      appVersion: '0.1.0',
      personOf: personOfOrder,
      cancelMessages: (_tx, people, purpose) => void cancelled.push(`${people.length} ${purpose}`),
    }),
  }));
  const { consents } = core.features;
  /** An order of Ilze with these boxes ticked; answers the row of the person. */
  const order = async (purposes: readonly ConsentPurpose[]): Promise<PersonId> => {
    const { orderId, subjectRef } = await placeForTest(core);
    const choices = purposes.map((purpose) => ({ purpose, channel: 'email' as const, given: true }));
    core.deps.transact((tx) => {
      const notice = noticeInForce(tx.db, tx.now);
      if (notice === null || subjectRef === null) throw new Error('no notice or person');
      const how = {
        contact: BY_EMAIL,
        choices,
        age: '13plus',
        notice,
        locale: 'lv',
        method: 'kiosk_tap',
      } as const;
      consents.record(tx, { subjectRef, ...how });
    });
    const personId = personOfOrder(
      { db: core.deps.read, caller: core.who.manager, now: core.clock.now() },
      orderId,
    );
    if (personId === null) throw new Error('nobody');
    return personId;
  };
  const may = (channel: 'email' | 'sms' = 'email') =>
    CONSENT_PURPOSES.filter((purpose) =>
      consents.mayMarket(core.deps.read, ILZE, { purpose, channel }, core.clock.now()),
    );
  return { core, consents, order, may, cancelled };
};

describe('whether marketing may go out', () => {
  it('[C9, P15, P17] holiday hours, offers and news each need their own live consent on their own channel', async () => {
    const { core, consents, order, may } = await shop();
    expect(may()).toEqual([]);
    const personId = await order(['marketing.news']);
    expect(may()).toEqual(['marketing.news']);
    expect(may('sms')).toEqual([]);
    await order(['marketing.hours']);
    expect(may()).toEqual(['marketing.news', 'marketing.hours']);
    const byRow = (purpose: ConsentPurpose) =>
      consents.mayMarket(core.deps.read, { personId }, { purpose, channel: 'email' }, core.clock.now());
    expect([byRow('marketing.hours'), byRow('marketing.offers')]).toEqual([true, false]);
    await core.close();
  });

  it('[C9] no longer, once the consent is 24 months old', async () => {
    const { core, order, may } = await shop();
    await order(['marketing.hours']);
    core.clock.pass(Date.UTC(2028, 10, 21, 21, 59) - core.clock.now());
    expect(may()).toEqual(['marketing.hours']);
    core.clock.pass(60_000);
    expect(may()).toEqual([]);
    await core.close();
  });

  it('[C4, P11] not after a withdrawal, in the same transaction, whichever row it came by', async () => {
    const { core, consents, order, may, cancelled } = await shop();
    const first = await order(['marketing.news', 'marketing.offers']);
    await order(['marketing.news']);
    const how = {
      purposes: ['marketing.news'],
      method: 'staff_screen_tap',
      withdrawalMethod: 'request',
    } as const;
    core.deps.transact((tx) => {
      expect(consents.withdraw(tx, first, how)).toBe(2);
      const box = { purpose: 'marketing.news', channel: 'email' } as const;
      expect(consents.mayMarket(tx.db, ILZE, box, tx.now)).toBe(false);
      expect(cancelled).toEqual(['2 marketing.news']);
    });
    expect(may()).toEqual(['marketing.offers']);
    await core.close();
  });

  it('[E12, P16] not for a contact that was erased and comes again, until it says yes anew, for that box only', async () => {
    const { core, consents, order, may } = await shop();
    const personId = await order([...CONSENT_PURPOSES]);
    core.deps.transact((tx) => {
      consents.suppression.suppressPeople(tx, [personId], 'erasure');
    });
    core.database.writer.exec('DELETE FROM person');
    const again = await order([]);
    expect(may()).toEqual([]);
    // Proof brought in from elsewhere is no new yes: the list still holds.
    core.database.writer.exec(`UPDATE subject_map SET subject_ref = (SELECT subject_ref FROM consent_event
      WHERE event = 'given' LIMIT 1) WHERE person_id = '${again}'`);
    expect(may()).toEqual([]);
    await order(['marketing.offers']);
    expect(may()).toEqual(['marketing.offers']);
    await core.close();
  });
});
