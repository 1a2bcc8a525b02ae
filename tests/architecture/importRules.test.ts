import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import rules from '../../.dependency-cruiser.mjs';

/** Each row plants one import in a file of its own: from, to, and the rule that must refuse it (null: allowed). */
const planted = [
  ['shared/domain/deferredZod.ts', 'zod', null],
  ['shared/domain/a.ts', 'zod', 'not-in-allowed'],
  ['shared/domain/b.ts', 'libphonenumber-js/min', null],
  ['shared/domain/c.ts', 'node:fs', 'not-in-allowed'],
  ['shared/domain/d.ts', '../contract/target.ts', 'not-in-allowed'],
  ['shared/contract/a.ts', '../domain/target.ts', null],
  ['shared/contract/c.ts', '../privacy/target.ts', null],
  ['shared/privacy/a.ts', '../domain/target.ts', null],
  ['shared/privacy/b.ts', 'zod', 'not-in-allowed'],
  ['shared/privacy/c.ts', '../contract/target.ts', 'not-in-allowed'],
  ['shared/privacy/d.ts', 'node:crypto', 'not-in-allowed'],
  ['shared/domain/g.ts', '../privacy/target.ts', 'not-in-allowed'],
  ['renderer/features/one/g.tsx', '../../../shared/privacy/target.ts', null],
  ['renderer/ui/d.tsx', '../../shared/privacy/target.ts', 'not-in-allowed'],
  ['electron/main/f.ts', '../../shared/privacy/target.ts', null],
  ['electron/core/features/one/h.ts', '../../../../shared/privacy/target.ts', null],
  ['shared/contract/b.ts', 'temporal-polyfill', 'not-in-allowed'],
  ['renderer/ui/a.tsx', 'react-aria-components', null],
  ['renderer/ui/b.tsx', 'zustand', 'not-in-allowed'],
  ['renderer/ui/c.tsx', '../i18n/target.ts', 'not-in-allowed'],
  ['renderer/i18n/a.ts', 'i18next', null],
  ['renderer/i18n/b.ts', '../app/target.ts', 'not-in-allowed'],
  ['renderer/i18n/c.ts', '../../shared/contract/errorCodes.ts', null],
  ['renderer/i18n/d.ts', '../../shared/contract/target.ts', 'not-in-allowed'],
  ['renderer/features/one/a.tsx', '../../app/api.ts', null],
  ['renderer/features/one/b.tsx', '../../app/target.ts', 'not-in-allowed'],
  ['renderer/features/one/c.tsx', '../two/target.ts', 'not-in-allowed'],
  ['renderer/features/one/d.tsx', './parts/target.ts', null],
  ['renderer/features/one/e.tsx', 'node:fs', 'not-in-allowed'],
  ['renderer/features/one/f.tsx', '../../../electron/core/ports/target.ts', 'not-in-allowed'],
  ['renderer/app/a.tsx', '../features/two/target.ts', null],
  ['renderer/app/b.tsx', 'electron', 'not-in-allowed'],
  ['electron/preload/a.ts', 'electron', null],
  ['electron/preload/b.ts', 'type ../../shared/contract/target.ts', null],
  ['electron/preload/c.ts', '../../shared/contract/target.ts', 'not-in-allowed'],
  ['electron/preload/d.ts', 'zod', 'not-in-allowed'],
  ['electron/main/a.ts', '../core/ports/target.ts', null],
  ['electron/main/b.ts', '../core/db/target.ts', 'not-in-allowed'],
  ['electron/main/c.ts', 'type ../core/features/one/target.ts', 'not-in-allowed'],
  ['electron/main/d.ts', 'vite', 'no-dev-dependency'],
  ['electron/main/e.ts', '../../tests/target.ts', 'no-proof-in-product'],
  ['electron/core/a.ts', './features/one/target.ts', null],
  ['electron/core/b.ts', 'electron', 'not-in-allowed'],
  ['electron/core/features/one/a.ts', '../two/index.ts', null],
  ['electron/core/features/one/b.ts', '../two/target.ts', 'not-in-allowed'],
  ['electron/core/features/one/c.ts', 'better-sqlite3', 'not-in-allowed'],
  ['electron/core/features/one/d.ts', '../../db/target.ts', null],
  ['electron/core/features/one/e.ts', '../../db/migrations/target.ts', 'not-in-allowed'],
  ['electron/core/features/one/f.ts', '@napi-rs/canvas', 'not-in-allowed'],
  ['electron/core/features/one/g.ts', 'electron', 'not-in-allowed'],
  ['electron/core/features/tickets/a.ts', '@napi-rs/canvas', null],
  ['electron/core/features/tickets/b.ts', '@point-of-sale/receipt-printer-encoder', null],
  ['electron/core/db/a.ts', 'better-sqlite3', null],
  ['electron/core/db/b.ts', '../features/one/target.ts', 'not-in-allowed'],
  ['electron/core/db/migrations/a.ts', '../sql.ts', null],
  ['electron/core/db/migrations/b.ts', '../target.ts', 'not-in-allowed'],
  ['electron/core/db/migrations/c.ts', '../../../../shared/domain/target.ts', 'not-in-allowed'],
  ['electron/core/keys/a.ts', 'node:crypto', null],
  ['electron/core/keys/b.ts', '../db/target.ts', 'not-in-allowed'],
  ['electron/core/ports/a.ts', 'node:fs', 'not-in-allowed'],
  ['electron/core/log/a.ts', 'node:fs', null],
  ['electron/imaging/a.ts', 'sharp', null],
  ['electron/imaging/b.ts', 'node:https', 'not-in-allowed'],
  ['electron/imaging/c.ts', 'node:net', 'not-in-allowed'],
  ['electron/imaging/d.ts', '../core/db/target.ts', 'not-in-allowed'],
  ['electron/imaging/e.ts', '../core/ports/imaging.ts', null],
  ['electron/imaging/f.ts', '../core/ports/fileFormat.ts', null],
  ['electron/imaging/g.ts', '../core/ports/target.ts', 'not-in-allowed'],
  ['electron/core/ports/fileFormat.ts', 'node:crypto', null],
  ['electron/core/ports/messages.ts', '../../../shared/contract/target.ts', null],
  ['electron/core/ports/b.ts', '../../../shared/contract/target.ts', 'not-in-allowed'],
  ['electron/core/call/a.ts', '../db/target.ts', null],
  ['electron/core/call/b.ts', '../features/one/target.ts', 'not-in-allowed'],
  ['electron/core/files/a.ts', '../keys/target.ts', null],
  ['electron/core/files/b.ts', '../db/target.ts', 'not-in-allowed'],
  ['electron/brandNew/a.ts', 'node:fs', 'not-in-allowed'],
  ['shared/domain/a.test.ts', 'vitest', null],
  ['shared/domain/b.test.ts', '../../electron/core/ports/target.ts', 'not-in-allowed'],
  ['shared/domain/e.ts', './a.test.ts', 'no-proof-in-product'],
  ['shared/domain/f.ts', './f2.ts', 'no-cycle'],
] as const;

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'lete-import-rules-'));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function importLine(target: string): string {
  return target.startsWith('type ')
    ? `import type { x } from '${target.slice(5)}';\nexport type Y = typeof x;\n`
    : `import { x } from '${target}';\nexport const y = x;\n`;
}

