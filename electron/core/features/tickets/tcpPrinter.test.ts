import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFilePrinter } from './filePrinter.ts';
import { createTcpPrinter } from './tcpPrinter.ts';

const page = { bytes: new Uint8Array(300_000).fill(0x41), png: Uint8Array.of(1, 2, 3) };
const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A made-up printer on a real socket; answers the number of its port. */
async function printerThat(behave: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    closers.push(() => socket.destroy());
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

const printerAt = (port: number, asksStatus = false) =>
  createTcpPrinter({ host: '127.0.0.1', port, timeoutMs: 400, asksStatus });

describe('network printer', () => {
  it('sends every byte once and says so', async () => {
    const received: Buffer[] = [];
    const ended = Promise.withResolvers<void>();
    const port = await printerThat((socket) => {
      socket.on('data', (chunk) => received.push(chunk));
      socket.on('end', () => ended.resolve());
    });
    expect(await printerAt(port).print(page)).toEqual({ ok: true });
    await ended.promise;
    expect(Buffer.concat(received).equals(page.bytes)).toBe(true);
  });

  it('[TIC-2] names a printer that is not there', async () => {
    const port = await printerThat(() => {});
    for (const close of closers.splice(0)) close();
    expect(await printerAt(port).print(page)).toEqual({ ok: false, failure: 'unreachable' });
  });

  it('[TIC-2] names a printer that breaks off in the middle', async () => {
    const port = await printerThat((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await printerAt(port).print(page)).toEqual({ ok: false, failure: 'write-failed' });
  });

  it('[TIC-2] does not wait for ever for a printer that takes nothing', async () => {
    const port = await printerThat((socket) => socket.pause());
    const much = { ...page, bytes: new Uint8Array(40_000_000) };
    expect(await printerAt(port).print(much)).toEqual({ ok: false, failure: 'write-failed' });
  });

  const answering = (offline: number, paper: number, received: number[]) => (socket: Socket) => {
    socket.on('data', (data) => {
      if (data[0] !== 0x10) received.push(data.length);
      else socket.write(Uint8Array.of(data[2] === 2 ? offline : paper));
    });
    socket.on('end', () => socket.end());
  };

  it.each([
    ['paper-out', 0x12, 0x72],
    ['cover-open', 0x16, 0x12],
  ] as const)('[TIC-2] asks first and sends nothing: %s', async (failure, offline, paper) => {
    const received: number[] = [];
    const port = await printerThat(answering(offline, paper, received));
    expect(await printerAt(port, true).print(page)).toEqual({ ok: false, failure });
    expect(received).toEqual([]);
  });

  it('prints when the printer answers that all is well', async () => {
    const received: number[] = [];
    const port = await printerThat(answering(0x12, 0x12, received));
    expect(await printerAt(port, true).print(page)).toEqual({ ok: true });
    expect(received.reduce((sum, length) => sum + length, 0)).toBe(page.bytes.length);
  });

  it('[TIC-2] takes a printer that was to answer and does not as unreachable', async () => {
    const port = await printerThat((socket) => socket.resume());
    expect(await printerAt(port, true).print(page)).toEqual({ ok: false, failure: 'unreachable' });
  });
});

describe('file printer', () => {
  it('keeps each print as commands and as a picture, and reports a folder it cannot write', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lete-print-'));
    closers.push(() => rmSync(folder, { recursive: true, force: true }));
    let n = 0;
    const printer = createFilePrinter(join(folder, 'tickets'), () => `ticket-${++n}`);
    expect(await printer.print(page)).toEqual({ ok: true });
    expect(await printer.print(page)).toEqual({ ok: true });
    expect(readdirSync(join(folder, 'tickets')).sort()).toEqual([
      'ticket-1.bin',
      'ticket-1.png',
      'ticket-2.bin',
      'ticket-2.png',
    ]);
    expect(readFileSync(join(folder, 'tickets/ticket-2.png'))).toEqual(Buffer.from(page.png));
    writeFileSync(join(folder, 'file'), '');
    const broken = createFilePrinter(join(folder, 'file'), () => 'x');
    expect(await broken.print(page)).toEqual({ ok: false, failure: 'write-failed' });
  });
});
