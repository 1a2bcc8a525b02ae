// The process that is killed: opens a terminal that was left behind and does what is ordered there.
import { reopenWorld } from '../../tests/integration/erasure/world.ts';
import { reopenRulesWorld } from '../../tests/integration/harness/rulesAndExports.ts';

const TASKS = {
  erasure: async (folder, key, now) => {
    const core = await reopenWorld(folder, key, now);
    await core.features.erasure.runDue();
    return core;
  },
  retention: async (folder, key, now) => {
    const core = await reopenRulesWorld(folder, key, now);
    if (!(await core.features.retention.runPass())) throw new Error('a rule has to be tried again');
    return core;
  },
  /** What was ordered is built by itself; a person whose window went asks for the other again. */
  exports: async (folder, key, now, { disclosureId }) => {
    const core = await reopenRulesWorld(folder, key, now);
    core.features.access.start();
    await core.features.access.settled();
    await core.get(core.who.manager, 'disclosures:export', { disclosureId });
    return core;
  },
};

const { folder, key, now, task, more } = await new Promise((resolve) => process.once('message', resolve));
process.send('begun');
const core = await TASKS[task](folder, Buffer.from(key, 'base64'), now, more);
await core.leave();
process.disconnect();
