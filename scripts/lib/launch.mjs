import { runtimeSwitches } from './runtime.mjs';
import { sandboxObstacle } from './sandbox.mjs';

/**
 * What Playwright's `_electron.launch` needs to start the app of this clone: `switches` are those of the person
 * or the test (`--lete-role=…`). The sandbox is on wherever it can be: Playwright turns it off unless told.
 */
export function launchOptions(runtime, switches) {
  if (runtime.electron === null) throw new Error(runtime.problems.join('\n'));
  return {
    executablePath: runtime.electron,
    args: [...runtimeSwitches(runtime), ...switches],
    chromiumSandbox: sandboxObstacle() === null,
  };
}
