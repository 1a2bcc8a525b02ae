import { startFaultProxy } from '../../../tests/sync/tools/faultProxy.ts';
import { alternate, percentile, result, timed } from '../tools/measure.mjs';
import { enrolTerminal } from './terminal.mjs';

const SHOP = '02';
const DELAY_MS = 50;
const NOBODY = '/v1/nothing';
const PEER = 'a POST of as many bytes to the same central, which it only refuses (404), on the same line';

/** From sending one order until central answered that it has it, near and far. */
export async function latency({ stage, quick }) {
  const terminal = await enrolTerminal(stage, SHOP);
  const far = await startFaultProxy(stage.port);
  far.faults.latency = DELAY_MS;
  try {
    return [
      ...(await alongLine(terminal, stage.url, { where: 'loopback', times: quick ? 50 : 500 })),
      ...(await alongLine(terminal, far.url, { where: `${DELAY_MS} ms away`, times: quick ? 20 : 200 })),
    ];
  } finally {
    await far.close();
  }
}

async function alongLine(terminal, url, { where, times }) {
  const [first] = terminal.seal(1);
  await terminal.push([first], url);
  const body = JSON.stringify(first.wire);
  const { a, b } = await alternate(
    times,
    async () => {
      const sealed = terminal.seal(1);
      return (await timed(() => terminal.push(sealed, url))).ms;
    },
    async () => (await timed(() => refusedPost(url, body))).ms,
  );
  return [50, 99].map((percent) =>
    result({
      name: `push one order until it is answered, ${where}, p${percent}`,
      unit: 'ms',
      ours: percentile(a, percent),
      peer: percentile(b, percent),
      peerName: PEER,
    }),
  );
}

async function refusedPost(url, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url + NOBODY, { method: 'POST', headers, body });
  await answer.text();
  if (answer.status !== 404) throw new Error(`central answered ${answer.status}`);
}
