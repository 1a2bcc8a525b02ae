import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Each row plants one banned name: file, text, and the way out the message must name (null: allowed there). */
const planted = [
  [
    'electron/main/a.ts',
    "import { ipcMain } from 'electron'; ipcMain.on('x', () => {});",
    '`registerContract`',
  ],
  ['electron/main/ipc/gate.ts', "import { ipcMain } from 'electron'; ipcMain.on('x', () => {});", null],
  [
    'electron/main/b.ts',
    "import { BrowserWindow } from 'electron'; export const w = BrowserWindow;",
    '`createWindow`',
  ],
  [
    'electron/main/c.ts',
    "import type { BrowserWindow } from 'electron'; export type W = BrowserWindow;",
    null,
  ],
  ['electron/main/windows/createWindow.ts', "export { BrowserWindow } from 'electron';", null],
  [
    'electron/main/d.ts',
    "import { shell } from 'electron'; await shell.openExternal('x');",
    '`openExternalSafely`',
  ],
  [
    'electron/main/security/openExternal.ts',
    "import { shell } from 'electron'; await shell.openExternal('x');",
    null,
  ],
  [
    'electron/main/f.ts',
    "import { dialog } from 'electron'; await dialog.showSaveDialog({});",
    'would remember',
  ],
  ['electron/main/g.ts', "import { Notification } from 'electron'; new Notification();", 'would remember'],
  ['electron/core/features/one/a.ts', "export { default as D } from 'better-sqlite3';", 'store function'],
  ['electron/core/db/open.ts', "export { default as D } from 'better-sqlite3';", null],
  ['electron/core/b.ts', "import sharp from 'sharp'; sharp();", '`Imaging` port'],
  ['electron/core/c.ts', "export { default as h } from 'libheif-js';", '`Imaging` port'],
  ['electron/imaging/a.ts', "import sharp from 'sharp'; sharp();", null],
  ['electron/imaging/b.ts', "await fetch('x');", 'no network'],
  ['electron/imaging/c.ts', "export { request } from 'node:https';", 'no network'],
  ['electron/imaging/d.ts', "export { connect } from 'net';", 'no network'],
  ['electron/imaging/e.ts', "export { lookup } from 'node:dns/promises';", 'no network'],
  ['electron/core/e.ts', 'export const now = Date.now();', '`Clock` port'],
  ['electron/core/f.ts', 'export const now = globalThis.Date.now();', '`Clock` port'],
  ['electron/core/g.ts', 'export const now = new Date();', '`Clock` port'],
  ['electron/core/h.ts', 'export const r = Math.random();', '`Ids` port'],
  ['electron/core/i.ts', 'export const r = crypto.randomUUID();', '`Ids` port'],
  ['electron/core/j.ts', "import { randomUUID } from 'node:crypto'; randomUUID();", '`Ids` port'],
  ['electron/core/process.ts', 'export const now = () => Date.now() + Math.random();', null],
  ['electron/core/k.ts', 'setTimeout(() => {}, 5);', null],
  ['renderer/features/one/a.ts', 'export const a = window.api;', '`api`'],
  ['renderer/app/api.ts', 'export const a = window.api;', null],
  ['renderer/features/one/b.ts', "localStorage.setItem('a', 'b');", 'command to core'],
  ['renderer/features/one/c.ts', "window.sessionStorage.setItem('a', 'b');", 'command to core'],
  ['renderer/features/one/d.ts', "indexedDB.open('a');", 'command to core'],
  ['shared/domain/a.ts', 'export const t = Temporal.Now.instant();', '`temporal-polyfill`'],
  [
    'shared/domain/b.ts',
    "import { Temporal } from 'temporal-polyfill'; export const t = Temporal.Now;",
    null,
  ],
  ['electron/main/e.ts', "console.log('x');", '`log`'],
  ['scripts/a.ts', "console.log('x');", null],
  ['tests/e2e/a.spec.ts', 'setTimeout(() => {}, 5);', 'waiting action'],
  ['tests/e2e/b.spec.ts', 'export const f = (page: any) => page.waitForTimeout(5);', 'waiting action'],
  ['tests/e2e/c.spec.ts', "export { setTimeout } from 'node:timers/promises';", 'waiting action'],
] as const;

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'lete-bans-'));

interface Finding {
  readonly filename: string;
  readonly code: string;
  readonly message: string;
  readonly help?: string;
}

/** Runs the real linter with the real rules over the planted files; answers the bans that fired per file. */
function lint(): ReadonlyMap<string, string> {
  for (const [path, text] of planted) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  let output: string;
  try {
    output = execFileSync(process.execPath, [oxlint, '--format=json', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
  } catch (error) {
    output = (error as { stdout: string }).stdout; // findings end in exit code 1
  }
  const found = new Map<string, string>();
  for (const finding of (JSON.parse(output) as { diagnostics: readonly Finding[] }).diagnostics) {
    if (!finding.code.includes('no-restricted')) continue;
    const text = `${found.get(finding.filename) ?? ''} ${finding.message} ${finding.help ?? ''}`;
    found.set(finding.filename, text);
  }
  return found;
}

describe('banned names', () => {
  let found: ReadonlyMap<string, string>;
  beforeAll(() => {
    found = lint();
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(planted)('%s: %s', (path, _text, wayOut) => {
    if (wayOut === null) expect(found.get(path)).toBeUndefined();
    else expect(found.get(path)).toContain(wayOut);
  });
});
