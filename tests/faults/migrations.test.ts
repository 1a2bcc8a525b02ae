import { describe, expect, it } from 'vitest';
import type { Raw } from '../../electron/core/db/driver.ts';
import { migrate, schemaVersion } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import type { Migration } from '../../electron/core/db/migrations/types.ts';
import { dataFolder, dbFile, opening, rawly } from './dataFolder.ts';

const schemaOf = (db: Raw): unknown =>
  db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();

/** A later step as they will come: it rebuilds a table that others refer to, and drops a column of it. */
const rebuild: Migration = {
  version: 99_990,
  name: 'rebuild-person',
  up: (run, exec) => {
    exec(`CREATE TABLE person_new (
        person_id TEXT PRIMARY KEY, name TEXT, email TEXT, phone TEXT, address TEXT, created_at INTEGER NOT NULL
      ) STRICT;
      INSERT INTO person_new SELECT person_id, name, email, phone, address, created_at FROM person;
      DROP TABLE person;
      ALTER TABLE person_new RENAME TO person;`);
    run({ text: 'UPDATE person SET name = ? WHERE name IS NULL', params: ['-'] });
  },
};

const history = [...migrations, rebuild];

describe('the history of the schema', () => {
  it('has rising numbers in steps of ten and ends where a fresh database is', () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(versions.every((version) => version % 10 === 0)).toBe(true);
    const database = opening(dataFolder());
    expect(schemaVersion(database.writer)).toBe(versions.at(-1));
    database.close();
  });

  it('out of order is refused before anything runs', () => {
    const folder = dataFolder();
    const early: Migration = { version: 5, name: 'early', up: () => expect.unreachable() };
    rawly(dbFile(folder), (db) => {
      expect(() => migrate(db, [...migrations, early])).toThrow('migration 5 is out of order');
      expect(schemaOf(db)).toEqual([]);
    });
  });

  it('makes the same schema in one go and step by step', () => {
    const [fresh, upgraded] = [dataFolder(), dataFolder()];
    opening(fresh, { migrations: history }).close();
    for (let steps = 1; steps <= history.length; steps += 1)
      opening(upgraded, { migrations: history.slice(0, steps) }).close();
    const schemas = [fresh, upgraded].map((folder) => rawly(dbFile(folder), schemaOf));
    expect(schemas[0]).toEqual(schemas[1]);
  });

  it('keeps rows and references when a table that others refer to is rebuilt', () => {
    const folder = dataFolder();
    const old = opening(folder);
    old.writer.exec(`INSERT INTO person (person_id, email, phone_tail, created_at) VALUES ('p1', 'anna@example.org', '11', 1);
      INSERT INTO subject_map (subject_ref, person_id) VALUES ('s1', 'p1');`);
    old.close();
    const database = opening(folder, { migrations: history });
    expect(database.writer.prepare('SELECT * FROM person').all()).toEqual([
      { person_id: 'p1', name: '-', email: 'anna@example.org', phone: null, address: null, created_at: 1 },
    ]);
    expect(database.writer.prepare('SELECT * FROM subject_map').all()).toEqual([
      { subject_ref: 's1', person_id: 'p1' },
    ]);
    expect(database.writer.pragma('foreign_keys', { simple: true })).toBe(1);
    database.writer.exec("DELETE FROM person WHERE person_id = 'p1'");
    expect(database.writer.prepare('SELECT * FROM subject_map').all()).toEqual([]);
    database.close();
  });
});

