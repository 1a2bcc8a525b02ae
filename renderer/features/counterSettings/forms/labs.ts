import { LAB_DEFAULTS } from '../../../../shared/domain/labDefaults.ts';
import {
  badRoute,
  type LabKind,
  type LabOutput,
  LabSettings,
  type LabsSettings,
  PRINTS_PER_HOUR,
} from '../../../../shared/domain/labs.ts';
import { MINUTE, numberText, type Range, readNumbers, SECOND } from './numbers.ts';
import { emptyOf, type FormPolicy, type Problems, readOr } from './problem.ts';
import { parseRoutes, routesText } from './routes.ts';

/** Settings of a lab as they are typed: switches stay switches, all else is text. */
export type LabFields = Readonly<Record<string, string | boolean>>;

export interface OutputForm
  extends Pick<LabOutput, 'id' | 'name' | 'folder' | 'paused' | 'completion' | 'reference'> {
  /** One product a line. */
  readonly routes: string;
  readonly staleAfter: string;
  readonly lookEvery: string;
  readonly perHour: string;
  readonly kind: LabKind;
  readonly fields: LabFields;
}

export interface LabsForm extends Pick<LabsSettings, 'others'> {
  readonly outputs: readonly OutputForm[];
}

const range = (min: number, max: number, unit: number): Range => ({ min, max, unit });
export const OUTPUT_RANGES = {
  staleAfter: range(0, 10_080, MINUTE),
  lookEvery: range(1, 60, SECOND),
  perHour: range(1, 20_000, 1),
} as const;

const STALE_AFTER = 15 * MINUTE;
const LOOK_EVERY = 2 * SECOND;

function fieldsOf(lab: LabSettings): LabFields {
  const { kind: _, ...fields } = lab;
  const typed = ([name, value]: readonly [string, unknown]) => {
    if (typeof value === 'boolean') return [name, value] as const;
    return [name, Array.isArray(value) ? value.join('\n') : String(value)] as const;
  };
  return Object.fromEntries(Object.entries(fields).map(typed));
}

const outputForm = ({ routes, staleAfterMs, lookEveryMs, perHour, lab, ...rest }: LabOutput): OutputForm => ({
  ...rest,
  routes: routesText(routes),
  staleAfter: numberText(staleAfterMs, OUTPUT_RANGES.staleAfter),
  lookEvery: numberText(lookEveryMs, OUTPUT_RANGES.lookEvery),
  perHour: numberText(perHour, OUTPUT_RANGES.perHour),
  kind: lab.kind,
  fields: fieldsOf(lab),
});

/** A new output of a kind, with an id that none has. */
export function freshOutput(kind: LabKind, outputs: readonly OutputForm[]): OutputForm {
  const ids = new Set(outputs.map(({ id }) => id));
  let n = 1;
  while (ids.has(`lab-${n}`)) n += 1;
  return {
    id: `lab-${n}`,
    name: '',
    folder: '',
    paused: false,
    completion: 'manual',
    reference: 'order',
    routes: '',
    staleAfter: numberText(STALE_AFTER, OUTPUT_RANGES.staleAfter),
    lookEvery: numberText(LOOK_EVERY, OUTPUT_RANGES.lookEvery),
    perHour: numberText(PRINTS_PER_HOUR, OUTPUT_RANGES.perHour),
    kind,
    fields: fieldsOf(LAB_DEFAULTS[kind]),
  };
}

/** The typed settings in the types their kind has; what is no number becomes one that no limit allows. */
function labOf(kind: LabKind, fields: LabFields): unknown {
  const read = ([name, preset]: readonly [string, unknown]) => {
    const typed = fields[name] ?? preset;
    if (typeof typed !== 'string') return [name, typed] as const;
    if (typeof preset === 'number')
      return [name, /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : -1] as const;
    const lines = () =>
      typed
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    return [name, Array.isArray(preset) ? lines() : typed] as const;
  };
  return { ...Object.fromEntries(Object.entries(LAB_DEFAULTS[kind]).map(read)), kind };
}

/** One output, or what to mend by field; `others` are the products that outputs before it take. */
function readOutput(
  form: OutputForm,
  others: ReadonlySet<string>,
): { readonly output: LabOutput } | { readonly problems: Problems } {
  const { kind, fields, staleAfter, lookEvery, perHour, ...rest } = form;
  const { values, problems: numbers } = readNumbers({ staleAfter, lookEvery, perHour }, OUTPUT_RANGES);
  const lab = LabSettings.safeParse(labOf(kind, fields));
  const wrongFields = lab.success
    ? []
    : lab.error.issues.map(({ path }) => [`lab.${String(path[0])}`, { kind: 'value' }]);
  const routes = parseRoutes(form.routes);
  const line = typeof routes === 'number' ? routes : wrongLine(routes, lab.data, others);
  const problems: Problems = {
    ...emptyOf(form, ['name', 'folder']),
    ...numbers,
    ...Object.fromEntries(wrongFields),
    ...(line === null ? {} : { routes: { kind: 'route', line } }),
  };
  if (Object.keys(problems).length > 0 || !lab.success || typeof routes === 'number') return { problems };
  const output: LabOutput = {
    ...rest,
    name: form.name.trim(),
    folder: form.folder.trim(),
    routes: routes.map(({ route }) => route),
    staleAfterMs: values.staleAfter,
    lookEveryMs: values.lookEvery,
    perHour: values.perHour,
    lab: lab.data,
  };
  return { output };
}

function wrongLine(
  routes: Exclude<ReturnType<typeof parseRoutes>, number>,
  lab: LabSettings | undefined,
  others: ReadonlySet<string>,
): number | null {
  const seen = new Set(others);
  for (const { route, line } of routes) {
    const product = `${route.format} ${route.paper}`;
    if (seen.has(product) || (lab !== undefined && badRoute(lab, [route]) !== null)) return line;
    seen.add(product);
  }
  return null;
}

export const labsForm: FormPolicy<LabsForm> = {
  of: ({ labs }) => ({ others: labs.others, outputs: labs.outputs.map(outputForm) }),
  read: ({ others, outputs }) => {
    const taken = new Set<string>();
    const read: LabOutput[] = [];
    let problems: Problems = {};
    for (const form of outputs) {
      const answer = readOutput(form, taken);
      if ('output' in answer) {
        read.push(answer.output);
        for (const { format, paper } of answer.output.routes) taken.add(`${format} ${paper}`);
      } else {
        const own = Object.entries(answer.problems).map(([field, problem]) => [
          `${form.id}.${field}`,
          problem,
        ]);
        problems = { ...problems, ...Object.fromEntries(own) };
      }
    }
    return readOr(problems, () => ({ labs: { others, outputs: read } }));
  },
};
