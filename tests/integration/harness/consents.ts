import {
  type ConsentsFeature,
  createConsentsFeature,
} from '../../../electron/core/features/consents/index.ts';
import { noticeInForce } from '../../../electron/core/features/notices/index.ts';
import { personOfOrder } from '../../../electron/core/features/orders/index.ts';
import type { ConsentChannel, ConsentPurpose } from '../../../shared/domain/consent.ts';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { PlacedForTest } from './orders.ts';
import type { TestCore, TestDeps } from './testCore.ts';

/** Consents where no message waits that a withdrawal would have to cancel. */
export const consentsOf = (deps: TestDeps): ConsentsFeature =>
  createConsentsFeature({
    ...deps,
    appVersion: '0.1.0',
    personOf: personOfOrder,
    cancelMessages: () => undefined,
  });

/** The customer of an order ticked one box at the kiosk. */
export const giveConsent = (
  core: TestCore<{ readonly consents: ConsentsFeature }>,
  { subjectRef }: PlacedForTest,
  box: { readonly contact: Contact; readonly purpose: ConsentPurpose; readonly channel: ConsentChannel },
): void =>
  core.deps.transact((tx) => {
    const notice = noticeInForce(tx.db, tx.now);
    if (notice === null || subjectRef === null) throw new Error('no notice or person');
    const { contact, purpose, channel } = box;
    const choices = [{ purpose, channel, given: true }];
    const how = { age: '13plus', notice, locale: 'lv', method: 'kiosk_tap' } as const;
    core.features.consents.record(tx, { subjectRef, contact, choices, ...how });
  });
