import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { readMark } from './life.ts';

const KILLS = 20;
const MARK = { incarnation: 'a'.repeat(32), system: '1', pos: 0, ledgerSeq: 0 };

/** Marks as fast as it can, until it is killed. */
const MARKING = `
  import { beginLife } from '${pathToFileURL(join(import.meta.dirname, 'life.ts')).href}';
  const life = beginLife(process.argv[1], ${JSON.stringify(MARK)});
  process.stdout.write('marking');
  for (let pos = 1; ; pos += 1) life.mark(pos, 0);
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lete-life-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('[F21] the mark of how far central had got', () => {
  it('[I10] is whole whenever central is killed, so that it starts again', async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', MARKING, folder]);
      await once(child.stdout, 'data');
      await sleep(kill % 10);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const mark = readMark(folder);
      expect(mark).toMatchObject({ incarnation: MARK.incarnation, pos: expect.any(Number) });
    }
  });

  it.each(DATABASES)('that a power cut left damaged counts as a restore, on %s', async (_name, open) => {
    const db = await open();
    let central: TestCentral = await startCentral(db, { folder });
    const { incarnation } = central.central;
    await central.stop();
    expect(JSON.parse(readFileSync(join(folder, 'life.json'), 'utf8'))).toMatchObject({ incarnation });
    writeFileSync(join(folder, 'life.json'), '');
    central = await startCentral(db, { folder });
    expect(central.central.incarnation).not.toBe(incarnation);
    await central.end();
  });
});
