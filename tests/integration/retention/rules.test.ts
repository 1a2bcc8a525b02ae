import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import {
  placeLegalHold,
  releaseLegalHold,
} from '../../../electron/core/features/requests/store/legalHold.store.ts';
import { Contact } from '../../../shared/domain/contact.ts';
import { ulid } from '../../../shared/domain/ids.ts';
import { BY_EMAIL, BY_PHONE, placeForTest } from '../harness/orders.ts';
import {
  createRetentionCore,
  DAY,
  endNow,
  numberOf,
  passAfter,
  pickedUp,
  type RetentionCore,
} from './retentionCore.ts';

let core: RetentionCore;
afterEach(() => core.close());

const open = async (): Promise<void> => {
  core = await createRetentionCore();
};
const people = (): number => numberOf(core, sql`SELECT count(*) AS n FROM person`);
const filesOf = (orderId: string): boolean => existsSync(join(core.folder, 'files', orderId));

describe('[P27, PRV-3] photos', () => {
  it('go 30 days after the pick-up, with their key, their names and what tells one from another', async () => {
    await open();
    const { orderId } = await pickedUp(core);
    await passAfter(core, 29);
    expect([filesOf(orderId), await core.deps.fileKeys.get(orderId)]).not.toContain(undefined);
    expect(filesOf(orderId)).toBe(true);
    await passAfter(core, 1);
    expect([filesOf(orderId), await core.deps.fileKeys.get(orderId)]).toEqual([false, undefined]);
    expect(
      core.deps.read.all(sql`SELECT DISTINCT name, sha256 FROM order_photo WHERE order_id = ${orderId}`),
    ).toEqual([{ name: null, sha256: null }]);
    expect(
      core.deps.read.all(sql`SELECT action, object_ref FROM audit WHERE object_ref = ${orderId}
      AND action = 'order.files-deleted'`),
    ).toHaveLength(1);
  });

  it('of an order nobody collects go 90 days after it', async () => {
    await open();
    const { orderId } = await placeForTest(core);
    await passAfter(core, 89);
    expect(filesOf(orderId)).toBe(true);
    await passAfter(core, 1);
    expect(filesOf(orderId)).toBe(false);
  });

  it('of a restricted person stay until the restriction is lifted', async () => {
    await open();
    const { orderId } = await pickedUp(core);
    const restrict = (at: number | null) =>
      core.deps.transact((tx) => tx.db.run(sql`UPDATE person SET restricted_at = ${at}`));
    restrict(1);
    await passAfter(core, 400);
    expect([filesOf(orderId), people()]).toEqual([true, 1]);
    restrict(null);
    await passAfter(core, 0);
    expect([filesOf(orderId), people()]).toEqual([false, 0]);
  });
});

/** A request about everybody who is there, closed so many days ago; open with null. */
const request = (type: string, closedDaysAgo: number | null, number = 'P-2026-0001'): string => {
  const requestId = core.deps.ids.ulid();
  const at = core.clock.now();
  const closedAt = closedDaysAgo === null ? null : at - closedDaysAgo * DAY;
  core.deps.transact((tx) => {
    tx.db.run(sql`INSERT INTO privacy_request (request_id, number, type, state, channel, locale, received_at, recorded_at,
      terminal, scope, due_at, closed_at) VALUES (${requestId}, ${number}, ${type}, 'closed', 'letter', 'lv', ${at}, ${at},
      'T', '[]', ${at}, ${closedAt})`);
    tx.db.run(
      sql`INSERT INTO privacy_subject (request_id, subject_ref) SELECT ${requestId}, subject_ref FROM subject_map`,
    );
  });
  return requestId;
};

