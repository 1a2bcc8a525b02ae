// The process that is killed: opens a terminal that was left behind and carries out what is ordered there.
import { reopenWorld } from '../../tests/integration/erasure/world.ts';

process.once('message', async ({ folder, key, now }) => {
  process.send('begun');
  const core = await reopenWorld(folder, Buffer.from(key, 'base64'), now);
  await core.features.erasure.runDue();
  await core.leave();
  process.send('done');
  process.disconnect();
});
