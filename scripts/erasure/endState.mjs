import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { openFileKeys } from '../../electron/core/keys/fileKeys.ts';
import { rows } from './child.mjs';

/** Their rows tell how often something was begun, or hold what is new each time: ids and hashes of the trail, codes. */
const OF_THE_WAY = ['audit', 'audit_checkpoint', 'request', 'retention_beat', 'sqlite_sequence'];
const CODES = ['code', 'sha256'];

const withoutCodes = (table, row) =>
  table === 'access_package' || table === 'disclosure'
    ? Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, CODES.includes(name) ? value !== null : value]),
      )
    : row;

const digestOf = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Each table as one digest. */
function tablesOf(world, folder) {
  const names = rows(world, folder, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").map(
    ({ name }) => name,
  );
  return names
    .filter((name) => !OF_THE_WAY.includes(name))
    .map((name) => {
      const all = rows(world, folder, `SELECT * FROM "${name}"`).map((row) =>
        JSON.stringify(withoutCodes(name, row)),
      );
      return [`table ${name}`, digestOf(all.toSorted())];
    });
}

/** Files by name; the trail's own and SQLite's beside the database are no matter. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1))
    .filter((name) => !/^lete\.(db|lock)/.test(name))
    .toSorted();
}

/** Orders whose photos can still be opened. */
async function keysOf(world, folder) {
  const keys = await openFileKeys(folder, world.key);
  try {
    const known = [];
    for (const orderId of world.orders) if (await keys.get(orderId)) known.push(orderId);
    return known;
  } finally {
    await keys.close();
  }
}

/** All that a terminal is at its end, but how it came there: by name, so that a difference can be told. */
export async function endStateOf(world, folder) {
  return new Map([
    ...tablesOf(world, folder),
    ['files', filesOf(folder).join(' ')],
    ['keys', (await keysOf(world, folder)).join(' ')],
  ]);
}

/** Where two ends differ, in words. */
export function differences(expected, found) {
  return [...new Set([...expected.keys(), ...found.keys()])]
    .filter((name) => expected.get(name) !== found.get(name))
    .map((name) => `another end: ${name}`);
}