describe('[P28, E11, PRV-3] a hold of the company', () => {
  const holdEverybody = (): string => {
    const requestId = request('legal_hold_place', 0);
    core.deps.transact((tx) => placeLegalHold(tx.db, requestId, tx.now));
    return requestId;
  };
  const linked = (): number =>
    numberOf(core, sql`SELECT count(*) AS n FROM orders WHERE person_id IS NOT NULL`);

  it('keeps photos, contact and address of a person, and of nobody else, until it is released', async () => {
    await open();
    const held = await pickedUp(core, { contact: BY_EMAIL, delivery: 'address' });
    core.deps.transact((tx) => tx.db.run(sql`UPDATE person SET address = '{"street":"Klusā iela 7"}'`));
    const hold = holdEverybody();
    const other = await pickedUp(core, { contact: BY_PHONE });
    await passAfter(core, 400);
    expect([filesOf(held.orderId), filesOf(other.orderId), people(), linked()]).toEqual([true, false, 1, 1]);
    expect(numberOf(core, sql`SELECT count(*) AS n FROM person WHERE address IS NOT NULL`)).toBe(1);
    core.deps.transact((tx) => releaseLegalHold(tx.db, hold, tx.now));
    await passAfter(core, 0);
    expect([filesOf(held.orderId), people(), linked()]).toEqual([false, 0, 0]);
  });

  it('keeps the facts and receipts of an order whose photos went before it', async () => {
    await open();
    const { orderId, total } = await placeForTest(core);
    await core.get(core.who.staff, 'orders:recordPayment', {
      orderId,
      kind: 'payment',
      method: 'cash',
      amount: total,
      tillReceipt: null,
    });
    endNow(core, orderId);
    await passAfter(core, 40);
    expect(filesOf(orderId)).toBe(false);
    holdEverybody();
    await passAfter(core, 10 * 365);
    expect([people(), numberOf(core, sql`SELECT count(*) AS n FROM order_photo`)]).toEqual([1, 2]);
    expect(numberOf(core, sql`SELECT count(*) AS n FROM payment`)).toBe(1);
  });

  it('keeps the contact that is there for marketing alone', async () => {
    await open();
    await pickedUp(core);
    holdEverybody();
    core.deps.transact((tx) => tx.db.run(sql`UPDATE orders SET person_id = NULL`));
    await passAfter(core, 30 * 31);
    expect(people()).toBe(1);
  });

  it('keeps the request that placed it; both go when it was released, and the pass is whole', async () => {
    await open();
    await pickedUp(core);
    const hold = holdEverybody();
    const requests = (): number => numberOf(core, sql`SELECT count(*) AS n FROM privacy_request`);
    expect(await passAfter(core, 3 * 366)).toBe(true);
    expect(requests()).toBe(1);
    core.deps.transact((tx) => releaseLegalHold(tx.db, hold, tx.now));
    expect(await passAfter(core, 0)).toBe(true);
    expect([requests(), numberOf(core, sql`SELECT count(*) AS n FROM legal_hold`)]).toEqual([0, 0]);
  });
});

describe('[P27, PRV-3] the papers of a request', () => {
  const folder = (): string => join(core.folder, 'exports');
  const put = (...names: readonly string[]): void => {
    mkdirSync(folder(), { recursive: true });
    for (const name of names) writeFileSync(join(folder(), name), 'x');
  };
  const left = (): readonly string[] => readdirSync(folder()).toSorted();

  it('letters go 30 days after it was closed, and those of a request that is no more', async () => {
    await open();
    request('access', 30, 'P-2026-0001');
    request('access', 29, 'P-2026-0002');
    request('access', null, 'P-2026-0003');
    const letters = ['1', '2', '3', '4'].map((n) => `P-2026-000${n}-decision.pdf`);
    put(...letters, 'dienas-parskats-2020-01-01.pdf');
    await passAfter(core, 0);
    expect(left()).toEqual([letters[1], letters[2], 'dienas-parskats-2020-01-01.pdf']);
    await passAfter(core, 1);
    expect(left()).toEqual([letters[2], 'dienas-parskats-2020-01-01.pdf']);
  });

  it('certificates go after 3 years, on the day, from the database and from where they were saved', async () => {
    await open();
    const certificateId = core.deps.ids.ulid();
    core.deps.transact((tx) =>
      tx.db.run(sql`INSERT INTO erasure_certificate (certificate_id, request_id, at, body)
        VALUES (${certificateId}, ${tx.ids.ulid()}, ${tx.now}, '{}')`),
    );
    const rows = (): number => numberOf(core, sql`SELECT count(*) AS n FROM erasure_certificate`);
    const saved = ['json', 'pdf'].map((type) => `dzesanas-apliecinajums-${certificateId}.${type}`);
    put(...saved);
    await passAfter(core, 3 * 365);
    expect([rows(), left()]).toEqual([1, saved]);
    await passAfter(core, 1);
    expect([rows(), left()]).toEqual([0, []]);
  });
});

