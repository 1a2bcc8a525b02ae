import type { Settings } from '../../../../shared/contract/settings.ts';
import { hoursForm, type HoursForm } from './hours.ts';
import { labsForm, type LabsForm } from './labs.ts';
import { HOUR, MINUTE, numberText, type Range, readNumbers, SECOND } from './numbers.ts';
import { hubForm, type HubForm } from './hub.ts';
import { phoneForm, type PhoneForm } from './phone.ts';
import { emptyOf, type FormPolicy, type Problems, readOr } from './problem.ts';

/** What is typed in each form. Numbers stay text until they are saved, so that half a number is not lost. */
export interface Forms {
  readonly store: Pick<Settings['store'], 'name' | 'address' | 'phone' | 'privacyContact'>;
  readonly hours: HoursForm;
  readonly terminal: Omit<Settings['terminal'], 'uploadMbit'> &
    Readonly<Record<keyof typeof TERMINAL_RANGES, string>>;
  readonly printer: Pick<Settings['printer'], 'kind' | 'host' | 'printAtKiosk'> & {
    readonly port: string;
    readonly dots: '384' | '512' | '576';
  };
  readonly production: Omit<Settings['production'], 'folder' | 'keepFilesMs' | 'perHour'> &
    Readonly<Record<keyof typeof PRODUCTION_RANGES, string>> & { readonly folder: string };
  readonly labs: LabsForm;
  readonly kiosk: Readonly<Record<keyof typeof KIOSK_RANGES, string>> &
    Pick<Settings['kiosk'], 'pxPerMm' | 'sounds'>;
  readonly phone: PhoneForm;
  readonly hub: HubForm;
  readonly counter: Omit<Settings['counter'], 'lockAfterMs' | 'viewsPerHour'> &
    Readonly<Record<keyof typeof COUNTER_RANGES, string>>;
  readonly times: Readonly<Record<keyof typeof TIMES_RANGES, string>>;
}

export type FormId = keyof Forms;

const range = (min: number, max: number, unit: number): Range => ({ min, max, unit });

export const TERMINAL_RANGES = { uploadMbit: range(0, 1000, 1) } as const;
export const PRINTER_RANGES = { port: range(1, 65_535, 1) } as const;
export const PRODUCTION_RANGES = { keepFiles: range(0, 720, HOUR), perHour: range(1, 20_000, 1) } as const;
export const KIOSK_RANGES = {
  idleWarning: range(30, 600, SECOND),
  idleAnswer: range(30, 300, SECOND),
  moreTime: range(1, 30, MINUTE),
  numberScreen: range(10, 300, SECOND),
  resumeWithin: range(0, 300, SECOND),
} as const;
export const COUNTER_RANGES = {
  lockAfter: range(1, 15, MINUTE),
  viewsPerHour: range(5, 1000, 1),
} as const;
export const TIMES_RANGES = {
  ready: range(0, 720, HOUR),
  express: range(0, 720, HOUR),
  uncollected: range(1, 365, 1),
} as const;

const LETTER = /^[ACEFHJKLMNPRTUVWXY]$/;

const storeForm: FormPolicy<Forms['store']> = {
  of: ({ store: { name, address, phone, privacyContact } }) => ({ name, address, phone, privacyContact }),
  read: (values, { store }) =>
    readOr(emptyOf(values, ['name', 'privacyContact']), () => ({
      store: {
        ...store,
        name: values.name.trim(),
        address: values.address.trim(),
        phone: values.phone.trim(),
        privacyContact: values.privacyContact.trim(),
      },
    })),
};

const terminalForm: FormPolicy<Forms['terminal']> = {
  of: ({ terminal: { uploadMbit, ...rest } }) => ({
    ...rest,
    uploadMbit: numberText(uploadMbit, TERMINAL_RANGES.uploadMbit),
  }),
  read: (values) => {
    const letter = values.letter.trim().toUpperCase();
    const numbers = readNumbers({ uploadMbit: values.uploadMbit }, TERMINAL_RANGES);
    const problems: Problems = {
      ...emptyOf(values, ['name']),
      ...numbers.problems,
      ...(LETTER.test(letter) ? {} : { letter: { kind: 'letter' } }),
    };
    return readOr(problems, () => ({
      terminal: { letter, name: values.name.trim(), uploadMbit: numbers.values.uploadMbit },
    }));
  },
};

