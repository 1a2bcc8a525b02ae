import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { seededRandom } from './seededRandom.ts';

/** After how many bytes a connection is reset; drawn when it opens. */
type CutPoint = (random: () => number) => number;

/** What goes wrong; may be changed at any time. */
export interface Faults {
  /** Resets each new connection. */
  refuse: boolean;
  /** Swallows all bytes both ways and answers nothing: a half-open connection. */
  blackhole: boolean;
  /** Counted from client to server. */
  cutUp: CutPoint | null;
  /** Counted from server to client: the server did the work, the client never hears of it. */
  cutDown: CutPoint | null;
  /** Milliseconds added to each piece from server to client, and as many more at random at most. */
  latency: number;
  jitter: number;
  /** Bytes per second in each direction; 0: as fast as it goes. */
  bandwidth: number;
}

interface Way {
  readonly limit: number;
  readonly latency: () => number;
  readonly onCut: () => void;
  readonly count: (bytes: number) => void;
}

/** Ends a connection without a word. One that is ending already cannot be reset: it would stay, and keep the process for ever. */
const sever = (socket: Socket): void => {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
};

/** Passes pieces on in order, each not before its time. */
const pipe = (faults: Faults, from: Socket, to: Socket, { limit, latency, onCut, count }: Way): void => {
  const queue: { readonly part: Uint8Array; readonly last: boolean }[] = [];
  let passed = 0;
  let freeAt = 0;
  let ended = false;
  const passNext = (): void => {
    const next = queue.shift();
    if (next === undefined || to.destroyed) return;
    if (next.last ? to.write(next.part, onCut) : to.write(next.part)) from.resume();
    else from.pause();
    if (ended && queue.length === 0) to.end();
  };
  to.on('drain', () => from.resume());
  from.on('data', (piece: Buffer) => {
    if (faults.blackhole) return;
    const part = piece.subarray(0, limit - passed);
    passed += part.length;
    count(part.length);
    const now = performance.now();
    freeAt = Math.max(freeAt, now + latency());
    if (faults.bandwidth > 0) {
      freeAt += (part.length / faults.bandwidth) * 1000;
      from.pause();
    }
    queue.push({ part, last: part.length < piece.length });
    // A timer passes the oldest piece, whichever timer fires first.
    if (queue.length === 1 && freeAt <= now) passNext();
    else setTimeout(passNext, freeAt - now);
  });
  from.on('end', () => {
    ended = true;
    if (queue.length === 0) to.end();
  });
};

/** A TCP proxy on loopback that misbehaves on purpose; the same seed cuts at the same places. */
export const startFaultProxy = async (target: number, seed: string | number = 1) => {
  const random = seededRandom(seed);
  const faults: Faults = {
    refuse: false,
    blackhole: false,
    cutUp: null,
    cutDown: null,
    latency: 0,
    jitter: 0,
    bandwidth: 0,
  };
  const stats = { connections: 0, refused: 0, cuts: 0, bytesUp: 0, bytesDown: 0 };
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    stats.connections += 1;
    if (faults.refuse) {
      stats.refused += 1;
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    const reset = (): void => {
      stats.cuts += 1;
      sever(client);
      sever(upstream);
    };
    pipe(faults, client, upstream, {
      limit: faults.cutUp?.(random) ?? Infinity,
      onCut: reset,
      count: (bytes) => (stats.bytesUp += bytes),
      latency: () => 0,
    });
    pipe(faults, upstream, client, {
      limit: faults.cutDown?.(random) ?? Infinity,
      onCut: reset,
      count: (bytes) => (stats.bytesDown += bytes),
      latency: () => faults.latency + random() * faults.jitter,
    });
    for (const [side, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(side);
      side.on('error', () => other.destroy());
      side.on('close', () => open.delete(side));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    stats,
    /** Resets what is open, as a line does that comes back after it forgot its connections. */
    reset: (): void => {
      for (const socket of open) sever(socket);
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
};