describe('[P27, PRV-3] the day told to staff is the day it happens', () => {
  it('before the pick-up, after it, and once the photos are gone', async () => {
    await open();
    const { orderId } = await placeForTest(core);
    const shown = async () => (await core.get(core.who.manager, 'orders:get', { orderId })).keepUntil;
    expect(await shown()).toBe('2027-02-20');
    core.clock.pass(DAY);
    core.deps.transact((tx) =>
      tx.db.run(sql`UPDATE orders SET status = 'picked_up', closed_at = ${core.clock.now()}`),
    );
    core.clock.pass(10_000);
    expect(await shown()).toBe('2026-12-23');
    await core.get(core.who.staff, 'orders:deleteFiles', { orderId });
    await core.features.retention.settled();
    expect(await shown()).toBe('2026-11-23');
  });
});

describe('[P27, PRV-3] name, e-mail and phone', () => {
  it('go 90 days after the pick-up, with the pseudonym, the search terms and the words of staff', async () => {
    await open();
    const { orderId } = await pickedUp(core);
    core.deps.transact((tx) =>
      tx.db.run(sql`UPDATE orders SET note = 'zvanīja', place = 'A1' WHERE order_id = ${orderId}`),
    );
    core.deps.transact((tx) =>
      tx.db.run(sql`UPDATE order_history SET reason = 'pazīst' WHERE order_id = ${orderId}`),
    );
    await passAfter(core, 89);
    expect(people()).toBe(1);
    await passAfter(core, 1);
    expect(people()).toBe(0);
    expect(numberOf(core, sql`SELECT count(*) AS n FROM subject_map`)).toBe(0);
    expect(numberOf(core, sql`SELECT count(*) AS n FROM order_search`)).toBe(0);
    expect(numberOf(core, sql`SELECT count(*) AS n FROM order_history WHERE reason IS NOT NULL`)).toBe(0);
    expect(
      core.deps.read.get(sql`SELECT person_id, customer_key, note, place, claim_code FROM orders`),
    ).toEqual({ person_id: null, customer_key: null, note: null, place: null, claim_code: null });
  });

  it('of an order nobody collects go 90 days after its photos', async () => {
    await open();
    await placeForTest(core);
    await passAfter(core, 179);
    expect(people()).toBe(1);
    await passAfter(core, 1);
    expect(people()).toBe(0);
  });

  it('leave another customer as they were', async () => {
    await open();
    await pickedUp(core);
    core.clock.pass(30 * DAY);
    await pickedUp(core, { contact: BY_PHONE });
    const before = core.deps.read.get(sql`SELECT * FROM person WHERE phone IS NOT NULL`);
    await passAfter(core, 60);
    expect(core.deps.read.all(sql`SELECT * FROM person`)).toEqual([before]);
  });

  it('the claim code of an anonymous order goes as well', async () => {
    await open();
    await pickedUp(core, { contact: Contact.parse({ way: 'none' }) });
    await passAfter(core, 90);
    expect(core.deps.read.get(sql`SELECT claim_code FROM orders`)).toEqual({ claim_code: null });
  });
});

