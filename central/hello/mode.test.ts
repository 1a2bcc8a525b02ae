import { describe, expect, it } from 'vitest';
import { cursorOf } from '../feed/cursor.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { type Known, modeOf } from './mode.ts';

const INCARNATION = 'a'.repeat(32);
const HASH = 'b'.repeat(64);
const known: Known = {
  incarnation: INCARNATION,
  bounds: { floor: { xid: '100', pos: 5 }, end: { xid: '900', pos: 90 } },
  ledgerSeq: 0,
  ledgerHash: HASH,
  opHash: HASH,
  now: 1_000,
};
const terminal = { mustWipe: false, levelAt: 1_000, epoch: 1, lastSeq: 3, lastHash: HASH } as Terminal;
const modeWith = (...cursors: readonly (string | null)[]) =>
  modeOf(
    terminal,
    {
      epoch: 1,
      lastSeq: 3,
      lastHash: HASH,
      ledgerSeq: 0,
      ledgerHash: HASH,
      scopes: cursors.map((cursor, i) => ({ scope: `store:0${i}`, cursor })),
      backlog: { ops: 0, files: 0, bytes: 0, oldestS: 0 },
      appVersion: '1.0.0',
    },
    known,
  );
const at = (xid: string, pos: number, incarnation = INCARNATION) => cursorOf(incarnation, { xid, pos });

describe('what a terminal has to do first', () => {
  it('[I5] nothing anew where a scope has no cursor yet: it begins with that one by itself', () => {
    expect(modeWith(at('200', 20), null)).toBe('ok');
    expect(modeWith(null, null)).toBe('ok');
  });

  it.each([
    ['older than what the feed still has', at('50', 1)],
    ['ahead of the database', at('950', 95)],
    ['of another life of the database', at('200', 20, 'c'.repeat(32))],
  ])('[I5, I11] takes all over anew where a cursor is %s', (_, cursor) => {
    expect(modeWith(at('200', 20), cursor)).toBe('snapshot');
  });
});
