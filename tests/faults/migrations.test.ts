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

/** A consent record as the schema wants it, with changes. */
const consentRow = (
  record: string,
  change: Readonly<Record<string, string | number | null>> = {},
): string => {
  const row = {
    schema: 'lete-consent/1',
    record_id: record,
    event: 'given',
    subject_ref: 's',
    purpose: 'marketing.news',
    channel: 'email',
    age_gate: '13plus',
    text_id: 't',
    text_version: '1',
    lawful_basis: '6(1)(a)',
    recipients: '[]',
    pii_types: '[]',
    retention_rule: 'consent-proof',
    valid_until: 2,
    notice_id: 'n',
    notice_version: '1',
    notice_sha256: 'h',
    statement_sha256: 'h',
    ui_snapshot_sha256: 'h',
    locale: 'lv',
    method: 'kiosk_tap',
    affirmative_act: 'box_ticked',
    terminal: 'kiosk',
    terminal_id: 'k',
    shop_id: '01',
    app_version: '1',
    staff_ref: null,
    occurred_at: 1,
    lamport: 1,
    recorded_at: 1,
    clock_trust: 'trusted',
    controller_sha256: 'h',
    hash: 'h',
    sig: 's',
    ...change,
  };
  const value = (one: string | number | null) => (typeof one === 'string' ? `'${one}'` : String(one));
  return `INSERT INTO consent_event (${Object.keys(row).join()}) VALUES (${Object.values(row).map(value).join()})`;
};

describe('consents and notices of before they were chained', () => {
  it('[CON-4] keep what they said, marked as unsigned, and the notice stays in force', () => {
    const folder = dataFolder();
    const old = opening(folder, { migrations: migrations.filter(({ version }) => version < 50) });
    old.writer.exec(`INSERT INTO notice_text VALUES ('h', 'text');
      INSERT INTO notice_version VALUES ('in-store', 'sample-1', '{"sample":true}', 7);
      INSERT INTO consent_event (record_id, event, subject_ref, purpose, channel, text_id, text_version,
        statement_sha256, notice_id, notice_version, notice_sha256, locale, method, terminal, staff_ref, occurred_at)
      VALUES ('r1', 'shown', 's', 'marketing.news', 'email', 't', '1', 'h', 'in-store', 'sample-1', 'h', 'lv',
          'oral_staff', 'counter', 'liga', 5),
        ('r2', 'given', 's', 'marketing.news', 'email', 't', '1', 'h', 'in-store', 'sample-1', 'h', 'lv',
          'oral_staff', 'counter', 'liga', 5)`);
    old.close();
    const database = opening(folder);
    const rows =
      database.writer.prepare(`SELECT seq, schema, record_id, event, age_gate, affirmative_act, method,
      staff_ref, occurred_at, lamport, valid_until, hash FROM consent_event ORDER BY seq`);
    const kept = { schema: 'lete-consent/0', age_gate: 'not_asked', method: 'oral_staff', staff_ref: 'liga' };
    const times = { occurred_at: 5, valid_until: null, hash: null };
    expect(rows.all()).toEqual([
      { seq: 1, ...kept, record_id: 'r1', event: 'shown', affirmative_act: null, lamport: 1, ...times },
      {
        seq: 2,
        ...kept,
        record_id: 'r2',
        event: 'given',
        affirmative_act: 'box_ticked',
        lamport: 2,
        ...times,
      },
    ]);
    expect(
      database.writer.prepare('SELECT version, kind, state, effective_at, body FROM notice_version').all(),
    ).toEqual([
      {
        version: 'sample-1',
        kind: 'in_store_notice',
        state: 'published',
        effective_at: 7,
        body: '{"sample":true}',
      },
    ]);
    database.close();
  });
});

describe('the audit trail before it was chained', () => {
  it('goes with the step that chains it: its rows were never signed and never released', () => {
    const folder = dataFolder();
    const old = opening(folder, { migrations: migrations.filter(({ version }) => version < 20) });
    old.writer.exec(
      "INSERT INTO audit (at, actor_role, terminal, action) VALUES (1, 'system', 'counter', 'a')",
    );
    old.close();
    const database = opening(folder, { migrations: migrations.filter(({ version }) => version <= 20) });
    expect(database.writer.prepare('SELECT * FROM audit').all()).toEqual([]);
    const plan = database.writer.prepare(
      'EXPLAIN QUERY PLAN SELECT seq FROM audit ORDER BY seq DESC LIMIT 1',
    );
    expect(JSON.stringify(plan.all())).not.toContain('TEMP B-TREE');
    database.close();
  });
});

describe('rules that the schema itself keeps', () => {
  it.each([
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
      database.writer.exec(consentRow(record, { default_state: preset }));
    insert('a', 0);
    expect(() => insert('b', 1)).toThrow('CHECK');
    expect(() => database.writer.exec("UPDATE consent_event SET event = 'refused'")).toThrow('append-only');
    database.close();
  });

  it('[C6] staff give no consent by a tap of their own, whatever code would write', () => {
    const database = opening(dataFolder());
    database.writer.exec("INSERT INTO notice_text VALUES ('h', 'text')");
    const byStaff = (method: string, event = 'given') =>
      database.writer.exec(consentRow(`${method} ${event}`, { method, event, staff_ref: 'staff' }));
    for (const method of ['kiosk_tap', 'staff_screen_tap', 'web', 'email_link', 'qr'])
      expect(() => byStaff(method)).toThrow('CHECK');
    for (const method of ['oral_staff', 'paper_signed']) byStaff(method);
    byStaff('staff_screen_tap', 'refused');
    database.close();
  });

  it('proof of a consent goes only once nobody stands behind it', () => {
    const database = opening(dataFolder());
    database.writer.exec(`INSERT INTO notice_text VALUES ('h', 'text');
      INSERT INTO person (person_id, created_at) VALUES ('p', 1); INSERT INTO subject_map VALUES ('s', 'p')`);
    database.writer.exec(consentRow('a'));
    expect(() => database.writer.exec('DELETE FROM consent_event')).toThrow('append-only');
    database.writer.exec('DELETE FROM person; DELETE FROM consent_event');
    database.close();
  });

  it('[P36] a published notice is never changed or taken back, and needs two approvals', () => {
    const database = opening(dataFolder());
    const insert = (version: string, second: string) =>
      database.writer.exec(`INSERT INTO notice_version (notice_id, version, kind, state, body, materiality, judged_by,
        approved_by, approved_too_by, published_at, site_url, effective_at, changes, requires_reconsent)
        VALUES ('n', '${version}', 'terms', 'published', '{}', 'minor', 'a', 'a', ${second}, 1, '', 1, '{}', '[]')`);
    expect(() => insert('1', 'NULL')).toThrow('CHECK');
    expect(() => insert('1', "'a'")).toThrow('CHECK');
    insert('1', "'b'");
    expect(() => database.writer.exec("UPDATE notice_version SET state = 'draft'")).toThrow('stays as it is');
    expect(() => database.writer.exec('DELETE FROM notice_version')).toThrow('stays as it is');
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