/** Runs the real rules over the planted tree and answers `from -> names of the rules broken`. */
async function judge(): Promise<ReadonlyMap<string, readonly string[]>> {
  for (const [from, to] of planted) {
    const path = to.replace('type ', '');
    if (path.startsWith('.')) write(join(dirname(from), path), 'export const x = 1;\n');
  }
  for (const [from, to] of planted) write(from, importLine(to));
  write('shared/domain/f2.ts', importLine('./f.ts'));
  for (const name of ['package.json', 'node_modules']) symlinkSync(join(root, name), join(folder, name));
  const { options, forbidden = [], allowed = [], allowedSeverity = 'error' } = rules;
  const ruleSet = { forbidden, allowed, allowedSeverity };
  const inFolder = { baseDir: folder, preserveSymlinks: true };
  const roots = ['electron', 'renderer', 'shared', 'tests'];
  const result = await cruise(roots, { ...options, ...inFolder, ruleSet, validate: true });
  const broken = new Map<string, string[]>();
  for (const { from, rule } of (result.output as ICruiseResult).summary.violations) {
    broken.set(from, [...(broken.get(from) ?? []), rule.name]);
  }
  return broken;
}

describe('import rules', () => {
  let broken: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    broken = await judge();
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(planted)('%s importing %s: %s', (from, _to, rule) => {
    const names = broken.get(from) ?? [];
    if (rule === null) expect(names).toEqual([]);
    else expect(names).toContain(rule);
  });
});
