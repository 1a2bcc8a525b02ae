import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CallSpec, EventSpec } from '../../shared/contract/define.ts';
import { contract, events } from '../../shared/contract/index.ts';

const calls = Object.entries<CallSpec>(contract);

type Json = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** A pattern bounds a string when it is anchored and repeats nothing without end. */
const boundsLength = (pattern: unknown): boolean =>
  typeof pattern === 'string' &&
  /^\^.*\$$/s.test(pattern) &&
  !/[*+]|\{\d*,\}/.test(pattern.replaceAll(/\\./g, ''));

function ownFaults(node: Json): readonly string[] {
  if (
    'enum' in node ||
    'const' in node ||
    'anyOf' in node ||
    'oneOf' in node ||
    'allOf' in node ||
    '$ref' in node
  ) {
    return [];
  }
  switch (node['type']) {
    case 'object':
      return node['additionalProperties'] === false ? [] : ['not strict'];
    case 'array':
      return 'maxItems' in node || ('prefixItems' in node && node['items'] !== undefined)
        ? []
        : ['no maximum'];
    case 'string':
      return 'maxLength' in node || boundsLength(node['pattern']) ? [] : ['no maximum'];
    case 'number':
    case 'integer':
    case 'boolean':
    case 'null':
      return [];
    default:
      return ['anything goes'];
  }
}

/** Every place of a schema that lets unknown keys or endless values in, as `path: fault`. */
function faults(schema: z.ZodType): readonly string[] {
  const walk = (node: unknown, path: string): readonly string[] => {
    if (!isObject(node)) return [`${path}: anything goes`];
    const properties = isObject(node['properties']) ? Object.entries(node['properties']) : [];
    const branches = ['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap((key) =>
      Array.isArray(node[key]) ? (node[key] as readonly unknown[]) : [],
    );
    return [
      ...ownFaults(node).map((fault) => `${path}: ${fault}`),
      ...properties.flatMap(([key, value]) => walk(value, `${path}.${key}`)),
      ...branches.flatMap((branch) => walk(branch, path)),
      ...(isObject(node['items']) ? walk(node['items'], `${path}[]`) : []),
      ...(isObject(node['$defs']) ? Object.values(node['$defs']).flatMap((def) => walk(def, path)) : []),
    ];
  };
  return walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), '$');
}

describe('the walk over a schema', () => {
  it.each([
    [z.object({}), '$: not strict'],
    [z.strictObject({ a: z.object({ b: z.int() }) }), '$.a: not strict'],
    [z.strictObject({ a: z.string() }), '$.a: no maximum'],
    [z.strictObject({ a: z.string().min(1).regex(/^\d+$/) }), '$.a: no maximum'],
    [z.strictObject({ a: z.string().nullable() }), '$.a: no maximum'],
    [z.strictObject({ a: z.array(z.int()) }), '$.a: no maximum'],
    [z.strictObject({ a: z.array(z.string()).max(3) }), '$.a[]: no maximum'],
    [z.strictObject({ a: z.unknown() }), '$.a: anything goes'],
    [z.strictObject({ a: z.custom<Date>() }), '$.a: anything goes'],
    [z.strictObject({ a: z.record(z.string(), z.int()) }), '$.a: not strict'],
    [z.strictObject({ a: z.discriminatedUnion('k', [z.object({ k: z.literal(1) })]) }), '$.a: not strict'],
  ])('finds planted fault %#', (schema, fault) => {
    expect(faults(schema)).toContain(fault);
  });

  it('accepts a strict and bounded schema', () => {
    const Bounded = z.strictObject({
      id: z.string().regex(/^[0-9A-Z]{26}$/),
      name: z.string().max(40).nullable(),
      kinds: z.array(z.enum(['a', 'b'])).max(2),
      on: z.boolean().optional(),
    });
    expect(faults(Bounded)).toEqual([]);
  });
});

describe('the contract', () => {
  it.each(calls)('%s is named feature:verbNoun and open to someone', (name, spec) => {
    expect(name).toMatch(/^[a-z]+:[a-z][A-Za-z0-9]*$/);
    expect(spec.roles.length).toBeGreaterThan(0);
    expect(new Set(spec.roles).size).toBe(spec.roles.length);
  });

  it.each(calls.filter(([, spec]) => spec.kind === 'command'))(
    '[ORD-4] command %s carries requestId',
    (_name, spec) => {
      const schema = z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' });
      expect(schema.required).toContain('requestId');
    },
  );

  it.each(calls)('%s takes strict and bounded input', (_name, spec) => {
    expect(faults(spec.input)).toEqual([]);
  });

  it.each(Object.entries<EventSpec>(events))(
    'event %s is strict, bounded and named thing-happened',
    (name, spec) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(faults(spec.payload)).toEqual([]);
    },
  );
});
