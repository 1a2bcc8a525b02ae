import { runFullDisk } from '../../tests/sync/disk/fullDisk.ts';
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

/** Power cuts of a terminal's disk, and a disk that fills up. `images` is for each model of a file system. */
export async function runDisk({ images, orders, onFullMs, seed, tell }) {
  const full = await runFullDisk({ onFullMs, tell });
  const obstacle = await straceObstacle();
  if (obstacle === null) {
    const cuts = await runPowerCuts({ images, orders, seed, tell });
    return {
      figures: { powerCuts: cuts.figures, fullDisk: full.figures },
      tests: [...full.tests, ...cuts.tests],
    };
  }
  tell(`Power cuts could not be tried: ${obstacle}`);
  const missing = { title: '[F2] power cuts of a terminal', status: 'failed' };
  return { figures: { fullDisk: full.figures }, tests: [...full.tests, missing] };
}
