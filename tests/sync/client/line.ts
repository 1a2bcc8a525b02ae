import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between terminal and central that can be cut: it drops the connection after so many bytes of answers. */
export interface Line {
  readonly url: string;
  /** Each next connection ends after so many bytes from central; null lets all through. */
  cutAfter(bytes: number | null): void;
  /** Pulls the cable: nothing goes through, nobody can connect. */
  setDown(down: boolean): void;
  readonly cuts: () => number;
  close(): Promise<void>;
}

export const startLine = async (target: number): Promise<Line> => {
  const open = new Set<Socket>();
  let limit: number | null = null;
  let down = false;
  let cuts = 0;
  const server = createServer((near) => {
    if (down) return void near.destroy();
    const far = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    near.pipe(far);
    let passed = 0;
    const most = limit;
    far.on('data', (part: Buffer) => {
      passed += part.length;
      if (most === null || passed <= most) return void near.write(part);
      cuts += 1;
      near.resetAndDestroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter: (bytes) => {
      limit = bytes;
      drop();
    },
    setDown: (now) => {
      down = now;
      if (now) drop();
    },
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        drop();
      }),
  };
};
