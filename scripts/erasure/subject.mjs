// The process that is killed: opens a terminal that was left behind and carries out what is ordered there.
import { reopenWorld } from '../../tests/integration/erasure/world.ts';

const { folder, key, now } = await new Promise((resolve) => process.once('message', resolve));
process.send('begun');
const core = await reopenWorld(folder, Buffer.from(key, 'base64'), now);
await core.features.erasure.runDue();
await core.leave();
process.disconnect();