describe('[P27, PRV-3] a delivery address', () => {
  it('goes 30 days after the delivery, and the rest of the contact stays', async () => {
    await open();
    const address = { street: 'Brīvības iela 1', town: 'Rīga', postcode: 'LV-1010' };
    await pickedUp(core, { contact: Contact.parse({ ...BY_EMAIL, address }), delivery: 'address' });
    const stored = () => core.deps.read.get(sql`SELECT address, email FROM person`);
    await passAfter(core, 29);
    expect(stored()).toEqual({ address: 'Brīvības iela 1, Rīga, LV-1010', email: 'ilze@example.org' });
    await passAfter(core, 1);
    expect(stored()).toEqual({ address: null, email: 'ilze@example.org' });
  });
});

const consent = (event: string, at: number): void =>
  core.deps.transact((tx) => {
    tx.db.run(sql`INSERT OR IGNORE INTO notice_text (sha256, text) VALUES ('s', 't')`);
    tx.db.run(sql`INSERT INTO consent_event (schema, record_id, event, subject_ref, purpose, channel, age_gate, text_id,
        text_version, lawful_basis, recipients, pii_types, retention_rule, notice_id, notice_version, notice_sha256,
        statement_sha256, locale, method, terminal, occurred_at, lamport, recorded_at, clock_trust)
      SELECT 'lete-consent/0', ${tx.ids.ulid()}, ${event}, subject_ref, 'marketing.news', 'email', '13plus', 't', '1',
        '6(1)(a)', '[]', '[]', 'consent-proof', 'n', '1', 's', 's', 'lv', 'kiosk_tap', 'kiosk', ${at}, 1, ${at},
        'trusted' FROM subject_map`);
  });
const proofs = (): number => numberOf(core, sql`SELECT count(*) AS n FROM consent_event`);

describe('[P27, PRV-3] a contact for marketing', () => {
  it('outlives its order as the e-mail address alone, and goes after 24 months without a word', async () => {
    await open();
    await pickedUp(core);
    consent('given', core.clock.now());
    await passAfter(core, 90);
    expect(core.deps.read.get(sql`SELECT name, email FROM person`)).toEqual({
      name: null,
      email: 'ilze@example.org',
    });
    expect(numberOf(core, sql`SELECT count(*) AS n FROM orders WHERE person_id IS NOT NULL`)).toBe(0);
    await passAfter(core, 640);
    expect(people()).toBe(1);
    await passAfter(core, 2);
    expect(people()).toBe(0);
  });

  it('goes at once when the consent is withdrawn', async () => {
    await open();
    await pickedUp(core);
    consent('given', core.clock.now());
    await passAfter(core, 90);
    consent('withdrawn', core.clock.now());
    await passAfter(core, 0);
    expect(people()).toBe(0);
  });
});

describe('[P27, PRV-3] the proof of a consent', () => {
  it('goes 3 years after the withdrawal, whole', async () => {
    await open();
    await pickedUp(core);
    consent('given', core.clock.now());
    core.clock.pass(10 * DAY);
    consent('withdrawn', core.clock.now());
    await passAfter(core, 3 * 365);
    expect(proofs()).toBe(2);
    await passAfter(core, 1);
    expect(proofs()).toBe(0);
  });

  it('of a consent nobody withdrew goes 3 years after the 24 months it was good for', async () => {
    await open();
    await pickedUp(core);
    consent('given', core.clock.now());
    await passAfter(core, 5 * 365);
    expect(proofs()).toBe(1);
    await passAfter(core, 2);
    expect(proofs()).toBe(0);
  });
});

const pay = async (orderId: string): Promise<void> => {
  core.deps.transact((tx) =>
    tx.db.run(sql`INSERT INTO payment (payment_id, order_id, kind, amount, method, at, day, staff_id)
      VALUES (${tx.ids.ulid()}, ${orderId}, 'payment', 100, 'cash', ${tx.now}, '2026-11-22', ${core.who.staff.staffId})`),
  );
};
const orders = (): number => numberOf(core, sql`SELECT count(*) AS n FROM orders`);

