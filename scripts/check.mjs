// npm run check: format, lint, types, import rules, dead code, unit and component tests; stops at the first failure.
import { GATE } from './lib/gate.mjs';
import { clearResults, stageRunner } from './lib/stage.mjs';

const { stage, finish } = stageRunner();
await clearResults();
for (const [name, work] of GATE) {
  if (!(await stage(name, work))) break;
}
finish();
