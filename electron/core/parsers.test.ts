import { afterEach, expect, it, vi } from 'vitest';
import { compileParsersSoon } from './parsers.ts';
import { z } from '../../shared/domain/z.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('compiles no parser for a schema of the start, and one for each that is first used later', () => {
  vi.useFakeTimers();
  const compiled = vi.fn();
  vi.stubGlobal(
    'Function',
    new Proxy(Function, { construct: (target, args) => (compiled(), new target(...args)) }),
  );
  const [early, late] = [z.object({ name: z.string() }), z.object({ name: z.string() })];

  expect(early.parse({ name: 'a' })).toEqual({ name: 'a' });
  compileParsersSoon();
  vi.advanceTimersByTime(2_000);
  expect(early.parse({ name: 'b' })).toEqual({ name: 'b' });
  expect(compiled).not.toHaveBeenCalled();
  expect(late.parse({ name: 'c' })).toEqual({ name: 'c' });
  expect(compiled).toHaveBeenCalled();
});
