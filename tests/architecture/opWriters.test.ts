import { describe, expect, it } from 'vitest';
import { productSources, type Source } from './lib/sources.ts';

/** Tables that every terminal of a store must agree on. */
const TABLES = [
  'orders',
  'order_photo',
  'order_item',
  'order_history',
  'payment',
  'person',
  'subject_map',
  'consent_event',
];

/** Functions that write them for whoever calls, and so must be followed by an op where they are called. */
const WRITES = [
  'insertOrder',
  'updateStatus',
  'updatePrice',
  'updatePaid',
  'updateNote',
  'insertItems',
  'deleteItems',
  'insertPhotos',
  'markMissing',
  'insertPersonRow',
  'insertPerson',
  'updateContact',
  'insertPayment',
  'insertRecord',
  'appendRecord',
  'setRestricted',
  'addHistory',
];

/** Ways in which central is told. */
const TELLS = ['addToldLine', 'tellEdit', 'tellConsents', 'tellRestriction', 'recordOp'];

/** Writers whose callers tell. */
const STORES: Readonly<Record<string, string>> = {
  'electron/core/features/orders/store/history.store.ts': 'addHistory, markUndone',
  'electron/core/features/orders/store/orders.store.ts': 'one function for each change of an order',
  'electron/core/features/orders/store/payments.store.ts': 'insertPayment',
  'electron/core/features/orders/store/people.store.ts': 'insertPerson, updateContact',
  'electron/core/features/orders/store/photos.store.ts': 'photos and lines',
  'electron/core/features/consents/consents.store.ts': 'insertRecord',
  'electron/core/features/consents/appendRecord.ts': 'one record of several',
  'electron/core/features/restriction/restriction.store.ts': 'setRestricted',
};

/** Writers of what is no news to others, and why. */
const SILENT: Readonly<Record<string, string>> = {
  'electron/core/features/orders/replica/replica.store.ts': 'takes over what others told',
  'electron/core/features/orders/replica/takeOverOrder.ts': 'takes over what others told',
  'electron/core/features/consents/takeOverConsents.ts': 'takes over what others told',
  'electron/core/features/restriction/takeOverRestriction.ts': 'takes over what others told',
  'electron/core/features/orders/change/viewPhotos.ts': 'who looked at photos is of this terminal',
  'electron/core/features/orders/forTickets.ts': 'papers are of this terminal',
  'electron/core/features/erasure/erasing.ts': 'what the ledger names is closed at each terminal',
  'electron/core/features/erasure/job/steps.ts': 'each terminal erases by the ledger',
  'electron/core/features/retention/works/contact.ts': 'each side ends data by its own calendar',
  'electron/core/features/retention/works/facts.ts': 'each side ends data by its own calendar',
  'electron/core/features/retention/works/proofs.ts': 'each side ends data by its own calendar',
};

const STATEMENT = new RegExp(
  `(INSERT INTO|REPLACE INTO|UPDATE|DELETE FROM)\\s+(${TABLES.join('|')})\\b(?!_)`,
  'i',
);
const calls = (names: readonly string[], { text }: Source): boolean =>
  names.some((name) => new RegExp(`(?<!const )\\b${name}\\(`).test(text));

/** Modules that write one of the tables and tell nobody. */
const untold = (files: readonly Source[]): readonly string[] =>
  files
    .filter(({ path }) => path.startsWith('electron/core/features/'))
    .filter((file) => STATEMENT.test(file.text) || calls(WRITES, file))
    .filter((file) => !calls(TELLS, file) && !/noteFilesDeleted\(/.test(file.text))
    .map(({ path }) => path)
    .toSorted();

describe('[I1, I5] what is changed of an order, its money or its person', () => {
  it('is told to central where it is written, or said why not', () => {
    expect(untold(productSources())).toEqual([...Object.keys(STORES), ...Object.keys(SILENT)].toSorted());
  });

  it.each([
    ['tx.db.run(sql`UPDATE orders SET place = NULL WHERE order_id = ${id}`);', true],
    ['insertPayment(tx.db, payment);', true],
    [
      "insertPayment(tx.db, payment); addToldLine(tx, order, line, 'payment.recorded@1', { payment });",
      false,
    ],
    ['sql`UPDATE order_number SET last = 1`', false],
    ['sql`SELECT 1 FROM orders`', false],
  ])('%s is seen as it is', (text, expected) => {
    expect(untold([{ path: 'electron/core/features/one/a.ts', text }]).length > 0).toBe(expected);
  });
});
