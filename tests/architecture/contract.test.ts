import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CallSpec, EventSpec } from '../../shared/contract/define.ts';
import { contract, events } from '../../shared/contract/index.ts';
import { sources } from './lib/sources.ts';

const calls = Object.entries<CallSpec>(contract);

type Json = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** A pattern bounds a string when it is anchored and repeats nothing without end. */
const boundsLength = (pattern: unknown): boolean =>
  typeof pattern === 'string' &&
  /^\^.*\$$/s.test(pattern) &&
  !/[*+]|\{\d*,\}/.test(pattern.replaceAll(/\\./g, ''));

function typeFault(type: unknown, node: Json): string | null {
  switch (type) {
    case 'object':
      return node['additionalProperties'] === false ? null : 'not strict';
    case 'array':
      return 'maxItems' in node ? null : 'no maximum';
    case 'string':
      return 'maxLength' in node || boundsLength(node['pattern']) ? null : 'no maximum';
    case 'number':
    case 'integer':
    case 'boolean':
    case 'null':
      return null;
    default:
      return 'anything goes';
  }
}

/** Judges one node; `types` is a list where zod folds `string | null` into one node. */
function ownFaults(node: Json): readonly string[] {
  if (['enum', 'const', 'anyOf', 'oneOf', 'allOf', '$ref'].some((key) => key in node)) return [];
  const types: readonly unknown[] = Array.isArray(node['type']) ? node['type'] : [node['type']];
  return types.map((type) => typeFault(type, node)).filter((fault) => fault !== null);
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

/** Objects of an output that would let a stray column through, as text of their properties. */
function leaks(schema: z.ZodType): readonly string[] {
  const found: string[] = [];
  z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      const { properties, additionalProperties } = jsonSchema;
      if (properties !== undefined && additionalProperties !== false)
        found.push(Object.keys(properties).join(' '));
    },
  });
  return found;
}

/** Calls open to a window where no one has signed in and no visit runs: what it takes to get that far, no more. */
const OPEN_TO_NOBODY = [
  'catalogue:current',
  // Taking a consent back needs no account and no sign-in (C4).
  'consents:byCode',
  'consents:withdrawByCode',
  'log:write',
  'media:sources',
  'notices:current',
  'products:out',
  'settings:get',
  'staff:people',
  'staff:signIn',
  'staff:signInByBadge',
  'staff:who',
  'sync:status',
  'terminal:health',
  'terminal:leaveKiosk',
  'terminal:quit',
  'terminal:setUp',
  'terminal:state',
  'terminal:unlock',
  'visit:callStaff',
  'visit:current',
  'visit:start',
];

/** The supervisor answers it, so that a screen can say why core is not ready. */
const ANSWERED_BY_MAIN = 'terminal:state';

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
    'command %s carries requestId',
    (_name, spec) => {
      const schema = z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' });
      expect(schema.required).toContain('requestId');
    },
  );

  it.each(calls)('%s takes strict and bounded input', (_name, spec) => {
    expect(faults(spec.input)).toEqual([]);
  });

  it('finds an output that lets unknown keys through', () => {
    expect(leaks(z.object({ a: z.looseObject({ b: z.int(), c: z.int() }) }))).toEqual(['b c']);
    expect(leaks(z.object({ a: z.record(z.string(), z.int()) }))).toEqual([]);
  });

  it.each(calls)('%s strips unknown keys from its output', (_name, spec) => {
    expect(leaks(spec.output)).toEqual([]);
  });

  it('opens to nobody only what it takes to unlock, sign in or start a visit', () => {
    const open = calls.filter(([, spec]) => spec.roles.includes('nobody')).map(([name]) => name);
    expect(open.toSorted()).toEqual(OPEN_TO_NOBODY);
  });

  it('each call is exercised by a test of the core', () => {
    const tests = sources(['electron/core', 'tests/integration', 'tests/faults'], /\.ts$/)
      .filter(({ path }) => /\.test\.ts$|^tests\//.test(path))
      .map(({ text }) => text)
      .join('\n');
    const ofCore = calls.map(([name]) => name).filter((name) => name !== ANSWERED_BY_MAIN);
    expect(ofCore.filter((name) => !tests.includes(`'${name}'`))).toEqual([]);
  });

  it.each(Object.entries<EventSpec>(events))(
    'event %s is strict, bounded and named thing-happened',
    (name, spec) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(faults(spec.payload)).toEqual([]);
    },
  );
});
