import { describe, expect, it } from 'vitest';
import { statusUrlOf, withdrawalUrlOf } from './links.ts';

describe('addresses on tickets and in messages', () => {
  it.each([
    ['https://s.example.org', 'https://s.example.org/abc', 'https://s.example.org/w/CODE'],
    ['https://s.example.org/', 'https://s.example.org/abc', 'https://s.example.org/w/CODE'],
    ['', '', 'CODE'],
  ])('[C8] below „%s” are %s and %s', (base, status, withdrawal) => {
    expect([statusUrlOf(base, 'abc'), withdrawalUrlOf(base, 'CODE' as never)]).toEqual([status, withdrawal]);
  });
});