describe('[P27, P28, PRV-3] order lines and receipts', () => {
  it('lines become sums of their month after 3 years; what nothing was paid for goes whole', async () => {
    await open();
    await pickedUp(core, { photos: 2, lines: [{ copies: 3 }] });
    const { orderId } = await pickedUp(core, { photos: 1, lines: [{ copies: 4 }] });
    await pay(orderId);
    await passAfter(core, 3 * 365);
    expect(numberOf(core, sql`SELECT count(*) AS n FROM order_item`)).toBe(3);
    await passAfter(core, 1);
    expect(core.deps.read.all(sql`SELECT * FROM product_month`)).toEqual([
      { month: '2026-11', format: '10x15', paper: 'gloss', copies: 10 },
    ]);
    expect(core.deps.read.all(sql`SELECT order_id FROM orders`)).toEqual([{ order_id: orderId }]);
    for (const table of ['order_item', 'order_photo', 'order_history'])
      expect(numberOf(core, { text: `SELECT count(*) AS n FROM ${table}`, params: [] })).toBe(0);
  });

  it('[E11] receipts go 5 years after the end of the financial year, on the day', async () => {
    await open();
    const { orderId } = await pickedUp(core);
    await pay(orderId);
    // 22 November 2026 to 30 December 2031.
    await passAfter(core, 1864);
    expect([orders(), numberOf(core, sql`SELECT count(*) AS n FROM payment`)]).toEqual([1, 1]);
    await passAfter(core, 1);
    expect([orders(), numberOf(core, sql`SELECT count(*) AS n FROM payment`)]).toEqual([0, 0]);
  });

  it('[A2] nobody else deletes or changes money', async () => {
    await open();
    const { orderId } = await pickedUp(core);
    await pay(orderId);
    const attempt = (text: string) => () => core.deps.transact((tx) => tx.db.run({ text, params: [] }));
    expect(attempt('DELETE FROM payment')).toThrow('append-only');
    expect(attempt('UPDATE payment SET amount = 1')).toThrow('append-only');
    expect(attempt("UPDATE payment SET reason = 'x'")).toThrow('append-only');
    expect(numberOf(core, sql`SELECT count(*) AS n FROM deletion_permit`)).toBe(0);
  });
});

describe('[P27, PRV-3] files of the terminal', () => {
  const put = (folder: string, names: readonly string[]): void => {
    mkdirSync(join(core.folder, folder), { recursive: true });
    for (const name of names) writeFileSync(join(core.folder, folder, name), 'x');
  };
  const list = (folder: string): readonly string[] => readdirSync(join(core.folder, folder)).toSorted();

  it('logs and backups go after 14 days, yet never the only backup; damaged databases go as well', async () => {
    await open();
    const now = core.clock.now();
    const backup = (days: number): string => `lete-${now - days * DAY}.db`;
    put('logs', ['lete-2026-11-07.log', 'lete-2026-11-09.log', 'lete-2026-11-22.log']);
    put('backups', [backup(16), backup(15), backup(13)]);
    put('.', [`lete.db.damaged-${now - 15 * DAY}-wal`, `lete.db.damaged-${now - 3 * DAY}`]);
    await passAfter(core, 0);
    expect(list('logs')).toEqual(['lete-2026-11-09.log', 'lete-2026-11-22.log']);
    expect(list('backups')).toEqual([backup(13)]);
    expect(list('.').filter((name) => name.includes('damaged'))).toEqual([
      `lete.db.damaged-${now - 3 * DAY}`,
    ]);
    await passAfter(core, 90);
    expect(list('backups')).toEqual([backup(13)]);
  });

  it('uploads of other terminals go 7 days after bytes last came', async () => {
    await open();
    const ids = ['old', 'new'].map(() => ulid(core.clock.now(), new Uint8Array(randomBytes(10))));
    const names = ids.map((id) => `${id}.${'0'.repeat(64)}.data`);
    put('uploads', names);
    [8, 6].forEach((days, at) => {
      const then = new Date(core.clock.now() - days * DAY);
      utimesSync(join(core.folder, 'uploads', names[at] ?? ''), then, then);
    });
    await passAfter(core, 0);
    expect(list('uploads')).toEqual([names[1]]);
  });

  it('papers kept as files go after 24 hours', async () => {
    await open();
    const names = [25, 23].map(
      (hours) => `test.${ulid(core.clock.now() - hours * 3_600_000, new Uint8Array(10))}.png`,
    );
    put('tickets', [...names, 'other.txt']);
    await passAfter(core, 0);
    expect(list('tickets')).toEqual(['other.txt', names[1]]);
  });
});

