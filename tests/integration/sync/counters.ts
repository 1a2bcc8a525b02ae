import { noticeInForce } from '../../../electron/core/features/notices/index.ts';
import { documentOf, noteFilesHere } from '../../../electron/core/features/orders/index.ts';
import type { ConsentPurpose } from '../../../shared/domain/consent.ts';
import type { OrderId, SubjectRef } from '../../../shared/domain/ids.ts';
import type { OrderDocument } from '../../../shared/sync/orderDocument.ts';
import { BY_EMAIL } from '../harness/orders.ts';
import { TestCentral } from './central.ts';
import { type Counter, createCounter } from './counter.ts';

export interface TestStore {
  readonly a: Counter;
  readonly b: Counter;
  readonly central: TestCentral;
  /** Everything that waits goes to central and back, until nothing is news. */
  readonly sync: () => void;
  /** The originals of an order come to the counter, as the download would say. */
  readonly filesCome: (to: Counter, orderId: OrderId) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Two counters, each with a real encrypted database, and the rules of central between them. */
export const createStore = async ({ enrolled = true } = {}): Promise<TestStore> => {
  const central = new TestCentral();
  const [a, b] = [await createCounter(), await createCounter()];
  if (enrolled) for (const counter of [a, b]) central.enrol(counter);
  const other = (counter: Counter): Counter => (counter === a ? b : a);
  return {
    a,
    b,
    central,
    sync: () => {
      for (const counter of [a, b]) central.take(counter);
      for (const counter of [a, b]) central.give(counter);
    },
    filesCome: async (to, orderId) => {
      const from = other(to);
      const key = await from.core.deps.fileKeys.get(orderId);
      if (!key) throw new Error('no key');
      const own = await to.core.deps.fileKeys.allocate(orderId);
      for (const fileId of await from.core.deps.files.files(orderId)) {
        const source = from.core.deps.files.open({ orderId, fileId }, key);
        await to.core.deps.files.store({ orderId, fileId, key: own, source });
      }
      to.core.deps.transact((tx) => noteFilesHere(tx, orderId));
    },
    close: async () => {
      await a.core.close();
      await b.core.close();
    },
  };
};

/** An order without what each counter knows for itself: its staff, and the order in which it learned of things. */
export const sharedOf = ({ history, payments, ...rest }: OrderDocument): OrderDocument => ({
  ...rest,
  history: history
    .toSorted((one, two) => (one.opId < two.opId ? -1 : 1))
    .map((line) => ({ ...line, by: null })),
  payments: payments
    .toSorted((one, two) => (one.paymentId < two.paymentId ? -1 : 1))
    .map((payment) => ({ ...payment, by: null })),
});

/** The same of an order as its counter holds it. */
export const shared = ({ core }: Counter, orderId: OrderId): OrderDocument | undefined => {
  const document = documentOf(core.deps.read, orderId);
  return document && sharedOf(document);
};

/** The customer of an order said yes to these purposes when it was placed. */
export const consentFor = (
  { core }: Counter,
  subjectRef: SubjectRef | null,
  purposes: readonly ConsentPurpose[],
): void =>
  core.deps.transact((tx) => {
    const notice = noticeInForce(tx.db, tx.now);
    if (!subjectRef || !notice) throw new Error('nobody to ask');
    core.features.consents.record(tx, {
      subjectRef,
      contact: BY_EMAIL,
      choices: purposes.map((purpose) => ({ purpose, channel: 'email', given: true })),
      age: '13plus',
      notice,
      locale: 'lv',
      method: 'oral_staff',
    });
  });
