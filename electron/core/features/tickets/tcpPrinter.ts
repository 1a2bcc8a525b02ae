import { connect, type Socket } from 'node:net';
import type { PrinterPort, PrintFailure, PrintResult } from '../../ports/printer.ts';

export interface TcpPrinterSettings {
  readonly host: string;
  /** 9100 on nearly all printers. */
  readonly port: number;
  readonly timeoutMs: number;
  /** Whether the printer answers `DLE EOT`; many cheap ones do not (CV). */
  readonly asksStatus: boolean;
}

/** `DLE EOT 4`: paper; `DLE EOT 2`: cause of being off-line. */
const ASK_PAPER = Uint8Array.of(0x10, 0x04, 0x04);
const ASK_OFFLINE = Uint8Array.of(0x10, 0x04, 0x02);
const PAPER_OUT = 0x60;
const COVER_OPEN = 0x04;

/** A network printer on a raw TCP port. */
export function createTcpPrinter(settings: TcpPrinterSettings): PrinterPort {
  return {
    print: async ({ bytes }) => {
      const socket = await open(settings);
      if (socket === null) return failed('unreachable');
      try {
        const problem = settings.asksStatus ? await statusProblem(socket, settings.timeoutMs) : null;
        if (problem !== null) return failed(problem);
        return (await send(socket, bytes, settings.timeoutMs)) ? { ok: true } : failed('write-failed');
      } finally {
        socket.destroy();
      }
    },
  };
}

function failed(failure: PrintFailure): PrintResult {
  return { ok: false, failure };
}

function open({ host, port, timeoutMs }: TcpPrinterSettings): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const give = (result: Socket | null) => {
      socket.setTimeout(0);
      socket.removeAllListeners();
      // Whoever uses the socket hears of errors by its own listener; without any, Node ends the process.
      socket.on('error', () => {});
      if (result === null) socket.destroy();
      resolve(result);
    };
    socket.setTimeout(timeoutMs, () => give(null));
    socket.once('connect', () => give(socket));
    socket.once('error', () => give(null));
  });
}

async function statusProblem(socket: Socket, timeoutMs: number): Promise<PrintFailure | null> {
  const offline = await ask(socket, ASK_OFFLINE, timeoutMs);
  if (offline === null) return 'unreachable';
  if ((offline & COVER_OPEN) !== 0) return 'cover-open';
  const paper = await ask(socket, ASK_PAPER, timeoutMs);
  if (paper === null) return 'unreachable';
  return (paper & PAPER_OUT) === 0 ? null : 'paper-out';
}

function ask(socket: Socket, question: Uint8Array, timeoutMs: number): Promise<number | null> {
  return settle<number | null>(
    socket,
    timeoutMs,
    () => null,
    (give) => {
      socket.once('data', (answer) => give(answer[0] ?? null));
      socket.write(question);
    },
  );
}

/**
 * True when every byte went out and the printer did not break the connection off. A printer that keeps its side
 * open after ours is closed has still taken all of it.
 */
function send(socket: Socket, bytes: Uint8Array, timeoutMs: number): Promise<boolean> {
  return settle(
    socket,
    timeoutMs,
    () => socket.writableFinished,
    (give) => {
      socket.once('end', () => give(socket.writableFinished));
      socket.once('error', () => give(false));
      socket.resume();
      socket.end(bytes);
    },
  );
}

/** Waits for `give`, else for time-out, error or close, which answer `otherwise()`. */
function settle<T>(
  socket: Socket,
  timeoutMs: number,
  otherwise: () => T,
  start: (give: (value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => give(otherwise()), timeoutMs);
    const give = (value: T) => {
      clearTimeout(timer);
      for (const event of ['data', 'end', 'close', 'error'] as const) socket.removeAllListeners(event);
      socket.on('error', () => {});
      resolve(value);
    };
    start(give);
    socket.once('error', () => give(otherwise()));
    socket.once('close', () => give(otherwise()));
  });
}
