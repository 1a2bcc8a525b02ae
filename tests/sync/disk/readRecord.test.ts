import { expect, it } from 'vitest';
import { readRecord } from './readRecord.ts';

const hex = (text: string): string =>
  [...text].map((letter) => `\\x${letter.charCodeAt(0).toString(16)}`).join('');
const opened = (path: string): string => `openat(AT_FDCWD, "${hex(path)}", O_RDONLY|O_CLOEXEC) = 25`;

it('[F2] the end of a close is not the end of an earlier call', () => {
  const lines = [
    `1 ${opened('/d/one')}`,
    '1 fsync(25 <unfinished ...>',
    '2 getpid() = 2',
    '1 <... fsync resumed>) = 0',
    '1 close(25 <unfinished ...>',
    `2 ${opened('/d/two')}`,
    '1 <... close resumed>) = 0',
  ];
  expect(readRecord(lines.join('\n'), '/d')).toEqual([
    { type: 'sync', path: 'one', dataOnly: false, began: 0 },
  ]);
});

it('[F2] a file number that another thread gets while its close has not ended yet is that thread’s', () => {
  const lines = [
    `1 ${opened('/d/one')}`,
    '1 close(25 <unfinished ...>',
    `2 ${opened('/d/two')}`,
    '1 <... close resumed>) = 0',
    '2 fsync(25) = 0',
  ];
  expect(readRecord(lines.join('\n'), '/d')).toEqual([
    { type: 'sync', path: 'two', dataOnly: false, began: 0 },
  ]);
});

it('[F2] a call that others interrupted began where it was entered', () => {
  const lines = [
    `1 ${opened('/d')}`,
    '1 fsync(25 <unfinished ...>',
    `2 mkdir("${hex('/d/one')}", 0700) = 0`,
    '1 <... fsync resumed>) = 0',
  ];
  expect(readRecord(lines.join('\n'), '/d')).toEqual([
    { type: 'mkdir', path: 'one', began: 0 },
    { type: 'sync', path: '', dataOnly: false, began: 0 },
  ]);
});
