import { randomBytes } from 'node:crypto';
import { createClient } from '../../../electron/core/features/sync/transport/client.ts';
import { createTransport } from '../../../electron/core/features/sync/transport/calls.ts';
import { sendBy } from '../../../electron/core/features/sync/transport/http.ts';
import { signerOf } from '../../../central/keys/ed25519.ts';
import { EnrolAnswer } from '../../../shared/sync/endpoints.ts';
import { epochHash, newOrder, person, placing, sealOp } from '../../../tests/sync/tools/queue.ts';
import { newId, random128 } from '../../../tests/sync/tools/terminal.ts';

const APP_VERSION = '1.0.0';
const ids = { hex: (bytes) => randomBytes(bytes).toString('hex') };
const clock = { now: () => Date.now() };
const FILES = 5;

/** What central answered; anything else ends the bench. */
export function valueOf(reply) {
  if (reply.kind !== 'ok') throw new Error(`central answered ${reply.code ?? reply.kind}`);
  return reply.value;
}

/** An order of about 1.7 kB: a made-up person and five photos. */
function makeOrder(shop) {
  const files = Array.from({ length: FILES }, (_, seq) => ({
    photoId: newId(),
    seq,
    fileId: newId(),
    name: `IMG_${seq}.JPG`,
    sha256: randomBytes(32).toString('hex'),
    bytes: 8_000_000,
    width: 6000,
    height: 4000,
    missing: false,
  }));
  return { ...newOrder(shop, person(`${random128()}@example.org`)), files };
}

/**
 * A counter as central meets it: the real client's calls and tokens, ops numbered, chained and signed, no database of its
 * own. `address` is where central sees it come from, since all of them share this machine.
 */
export async function enrolTerminal({ url, code }, shop, address = '127.0.0.1') {
  const send = sendBy((to, init) =>
    fetch(to, { ...init, headers: { ...init.headers, 'x-forwarded-for': address } }),
  );
  const signer = signerOf(randomBytes(32));
  const id = newId();
  const body = { code: await code(shop), terminalId: id, signPub: signer.publicKey, appVersion: APP_VERSION };
  const enrolled = await send(url, { method: 'POST', path: '/v1/enrol', body, answer: EnrolAnswer }, null);
  const { epoch, incarnation } = valueOf(enrolled);
  const client = createClient({ clock, ids, signer, send });
  const transport = createTransport(client.ask, send);
  const who = { url, terminalId: id, epoch };
  let [seq, prev] = [0, epochHash({ terminalId: id, epoch, reason: 'enrolled', lastSeq: 0, lastHash: null })];
  await takeLedger(transport, who, prev);
  return {
    shop,
    transport,
    who,
    token: async () => valueOf(await client.token(who)),
    /** Further ops that place an order each, sealed. */
    seal: (count) =>
      Array.from({ length: count }, () => {
        const order = makeOrder(shop);
        const op = { ...placing(order), opId: random128() };
        const { wire, hash } = sealOp({ id, shop, signer }, { epoch, seq: seq + 1, prev }, op);
        [seq, prev] = [seq + 1, hash];
        return { wire, orderId: order.orderId };
      }),
    /** Sends sealed ops, by another way if one is given; they must all be taken. */
    push: async (sealed, by = url) => {
      const ops = sealed.map(({ wire }) => wire);
      const batch = { incarnation, terminalId: id, epoch, ops };
      const { results } = valueOf(await transport.ops({ ...who, url: by }, batch));
      const refused = results.find(({ status }) => status !== 'applied');
      if (refused !== undefined) throw new Error(`an op was ${refused.status}`);
    },
  };
}

/** Says that it has the whole ledger, without which central takes and gives nothing. */
async function takeLedger(transport, who, lastHash) {
  const { head } = valueOf(await transport.ledger(who, null));
  const { mode } = valueOf(
    await transport.hello(who, {
      epoch: who.epoch,
      lastSeq: 0,
      lastHash,
      ledgerSeq: head.seq,
      ledgerHash: head.hash,
      scopes: [],
      backlog: { ops: 0, files: 0, bytes: 0, oldestS: 0 },
      appVersion: APP_VERSION,
    }),
  );
  if (!['ok', 'snapshot'].includes(mode)) throw new Error(`central wants ${mode}`);
}