describe('[P27, PRV-3] the account of somebody who left', () => {
  it('is a pseudonym after 3 years, and one who came back keeps theirs', async () => {
    await open();
    const leave = sql`UPDATE staff SET active = 0, listed = 1, listed_pin = 'aa' WHERE name <> 'Andris'`;
    core.deps.transact((tx) => tx.db.run(leave));
    await passAfter(core, 0);
    await passAfter(core, 1000);
    core.deps.transact((tx) => tx.db.run(sql`UPDATE staff SET active = 1 WHERE name = 'Māra'`));
    await passAfter(core, 95);
    const names = () => core.deps.read.all<{ name: string }>(sql`SELECT name FROM staff ORDER BY name`);
    expect(names().map(({ name }) => name)).toContain('Līga');
    await passAfter(core, 1);
    expect(names().map(({ name }) => name)).toEqual(
      [core.who.staff.staffId, 'Andris', 'Māra'].toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)),
    );
    const left = sql`SELECT count(*) AS n FROM staff WHERE name = staff_id AND listed_pin IS NOT NULL`;
    expect(numberOf(core, left)).toBe(0);
  });
});

describe('[P27, PRV-3] the audit chain', () => {
  it('loses what is older than 3 years, behind a checkpoint', async () => {
    await open();
    const { orderId } = await pickedUp(core);
    const rows = (): number =>
      numberOf(core, sql`SELECT count(*) AS n FROM audit WHERE object_ref = ${orderId}`);
    expect(rows()).toBeGreaterThan(0);
    await passAfter(core, 3 * 365 + 1);
    // The pass itself wrote of the photos it deleted; what was there at the beginning is gone.
    const old = numberOf(core, sql`SELECT count(*) AS n FROM audit WHERE action = 'order.place'`);
    expect([old, numberOf(core, sql`SELECT count(*) AS n FROM audit_checkpoint`)]).toEqual([0, 1]);
  });
});

describe('[P27, PRV-3] messages to the customer', () => {
  const messages = (): number => numberOf(core, sql`SELECT count(*) AS n FROM message`);

  it('go with the contact of their order', async () => {
    await open();
    await pickedUp(core, { contact: BY_PHONE });
    expect(messages()).toBe(1);
    await passAfter(core, 89);
    expect(messages()).toBe(1);
    await passAfter(core, 1);
    expect([messages(), people()]).toEqual([0, 0]);
  });

  it('about no order go as long after they came to their end, also of a person who stays for marketing', async () => {
    await open();
    const { orderId } = await placeForTest(core, { contact: BY_EMAIL });
    const insert = (id: string, state: string, reason: string) =>
      core.deps.transact((tx) =>
        tx.db.run(sql`INSERT INTO message (message_id, cause, template, person_id, channel, locale, state, reason,
            queued_at, state_at)
          SELECT ${id}, ${id}, 'marketing.news', person_id, 'email', 'lv', ${state}, ${reason}, ${core.clock.now()},
            ${core.clock.now()} FROM orders WHERE order_id = ${orderId}`),
      );
    insert(core.deps.ids.ulid(), 'sent', 'none');
    insert(core.deps.ids.ulid(), 'cancelled', 'withdrawn');
    insert(core.deps.ids.ulid(), 'queued', 'none');
    await passAfter(core, 89);
    expect(messages()).toBe(4);
    await passAfter(core, 1);
    expect(core.deps.read.all(sql`SELECT template, state FROM message ORDER BY template`)).toEqual([
      { template: 'marketing.news', state: 'queued' },
      { template: 'order.placed', state: 'queued' },
    ]);
  });
});
