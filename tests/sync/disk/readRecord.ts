import { Buffer } from 'node:buffer';
import { join, resolve } from 'node:path';
import type { DiskEvent, NewEvent } from './events.ts';
import { type Call, callsOf, lastNumberOf, stringsOf } from './straceCalls.ts';

interface OpenFile {
  path: string;
  at: number;
  readonly append: boolean;
  /** Its name is gone or another's: what is written to it is lost with the process. */
  dead: boolean;
}

/** What a reader knows while it goes through the calls. */
interface Reading {
  readonly files: Map<number, OpenFile>;
  /** The path below the folder; null for one outside of it. */
  readonly inside: (path: Buffer) => string | null;
  readonly push: (event: NewEvent) => void;
}

type Read = (call: Call, reading: Reading) => void;

const refuse = (what: string): never => {
  throw new Error(`the workload uses ${what} on its data folder, which is not modelled`);
};

const fdOf = ({ args }: Call): number => Number(/^\d+/.exec(args)?.[0] ?? -1);

const fileOf = (call: Call, { files }: Reading): OpenFile | undefined => {
  const file = files.get(fdOf(call));
  return file?.dead === true ? undefined : file;
};

/** Paths named by the call. One relative to a folder's descriptor is known only where that folder is watched. */
const pathsOf = (call: Call, { files, inside }: Reading): readonly (string | null)[] => {
  const folder = files.get(fdOf(call));
  return stringsOf(call.args).map((text) => {
    if (fdOf(call) < 0 || text.toString().startsWith('/')) return inside(text);
    return folder === undefined ? null : join(folder.path, text.toString());
  });
};

const payloadOf = ({ args, result }: Call): Buffer => {
  const data = Buffer.concat(stringsOf(args)).subarray(0, result);
  if (data.length !== result) throw new Error('strace cut a buffer short: raise its -s');
  return data;
};

const open: Read = (call, reading) => {
  const [path = null] = pathsOf(call, reading);
  reading.files.delete(call.result);
  if (path === null) return;
  const has = (flag: string): boolean => call.name === 'creat' || call.args.includes(flag);
  reading.files.set(call.result, { path, at: 0, append: call.args.includes('O_APPEND'), dead: false });
  if (has('O_CREAT')) reading.push({ type: 'create', path });
  if (has('O_TRUNC')) reading.push({ type: 'truncate', path, size: 0 });
};

const write: Read = (call, reading) => {
  const file = fileOf(call, reading);
  if (fdOf(call) === 1) {
    const text = Buffer.concat(stringsOf(call.args)).toString();
    for (const [, promise = ''] of text.matchAll(/^ACK (.*)$/gm))
      reading.push({ type: 'ack', text: promise });
  }
  if (file === undefined) return;
  const { path, append, at } = file;
  reading.push({ type: 'write', path, data: payloadOf(call), at: append ? null : at });
  file.at += call.result;
};

const writeAt: Read = (call, reading) => {
  const path = fileOf(call, reading)?.path;
  if (path !== undefined)
    reading.push({ type: 'write', path, data: payloadOf(call), at: lastNumberOf(call.args) });
};

const truncate: Read = (call, reading) => {
  const path = call.name === 'ftruncate' ? fileOf(call, reading)?.path : pathsOf(call, reading)[0];
  if (typeof path === 'string') reading.push({ type: 'truncate', path, size: lastNumberOf(call.args) });
};

const sync: Read = (call, reading) => {
  const path = fileOf(call, reading)?.path;
  if (path !== undefined) reading.push({ type: 'sync', path, dataOnly: call.name === 'fdatasync' });
};

const rename: Read = (call, reading) => {
  const [path = null, to = null] = pathsOf(call, reading);
  if ((path === null) !== (to === null)) refuse('a rename across its border');
  if (path === null || to === null) return;
  for (const file of reading.files.values()) {
    if (file.path === to) file.dead = true;
    else if (file.path === path) file.path = to;
  }
  reading.push({ type: 'rename', path, to });
};

const remove: Read = (call, reading) => {
  const [path = null] = pathsOf(call, reading);
  if (path === null) return;
  for (const file of reading.files.values()) if (file.path === path) file.dead = true;
  reading.push({ type: 'remove', path });
};

const mkdir: Read = (call, reading) => {
  const [path = null] = pathsOf(call, reading);
  if (path !== null) reading.push({ type: 'mkdir', path });
};

const refusePath: Read = (call, reading) => {
  if (pathsOf(call, reading).some((path) => path !== null)) refuse(call.name);
};

const refuseFile: Read = (call, reading) => {
  const numbers = [...call.args.matchAll(/(?:^|, )(\d+)/g)].map(([, n]) => Number(n));
  if (numbers.some((fd) => reading.files.has(fd))) refuse(call.name);
};

const refuseDuplicate: Read = (call, reading) => {
  if (reading.files.has(fdOf(call)) && (call.name !== 'fcntl' || call.args.includes('F_DUPFD')))
    refuse(call.name);
};

const refuseProcess: Read = ({ name, args }) => {
  if (!args.includes('CLONE_THREAD')) refuse(`a process of its own (${name})`);
};

/** Node's own ring without SQPOLL only batches epoll; the one with it carries file writes. */
const refuseRing: Read = ({ args }) => {
  if (args.includes('IORING_SETUP_SQPOLL')) refuse('io_uring (set UV_USE_IO_URING=0)');
};

const close: Read = (call, { files }) => void files.delete(fdOf(call));

const lseek: Read = (call, reading) => {
  const file = fileOf(call, reading);
  if (file) file.at = call.result;
};

const syncAll: Read = (_call, { push }) => push({ type: 'sync-all' });

const READERS: readonly (readonly [Read, string])[] = [
  [open, 'open openat creat'],
  [close, 'close'],
  [lseek, 'lseek'],
  [write, 'write writev'],
  [writeAt, 'pwrite64 pwritev'],
  [truncate, 'truncate ftruncate'],
  [sync, 'fsync fdatasync'],
  [syncAll, 'sync syncfs'],
  [rename, 'rename renameat renameat2'],
  [remove, 'unlink unlinkat rmdir'],
  [mkdir, 'mkdir mkdirat'],
  [refusePath, 'link linkat symlink symlinkat'],
  [refuseFile, 'fallocate sync_file_range copy_file_range sendfile pwritev2'],
  [refuseDuplicate, 'dup dup2 dup3 fcntl'],
  [refuseRing, 'io_uring_setup'],
  [refuseProcess, 'clone clone3 fork vfork'],
];
const READER_OF = new Map(
  READERS.flatMap(([read, names]) => names.split(' ').map((name) => [name, read] as const)),
);

/** The system calls that have to be in the record. */
export const TRACED: readonly string[] = [...READER_OF.keys()];

/**
 * Reads a record of one process (threads are fine) as what it did to a folder.
 * @throws Error for a way of writing that is not modelled
 */
export const readRecord = (record: string, folder: string): readonly DiskEvent[] => {
  const events: DiskEvent[] = [];
  const eventsAfter = [0];
  const inside = (text: Buffer): string | null => {
    const path = resolve(text.toString());
    if (path === folder) return '';
    return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
  };
  let began = 0;
  const push = (event: NewEvent): void => void events.push({ ...event, began });
  const reading: Reading = { files: new Map(), inside, push };
  for (const call of callsOf(record)) {
    began = eventsAfter[call.began] ?? 0;
    if (call.result >= 0) READER_OF.get(call.name)?.(call, reading);
    eventsAfter.push(events.length);
  }
  return events;
};