const printerForm: FormPolicy<Forms['printer']> = {
  of: ({ printer }) => ({
    ...printer,
    port: numberText(printer.port, PRINTER_RANGES.port),
    dots: `${printer.dots}`,
  }),
  read: (values, { printer }) => {
    const { kind, printAtKiosk } = values;
    const dots = Number(values.dots) as Settings['printer']['dots'];
    // Host and port are asked for only where they mean something; what was there stays.
    if (kind !== 'tcp') return readOr({}, () => ({ printer: { ...printer, kind, dots, printAtKiosk } }));
    const { values: numbers, problems } = readNumbers({ port: values.port }, PRINTER_RANGES);
    return readOr({ ...emptyOf(values, ['host']), ...problems }, () => ({
      printer: { kind, host: values.host.trim(), port: numbers.port, dots, printAtKiosk },
    }));
  },
};

const productionForm: FormPolicy<Forms['production']> = {
  of: ({ production: { folder, keepFilesMs, perHour, ...rest } }) => ({
    ...rest,
    folder: folder ?? '',
    keepFiles: numberText(keepFilesMs, PRODUCTION_RANGES.keepFiles),
    perHour: numberText(perHour, PRODUCTION_RANGES.perHour),
  }),
  read: ({ folder, template, keepFiles, perHour, ...rest }) => {
    const { values, problems } = readNumbers({ keepFiles, perHour }, PRODUCTION_RANGES);
    return readOr({ ...emptyOf({ template }, ['template']), ...problems }, () => ({
      production: {
        ...rest,
        folder: folder.trim() === '' ? null : folder.trim(),
        template: template.trim(),
        keepFilesMs: values.keepFiles,
        perHour: values.perHour,
      },
    }));
  },
};

const kioskForm: FormPolicy<Forms['kiosk']> = {
  of: ({ kiosk }) => ({
    idleWarning: numberText(kiosk.idleWarningMs, KIOSK_RANGES.idleWarning),
    idleAnswer: numberText(kiosk.idleAnswerMs, KIOSK_RANGES.idleAnswer),
    moreTime: numberText(kiosk.moreTimeMs, KIOSK_RANGES.moreTime),
    numberScreen: numberText(kiosk.numberScreenMs, KIOSK_RANGES.numberScreen),
    resumeWithin: numberText(kiosk.resumeWithinMs, KIOSK_RANGES.resumeWithin),
    pxPerMm: kiosk.pxPerMm,
    sounds: kiosk.sounds,
  }),
  read: (typed) => {
    const { values, problems } = readNumbers(typed, KIOSK_RANGES);
    return readOr(problems, () => ({
      kiosk: {
        idleWarningMs: values.idleWarning,
        idleAnswerMs: values.idleAnswer,
        moreTimeMs: values.moreTime,
        numberScreenMs: values.numberScreen,
        resumeWithinMs: values.resumeWithin,
        pxPerMm: typed.pxPerMm,
        sounds: typed.sounds,
      },
    }));
  },
};

const counterForm: FormPolicy<Forms['counter']> = {
  of: ({ counter: { lockAfterMs, viewsPerHour, ...rest } }) => ({
    ...rest,
    lockAfter: numberText(lockAfterMs, COUNTER_RANGES.lockAfter),
    viewsPerHour: numberText(viewsPerHour, COUNTER_RANGES.viewsPerHour),
  }),
  read: ({ lockAfter, viewsPerHour, ...rest }) => {
    const { values, problems } = readNumbers({ lockAfter, viewsPerHour }, COUNTER_RANGES);
    return readOr(problems, () => ({
      counter: { ...rest, lockAfterMs: values.lockAfter, viewsPerHour: values.viewsPerHour },
    }));
  },
};

const timesForm: FormPolicy<Forms['times']> = {
  of: ({ times }) => ({
    ready: numberText(times.readyAfterMs, TIMES_RANGES.ready),
    express: numberText(times.expressAfterMs, TIMES_RANGES.express),
    uncollected: numberText(times.uncollectedAfterDays, TIMES_RANGES.uncollected),
  }),
  read: (typed) => {
    const { values, problems } = readNumbers(typed, TIMES_RANGES);
    return readOr(problems, () => ({
      times: {
        readyAfterMs: values.ready,
        expressAfterMs: values.express,
        uncollectedAfterDays: values.uncollected,
      },
    }));
  },
};

/** Every form: what it shows of the settings, and which sections it replaces. */
export const FORMS: { readonly [F in FormId]: FormPolicy<Forms[F]> } = {
  store: storeForm,
  hours: hoursForm,
  terminal: terminalForm,
  printer: printerForm,
  production: productionForm,
  labs: labsForm,
  kiosk: kioskForm,
  phone: phoneForm,
  hub: hubForm,
  counter: counterForm,
  times: timesForm,
};

export const FORM_IDS = Object.keys(FORMS) as readonly FormId[];

/** Whether a form holds something else than the settings in force. */
export const isChanged = <F extends FormId>(id: F, values: Forms[F], settings: Settings): boolean =>
  JSON.stringify(values) !== JSON.stringify(FORMS[id].of(settings));
