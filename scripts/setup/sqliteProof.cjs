// Run by set-up inside the Electron that was found: proves that the add-on given keeps a database encrypted there.
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const Database = require('better-sqlite3');

const [nativeBinding, file] = process.argv.slice(2);

function open(key) {
  const database = new Database(file, nativeBinding ? { nativeBinding } : {});
  database.pragma(`cipher='sqlcipher'`);
  database.pragma('legacy=4');
  database.key(Buffer.from(key));
  return database;
}

const writer = open('a key for the proof');
writer.exec(`CREATE TABLE proof (word TEXT); INSERT INTO proof VALUES ('kept')`);
writer.close();

const reader = open('a key for the proof');
assert.equal(reader.prepare('SELECT word FROM proof').pluck().get(), 'kept');
reader.close();

assert.throws(() => open('another key').prepare('SELECT word FROM proof').get());
assert.ok(!readFileSync(file).includes('SQLite format 3'));
