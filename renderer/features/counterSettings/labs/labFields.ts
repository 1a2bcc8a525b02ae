import { z } from 'zod';
import { type LabKind, LabSettings } from '../../../../shared/domain/labs.ts';

type NamesOf<Lab> = Lab extends unknown ? Exclude<keyof Lab, 'kind'> : never;
export type LabFieldName = NamesOf<LabSettings>;

/** One setting of a lab, by how it is asked for. */
export type LabField =
  | { readonly kind: 'switch' | 'text' | 'lines'; readonly name: LabFieldName }
  | { readonly kind: 'choice'; readonly name: LabFieldName; readonly options: readonly string[] };

const shapeOf = (kind: LabKind): Readonly<Record<string, unknown>> =>
  LabSettings.options.find(({ shape }) => shape.kind.value === kind)?.shape ?? {};

function fieldOf(name: LabFieldName, schema: unknown): LabField {
  if (schema instanceof z.ZodBoolean) return { kind: 'switch', name };
  if (schema instanceof z.ZodArray) return { kind: 'lines', name };
  if (schema instanceof z.ZodEnum) return { kind: 'choice', name, options: schema.options.map(String) };
  return { kind: 'text', name };
}

/** What a kind of lab has to set, as its schema says: a field that is new there is on the screen at once. */
export const labFields = (kind: LabKind): readonly LabField[] =>
  Object.entries(shapeOf(kind))
    .filter(([name]) => name !== 'kind')
    .map(([name, schema]) => fieldOf(name as LabFieldName, schema));
