import { startFaultProxy } from '../../../tests/sync/tools/faultProxy.ts';
import { alternate, median, result, timed } from '../tools/measure.mjs';
import { openCounter } from './counter.mjs';
import { openPouch, pouchName, pouchPackages } from './pouchPeer.mjs';

const SHOP = '05';
const DELAY_MS = 50;

/** Orders from a counter to a central that is far away, against PouchDB at the same distance (G3). */
export async function far({ stage, folder, quick }) {
  const [turns, each] = quick ? [2, 500] : [5, 2000];
  const line = await farLine(stage.port);
  const counter = await openCounter({ ...stage, url: line.url }, SHOP);
  const packages = pouchPackages();
  const pouch = packages === null ? null : await openPouch(packages, folder, 'far');
  const pouchLine = pouch === null ? null : await farLine(pouch.port);
  try {
    await counter.pushAll();
    const { a, b } = await alternate(
      turns,
      async () => {
        counter.placeDay(each);
        return (await timed(() => counter.pushAll())).ms;
      },
      async () => pouch && (await pouch.through(each, counter.opBytes(), pouchLine.url)).push.ms,
    );
    return [
      result({
        name: `push ${each} orders, signed, until each is answered, ${DELAY_MS} ms away`,
        unit: 'a second',
        ours: (each / median(a)) * 1000,
        peer: pouch && (each / median(b)) * 1000,
        peerName: pouchName(pouch),
        aim: pouch && { of: 'ratio', atLeast: 2 },
      }),
    ];
  } finally {
    await counter.close();
    await line.close();
    await pouch?.close();
    await pouchLine?.close();
  }
}

async function farLine(port) {
  const proxy = await startFaultProxy(port);
  proxy.faults.latency = DELAY_MS;
  return proxy;
}
