import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repoRoot } from '../lib/paths.mjs';

/** A throw-away copy of the sources as they are now, with the same node_modules; removed when the process ends. */
export function copySources() {
  const root = mkdtempSync(join(tmpdir(), 'lete-mutation-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repoRoot,
    maxBuffer: 1 << 26,
  });
  for (const file of listed.toString('utf8').split('\0').filter(Boolean)) {
    const from = join(repoRoot, file);
    // A file that is deleted but not committed is listed still.
    if (!existsSync(from)) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    copyFileSync(from, join(root, file));
  }
  symlinkSync(join(repoRoot, 'node_modules'), join(root, 'node_modules'));
  return root;
}
