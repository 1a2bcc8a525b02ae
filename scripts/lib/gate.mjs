import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from './paths.mjs';
import { run } from './run.mjs';
import { runVitest } from './suites.mjs';

/** The steps every change must pass, in the order of their speed. */
export const GATE = [
  ['format', () => tool('@biomejs/biome/bin/biome', ['format', '.'])],
  ['lint', () => tool('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings'])],
  ['types', checkTypes],
  ['import rules', () => tool('dependency-cruiser/bin/dependency-cruiser.mjs', ['.'])],
  ['dead code', () => tool('knip/bin/knip.js', [])],
  ['unit tests', () => runVitest('unit')],
  ['component tests', () => runVitest('component')],
];

async function tool(script, args) {
  const { code, output } = await run(process.execPath, [join(repoRoot, 'node_modules', script), ...args], {
    cwd: repoRoot,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
}

async function checkTypes() {
  const layers = readdirSync(repoRoot)
    .filter((file) => /^tsconfig\..+\.json$/.test(file) && file !== 'tsconfig.base.json')
    .sort();
  const results = await Promise.all(layers.map((layer) => tool('typescript/bin/tsc', ['-p', layer])));
  return {
    passed: results.filter((result) => result.failed === 0).length,
    failed: results.filter((result) => result.failed > 0).length,
    output: results.map((result) => result.output ?? '').join(''),
  };
}
