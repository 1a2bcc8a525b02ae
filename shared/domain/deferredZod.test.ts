import { z as zod } from 'zod';
import { expect, it } from 'vitest';
import { z } from './z.ts';

it('makes no schema before somebody parses with it, and then only once', () => {
  let read = 0;
  const Pair = z.strictObject({
    get first() {
      read += 1;
      return z.string().max(4);
    },
  });
  const Pairs = z.array(Pair.nullable()).max(2);
  expect(read).toBe(0);
  expect(Pairs.safeParse([{ first: 'yes' }, null]).success).toBe(true);
  expect(Pairs.safeParse([{ first: 'longer' }]).success).toBe(false);
  expect(Pair.safeParse({ first: 'yes' }).success).toBe(true);
  expect(read).toBe(1);
});

const build = (from: typeof zod) => {
  const Id = from.string().trim().regex(/^\d+$/).brand<'Id'>();
  const Kind = from.enum(['a', 'b']);
  const Base = from.object({ id: Id, kind: Kind, at: from.int().min(0).nullable() });
  const More = Base.extend({ tags: from.array(from.string().max(3)).max(2), size: from.literal(['s', 'm']) });
  return from.discriminatedUnion('type', [
    from.strictObject({ type: from.literal('one'), more: More.pick({ tags: true, kind: true }) }),
    from.strictObject({
      type: from.literal('two'),
      change: More.partial().refine(({ at }) => at !== 7, { path: ['at'] }),
      any: from.record(Kind, from.union([from.null(), from.boolean(), from.tuple([from.number()])])),
    }),
  ]);
};

it.each([
  { type: 'one', more: { tags: ['x'], kind: 'a', extra: 1 } },
  { type: 'one', more: { tags: ['long', 'b', 'c'], kind: 'c' } },
  { type: 'two', change: { id: ' 12 ', at: null }, any: { a: null, b: [1] } },
  { type: 'two', change: { id: 'x', at: 7, size: 'l' }, any: { a: 'no', b: true }, stray: 1 },
  { type: 'three' },
  null,
])('answers as zod itself does: %j', (value) => {
  const [ours, theirs] = [build(z).safeParse(value), build(zod).safeParse(value)];
  expect(ours.success).toBe(theirs.success);
  expect(ours.data).toEqual(theirs.data);
  expect(ours.error?.issues).toEqual(theirs.error?.issues);
});

it('is known as what it is, and describes itself as zod does', () => {
  const Name = z.object({ name: z.string().max(4) });
  expect(Name).toBeInstanceOf(zod.ZodObject);
  expect(Name.shape.name).toBeInstanceOf(zod.ZodString);
  expect(z.enum(['a', 'b']).options).toEqual(['a', 'b']);
  expect(zod.toJSONSchema(build(z))).toEqual(zod.toJSONSchema(build(zod)));
});

it('says a mistake at the first use', () => {
  const Twice = z.discriminatedUnion('type', [
    z.object({ type: z.literal('a') }),
    z.object({ type: z.literal('a'), more: z.string() }),
  ]);
  expect(() => Twice.parse({ type: 'a' })).toThrow(/[Dd]uplicate/);
});
