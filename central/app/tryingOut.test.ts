import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const MAIN = join(import.meta.dirname, '../main.ts');

describe('central without a server, as it is tried out', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'lete-central-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const central = (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    const { DATABASE_URL: _server, ...rest } = process.env;
    return run(process.execPath, [MAIN, ...args], { env: { ...rest, ...env } });
  };

  it('prints the first code of a store on a machine that has nothing of it yet', async () => {
    const folder = join(root, 'share', 'lete-central');
    const { stdout } = await central({ LETE_CENTRAL_FOLDER: folder }, 'enrol', '--shop=01', '--role=counter');
    expect(stdout).toMatch(/not for production/);
    expect(stdout).toMatch(/^[0-9A-HJKMNP-TV-Z]{26} /m);
  });

  it('refuses production without a server, and says what is missing', async () => {
    const started = central(
      { NODE_ENV: 'production', LETE_CENTRAL_FOLDER: join(root, 'production') },
      'serve',
    );
    await expect(started).rejects.toMatchObject({ stderr: expect.stringContaining('DATABASE_URL') });
  });
});
