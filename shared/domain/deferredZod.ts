import * as zod from 'zod';

/** Zod's ways to a schema from a schema. One that is missing here is right as well, only made at once. */
const STEPS: ReadonlySet<PropertyKey> = new Set([
  'array',
  'brand',
  'default',
  'extend',
  'gt',
  'int',
  'length',
  'max',
  'min',
  'nonnegative',
  'nullable',
  'omit',
  'optional',
  'partial',
  'pick',
  'pipe',
  'positive',
  'refine',
  'regex',
  'superRefine',
  'toLowerCase',
  'toUpperCase',
  'transform',
  'trim',
]);

const MADE = Symbol('made');

type Make = (...args: unknown[]) => object;

/** What a schema will be, and the schema itself once somebody needed it. */
class Deferred {
  readonly #make: () => object;
  #schema: object | null = null;
  constructor(make: () => object) {
    this.#make = make;
  }
  get schema(): object {
    this.#schema ??= this.#make();
    return this.#schema;
  }
}

/** The schemas themselves in place of deferred ones, so that parsing meets no proxy on its way. */
const made = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(made);
  const schema: unknown = Reflect.get(value, MADE);
  if (schema !== undefined) return schema;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, made(inner)]));
};

const defer = (make: () => object): object => new Proxy(new Deferred(make), AS_SCHEMA);

const AS_SCHEMA: ProxyHandler<Deferred> = {
  get: (deferred, key) => {
    if (key === MADE) return deferred.schema;
    if (!STEPS.has(key)) return Reflect.get(deferred.schema, key);
    return (...args: unknown[]) =>
      defer(() => (Reflect.get(deferred.schema, key) as Make)(...args.map(made)));
  },
  has: (deferred, key) => Reflect.has(deferred.schema, key),
  getPrototypeOf: (deferred) => Reflect.getPrototypeOf(deferred.schema),
};

const deferred = <F>(make: F): F =>
  ((...args: unknown[]) => defer(() => (make as Make)(...args.map(made)))) as F;

/**
 * Zod, but a schema is made when it is first used: parsed with, or asked for its parts. To make all two thousand of
 * the contract took main and core 57 ms each of every start, and most are not needed in a day (docs/benchmarks.md).
 * A mistake in a schema therefore shows at its first use; the generated list of calls uses each of them. What is not
 * named below is made at once, as zod does.
 */
export * from 'zod';
export const array = deferred(zod.array);
export const boolean = deferred(zod.boolean);
export const discriminatedUnion = deferred(zod.discriminatedUnion);
export const int = deferred(zod.int);
export const literal = deferred(zod.literal);
export const number = deferred(zod.number);
export const object = deferred(zod.object);
export const record = deferred(zod.record);
export const strictObject = deferred(zod.strictObject);
export const string = deferred(zod.string);
export const tuple = deferred(zod.tuple);
export const union = deferred(zod.union);
export const unknown = deferred(zod.unknown);
const anEnum = deferred(zod.enum);
const aNull = deferred(zod.null);
export { aNull as null, anEnum as enum };
