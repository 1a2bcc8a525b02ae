import { runFullDatabase } from '../../tests/sync/disk/full/fullDatabase.ts';
import { runFullDisk } from '../../tests/sync/disk/full/fullDisk.ts';
import { runFullSpool } from '../../tests/sync/disk/full/fullSpool.ts';
import { runPowerCuts } from '../../tests/sync/disk/powerCut.ts';
import { run } from '../lib/run.mjs';
import { ensureDebianPackages, TRACE_PACKAGES } from '../setup/debian.mjs';

/** How to go on where strace cannot be had; null where it is there, or was installed now. */
async function straceObstacle() {
  const isThere = async () => (await run('strace', ['-qq', '-o', '/dev/null', 'true'])).code === 0;
  if (await isThere()) return null;
  const obstacle = await ensureDebianPackages(TRACE_PACKAGES);
  if (await isThere()) return null;
  return obstacle ?? 'install strace, and let it trace (in a container: --cap-add=SYS_PTRACE)';
}

/** Disks of a terminal, of central and of its PostgreSQL that fill up, and power cuts of a terminal's. `images` is for each model of a file system. */
export async function runDisk({ images, orders, onFullMs, rounds, seed, tell }) {
  const full = await runFullDisk({ onFullMs, tell });
  const spool = await runFullSpool({ rounds, tell });
  const database = await runFullDatabase({ rounds, tell });
  const tests = [...full.tests, ...spool.tests, ...database.tests];
  const figures = { fullDisk: full.figures, fullSpool: spool.figures, fullDatabase: database.figures };
  const obstacle = await straceObstacle();
  if (obstacle === null) {
    const cuts = await runPowerCuts({ images, orders, seed, tell });
    return {
      figures: { powerCuts: cuts.figures, ...figures },
      tests: [...tests, ...cuts.tests],
    };
  }
  tell(`Power cuts could not be tried: ${obstacle}`);
  const missing = { title: '[F2] power cuts of a terminal', status: 'failed' };
  return { figures, tests: [...tests, missing] };
}
