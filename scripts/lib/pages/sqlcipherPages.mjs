import { createDecipheriv, createHmac, pbkdf2Sync } from 'node:crypto';

/*
 * SQLCipher 4 with a raw key: AES-256-CBC pages of 4096 bytes whose last 80 bytes are IV (16) and HMAC-SHA512 (64);
 * the first 16 bytes of page 1 are the salt. A frame of the write-ahead log is a 24-byte header and such a page.
 */
const PAGE = 4096;
const IV = 16;
const MAC = 64;
const RESERVED = IV + MAC;
const SALT = 16;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/**
 * @typedef {object} Plain What was read of an encrypted file without SQLite.
 * @property {Buffer} bytes Decrypted pages one after the other, free and overflow pages included.
 * @property {number} pages
 * @property {number} unreadable Pages that are neither empty nor proved by their HMAC: nothing is known of them.
 */

/** Decrypts every page of a database file. @returns {Plain} */
export function readDatabasePages(file, key) {
  const pages = [];
  for (let at = 0; at + PAGE <= file.length; at += PAGE) {
    pages.push({ number: at / PAGE + 1, page: file.subarray(at, at + PAGE) });
  }
  return decryptAll(pages, key, file.subarray(0, SALT));
}

/** Decrypts every frame of a write-ahead log, also those an earlier round left behind. @returns {Plain} */
export function readWalFrames(wal, database, key) {
  const pages = [];
  for (let at = WAL_HEADER; at + FRAME_HEADER + PAGE <= wal.length; at += FRAME_HEADER + PAGE) {
    const page = wal.subarray(at + FRAME_HEADER, at + FRAME_HEADER + PAGE);
    pages.push({ number: wal.readUInt32BE(at), page });
  }
  // A fresh database may stand in its log alone.
  const first = database.length >= SALT ? database : pages.find(({ number }) => number === 1)?.page;
  return decryptAll(pages, key, first?.subarray(0, SALT) ?? Buffer.alloc(SALT));
}

function decryptAll(pages, key, salt) {
  const macKey = macKeyOf(key, salt);
  const plain = [];
  let unreadable = 0;
  for (const { number, page } of pages) {
    if (page.every((byte) => byte === 0)) continue;
    if (!isProved(page, number, macKey)) unreadable += 1;
    plain.push(decrypt(page, number, key));
  }
  return { bytes: Buffer.concat(plain), pages: pages.length, unreadable };
}

function decrypt(page, number, key) {
  const from = number === 1 ? SALT : 0;
  const end = PAGE - RESERVED;
  const cipher = createDecipheriv('aes-256-cbc', key, page.subarray(end, end + IV)).setAutoPadding(false);
  return Buffer.concat([cipher.update(page.subarray(from, end)), cipher.final()]);
}

function isProved(page, number, macKey) {
  const from = number === 1 ? SALT : 0;
  const end = PAGE - MAC;
  const place = Buffer.alloc(4);
  place.writeUInt32LE(number);
  const mac = createHmac('sha512', macKey).update(page.subarray(from, end)).update(place).digest();
  return mac.equals(page.subarray(end));
}

function macKeyOf(key, salt) {
  const macSalt = Buffer.from(salt).map((byte) => byte ^ 0x3a);
  return pbkdf2Sync(key, macSalt, 2, 32, 'sha512');
}
