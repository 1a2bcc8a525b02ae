import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

/** A package that needs its install script would be found here: nothing but tarballs is ever unpacked. */
describe('native modules load and work as installed', () => {
  it('better-sqlite3 writes an encrypted file and reads it back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lete-natives-'));
    const file = join(folder, 'a.db');
    const open = (): Database.Database => {
      const db = new Database(file);
      db.pragma("cipher='sqlcipher'");
      db.pragma('legacy=4');
      db.key(Buffer.alloc(32, 7));
      return db;
    };
    const writer = open();
    writer.exec("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('canary')");
    writer.close();
    const reader = open();
    expect(reader.prepare('SELECT a FROM t').pluck().get()).toBe('canary');
    reader.close();
    expect(readFileSync(file).includes('SQLite format 3')).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it('sharp encodes and decodes', async () => {
    const blank = { width: 8, height: 4, channels: 3, background: '#ff0000' } as const;
    const jpeg = await sharp({ create: blank }).jpeg().toBuffer();
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 8, height: 4 });
  });

  it('@napi-rs/canvas draws', () => {
    const canvas = createCanvas(4, 4);
    const context = canvas.getContext('2d');
    context.fillStyle = '#ff0000';
    context.fillRect(0, 0, 4, 4);
    expect([...context.getImageData(1, 1, 1, 1).data]).toEqual([255, 0, 0, 255]);
  });
});
