import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Buffer } from 'node:buffer';
import { openChunks } from '../../../electron/core/ports/fileFormat.ts';
import { readOrderKeys } from './orderKeys.mjs';
import { readDatabasePages, readWalFrames } from './sqlcipherPages.mjs';

/** A database, a backup, or one that was set aside as damaged. */
const DATABASE = /\.db(\.[\w-]+)*$/;
/** Chromium's own databases are not encrypted: their bytes say it all. */
const PLAIN = Buffer.from('SQLite format 3\0');
const WAL = /\.db(\.[\w-]+)*-wal$/;

/**
 * @typedef {object} Scan
 * @property {{ where: string, name: string, count: number }[]} hits Which value was found where.
 * @property {number} files
 * @property {number} bytes Bytes looked at, decrypted ones included.
 * @property {string[]} blind What could not be looked into: a page without its HMAC, an original without its key.
 */

/**
 * Looks for values in every file below the folders: names, raw bytes, and what is under the database key or an
 * order's key decrypted.
 * @param {object} options
 * @param {Readonly<Record<string, string>>} options.folders Folders by the name under which a find is told.
 * @param {(bytes: Uint8Array) => Map<string, number>} options.matcher
 * @param {Uint8Array} options.key The 32-byte database key.
 * @param {string} options.dataFolder The one folder that holds originals and their keys.
 * @returns {Promise<Scan>}
 */
export async function scan({ folders, matcher, key, dataFolder }) {
  const result = { hits: [], files: 0, bytes: 0, blind: [] };
  const orderKeys = readOrderKeys(dataFolder, key);
  const look = (where, bytes) => {
    result.bytes += bytes.length;
    for (const [name, count] of matcher(bytes)) result.hits.push({ where, name, count });
  };
  for (const [label, folder] of Object.entries(folders)) {
    for (const path of filesBelow(folder)) {
      const where = `${label}/${relative(folder, path)}`;
      look(`${where} (its name)`, Buffer.from(where));
      const bytes = readIfThere(path);
      if (bytes === null) continue;
      result.files += 1;
      look(where, bytes);
      await lookInside({ path, where, bytes, key, orderKeys, dataFolder, look, blind: result.blind });
    }
  }
  return result;
}

async function lookInside({ path, where, bytes, key, orderKeys, dataFolder, look, blind }) {
  const plain = WAL.test(path)
    ? readWalFrames(bytes, readIfThere(path.slice(0, -4)) ?? Buffer.alloc(0), key)
    : DATABASE.test(path) && !bytes.subarray(0, PLAIN.length).equals(PLAIN)
      ? readDatabasePages(bytes, key)
      : null;
  if (plain !== null) {
    look(`${where} (its pages)`, plain.bytes);
    if (plain.unreadable > 0) blind.push(`${where}: ${plain.unreadable} of ${plain.pages} pages`);
    return;
  }
  const [kind, orderId, fileId] = relative(dataFolder, path).split('/');
  if (kind !== 'files' || fileId === undefined) return;
  const orderKey = orderKeys.get(orderId);
  if (orderKey === undefined) {
    blind.push(`${where}: no key`);
    return;
  }
  try {
    const chunks = [];
    for await (const chunk of openChunks([bytes], orderKey, {
      orderId,
      fileId: fileId.replace(/\.part$/, ''),
    }))
      chunks.push(chunk);
    look(`${where} (opened)`, Buffer.concat(chunks));
  } catch {
    blind.push(`${where}: cannot be opened`);
  }
}

/** Files below a folder; one that goes while we look is not there. */
export function filesBelow(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() || entry.isSymbolicLink() || entry.isSocket() ? [path] : [];
  });
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
