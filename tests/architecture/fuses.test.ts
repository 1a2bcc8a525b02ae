import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { root } from './lib/sources.ts';

/** electron-builder's spelling of every fuse that this Electron knows and that it can set (not the one for WASM). */
const known = Object.values(FuseV1Options)
  .filter(
    (name): name is keyof typeof FuseV1Options => typeof name === 'string' && name !== 'WasmTrapHandlers',
  )
  .map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);

/** What opens a way into a shipped app must be off, what closes one must be on. */
const CLOSED = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  grantFileProtocolExtraPrivileges: false,
  onlyLoadAppFromAsar: true,
  enableEmbeddedAsarIntegrityValidation: true,
} as const;

/** The block `electronFuses:` of the packaging file, by name. */
function fusesIn(yaml: string): ReadonlyMap<string, boolean> {
  const block = /^electronFuses:\n((?:[ #].*\n|\n)+)/m.exec(`${yaml}\n`)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/^ {2}(\w+): (true|false)\b/gm)].map(([, name = '', on]) => [name, on === 'true']),
  );
}

describe('fuses', () => {
  it('are read from the packaging file', () => {
    const yaml =
      'appId: a\nelectronFuses:\n  # why\n  runAsNode: false # never\n\n  wasm: true\nlinux:\n  x: true\n';
    expect([...fusesIn(yaml)]).toEqual([
      ['runAsNode', false],
      ['wasm', true],
    ]);
  });

  it('are all written out, and every way into the app is shut', () => {
    const fuses = fusesIn(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
    expect([...fuses.keys()].filter((name) => name !== 'resetAdHocDarwinSignature').toSorted()).toEqual(
      known.toSorted(),
    );
    expect(Object.fromEntries(fuses)).toMatchObject(CLOSED);
  });
});
