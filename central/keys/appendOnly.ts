import { Buffer } from 'node:buffer';
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { writeAll } from './durable.ts';

/** What stands in the file from an offset on. */
export const readFrom = (path: string, offset: number): Buffer => {
  const fd = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(fstatSync(fd).size - offset);
    readSync(fd, bytes, 0, bytes.length, offset);
    return bytes;
  } finally {
    closeSync(fd);
  }
};

/** Cuts off what a power cut left of a line: it was never reported as written. */
export const cutTornEnd = (path: string): void => {
  const bytes = readFrom(path, 0);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole === bytes.length) return;
  const fd = openSync(path, 'r+');
  try {
    ftruncateSync(fd, whole);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

/** Appends and makes it last, or leaves the file as it was: behind half a line nothing could be read any more. */
export const appendDurably = (path: string, text: string): void => {
  const fd = openSync(path, 'a', 0o600);
  const { size } = fstatSync(fd);
  try {
    writeAll(fd, Buffer.from(text));
    fsyncSync(fd);
  } catch (error) {
    ftruncateSync(fd, size);
    throw error;
  } finally {
    closeSync(fd);
  }
};
