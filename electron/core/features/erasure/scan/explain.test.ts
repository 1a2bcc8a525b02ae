import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPlain, type Raw } from '../../../db/driver.ts';
import { readable } from '../../../db/handles.ts';
import type { Sql } from '../../../db/sql.ts';
import type { Scope } from '../rules/scope.ts';
import { createExplain } from './explain.ts';

const SCOPE: Scope = { people: ['own'], subjects: [], orders: ['first'], drafts: [] };
const NAME = 'Žanete Ozolpaegle';

let db: Raw;
let read: string[];
beforeEach(() => {
  db = openPlain(':memory:', null);
  db.exec(`CREATE TABLE person (person_id TEXT, name TEXT, email TEXT);
    CREATE TABLE payment (order_id TEXT, amount INTEGER, reason TEXT, method TEXT);
    CREATE TABLE staff (staff_id TEXT, name TEXT)`);
  read = [];
});
afterEach(() => db.close());

const each = ({ text, params }: Sql): Iterable<string> => {
  read.push(text);
  return db
    .prepare(text)
    .pluck()
    .iterate(...params) as Iterable<string>;
};
const explained = (texts: readonly string[], held: readonly string[] = []) => [
  ...createExplain({ all: readable(db).all, each }, SCOPE, held)(texts),
];
const person = (id: string | null, name: string, email: string | null = null) =>
  db.prepare('INSERT INTO person VALUES (?, ?, ?)').run(id, name, email);

describe('which finds live rows account for', () => {
  it('[E6] those that stand in a row of somebody else, in whole or in part', () => {
    person('other', 'Valdis Ozolpaegle', 'valdis@kverpjvite.lv');
    expect(explained([NAME, 'Ozolpaeg', 'verpjvit', 'zolpaegl'])).toEqual([
      'Ozolpaeg',
      'verpjvit',
      'zolpaegl',
    ]);
  });

  it('[E3] not those that stand in the own rows of the person', () => {
    person('own', NAME);
    db.exec(`INSERT INTO payment VALUES ('first', 5, 'Ozolpaegle', 'card')`);
    expect(explained([NAME, 'Ozolpaegle'])).toEqual([]);
  });

  it('[E11] but those of own rows that a law keeps, in the columns that it keeps', () => {
    db.exec(`INSERT INTO payment VALUES ('first', 5, 'Ozolpaegle', 'dāvanu karte')`);
    expect(explained(['Ozolpaegle', 'dāvanu karte'], ['payment.method'])).toEqual(['dāvanu karte']);
  });

  it('[E3] not those of a row of which it cannot be said whose it is', () => {
    person(null, NAME);
    expect(explained([NAME])).toEqual([]);
  });

  it('[E3] not those that two values only make together', () => {
    person('other', 'Žanete', ' Ozolpaegle');
    person('other', 'Žanete Ozol');
    person('other', 'paegle');
    expect(explained([NAME, 'Žanete Ozol'])).toEqual(['Žanete Ozol']);
  });

  it('[E6, E15] what is rare is found behind many others, and each table is read once for all texts', () => {
    db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
      INSERT INTO person SELECT 'p' || i, 'Anna Bērziņa ' || i, 'anna' || i || '@example.org' FROM n`);
    person('other', NAME);
    db.exec(`INSERT INTO staff VALUES ('s', 'Līga Kalniņa')`);
    const fragments = Array.from({ length: 200 }, (_, i) => `Nekurnav${i}`);
    expect(explained([NAME, 'Bērziņa', 'Līga Kalniņa', ...fragments])).toEqual([
      NAME,
      'Bērziņa',
      'Līga Kalniņa',
    ]);
    expect(read.length).toBe(6);
  });

  it('[E15] reads no further when everything is accounted for', () => {
    person('other', NAME);
    expect(explained([NAME])).toEqual([NAME]);
    expect(read).toHaveLength(1);
  });
});
