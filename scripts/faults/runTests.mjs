import { join } from 'node:path';
import { repoRoot } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

/** Runs test files of central. */
export function runTests(files, env) {
  return run(
    process.execPath,
    [join(repoRoot, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'central', ...files],
    { cwd: repoRoot, env: { ...process.env, NO_COLOR: '1', ...env } },
  );
}