describe('linked drafts', () => {
  it('[ORD-3] a draft of before is linked to nothing, and a later one lets go of an order that is deleted', () => {
    const folder = dataFolder();
    const old = opening(folder, { migrations: migrations.filter(({ version }) => version < 90) });
    old.writer.exec(`INSERT INTO catalogue_version VALUES (1, 0, '{}', 0);
      INSERT INTO draft (draft_id, source, locale, step, ease, contact, consents, catalogue_version, created_at, touched_at)
      VALUES ('d', 'counter', 'lv', 'source', '{}', '{}', '[]', 1, 0, 0);`);
    old.close();
    const database = opening(folder);
    const linked = () => database.writer.prepare('SELECT linked_to FROM draft').all();
    expect(linked()).toEqual([{ linked_to: null }]);
    database.writer.exec(`INSERT INTO orders (order_id, store, day, letter, n, barcode, status_token, source, status, locale,
        notify, delivery, express, catalogue_version, price, total, content, notice_version, placed_at, due_at)
      VALUES ('o', '01', '2026-11-22', 'K', 1, 'b', 't', 'counter', 'placed', 'lv', 'none', 'store', 0, 1, '{}', 1, '', '1', 0, 0);
      UPDATE draft SET linked_to = 'o';`);
    expect(linked()).toEqual([{ linked_to: 'o' }]);
    database.writer.exec("DELETE FROM orders WHERE order_id = 'o'");
    expect(linked()).toEqual([{ linked_to: null }]);
    database.close();
  });
});

describe('rules that the schema itself keeps', () => {
  it.each([
    [
      'audit',
      "INSERT INTO audit (at, actor_role, terminal, action) VALUES (1, 'system', 'counter', 'a')",
      'action',
    ],
    [
      'payment',
      `INSERT INTO catalogue_version VALUES (1, 0, '{}', 0);
       INSERT INTO staff (staff_id, name, role, pin_salt, pin_hash, created_at) VALUES ('s', 'A', 'staff', x'00', x'00', 0);
       INSERT INTO orders (order_id, store, day, letter, n, barcode, status_token, source, status, locale, notify, delivery,
         express, catalogue_version, price, total, content, notice_version, placed_at, due_at)
       VALUES ('o', '01', '2026-11-22', 'K', 1, 'b', 't', 'counter', 'placed', 'lv', 'none', 'store', 0, 1, '{}', 1, '', '1', 0, 0);
       INSERT INTO payment (payment_id, order_id, kind, amount, method, at, day, staff_id)
       VALUES ('p', 'o', 'payment', 1, 'cash', 0, '2026-11-22', 's')`,
      'amount',
    ],
  ])('%s rows are never changed or deleted', (table, insert, column) => {
    const database = opening(dataFolder());
    database.writer.exec(insert);
    expect(() => database.writer.exec(`UPDATE ${table} SET ${column} = ${column}`)).toThrow('append-only');
    expect(() => database.writer.exec(`DELETE FROM ${table}`)).toThrow('append-only');
    database.close();
  });

  it('[CON-4] a consent is never ticked beforehand and never rewritten', () => {
    const database = opening(dataFolder());
    database.writer.exec("INSERT INTO notice_text VALUES ('h', 'text')");
    const insert = (record: string, preset: number) =>
      database.writer.exec(`INSERT INTO consent_event (record_id, event, subject_ref, purpose, channel, text_id,
        text_version, statement_sha256, notice_id, notice_version, notice_sha256, locale, method, default_state, terminal,
        occurred_at) VALUES ('${record}', 'given', 's', 'p', 'email', 't', '1', 'h', 'n', '1', 'h', 'lv', 'kiosk_tap',
        ${preset}, 'kiosk', 1)`);
    insert('a', 0);
    expect(() => insert('b', 1)).toThrow('CHECK');
    expect(() => database.writer.exec("UPDATE consent_event SET event = 'refused'")).toThrow('append-only');
    database.close();
  });

  it('lets one visit run at a time', () => {
    const database = opening(dataFolder());
    const insert = (id: string, source: string) =>
      database.writer.exec(`INSERT OR IGNORE INTO catalogue_version VALUES (1, 0, '{}', 0);
        INSERT INTO draft (draft_id, source, locale, step, ease, contact, consents, catalogue_version, created_at, touched_at)
        VALUES ('${id}', '${source}', 'lv', 'source', '{}', '{}', '[]', 1, 0, 0)`);
    insert('a', 'counter');
    insert('b', 'counter');
    insert('c', 'kiosk');
    expect(() => insert('d', 'kiosk')).toThrow('UNIQUE');
    database.close();
  });
});
