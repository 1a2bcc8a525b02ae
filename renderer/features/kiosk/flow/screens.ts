import type { Flow, FlowStep } from './kioskFlow.policy.ts';

/** What every screen has around it; a step without a row does not compile. */
export interface Screen {
  /** Adjust, help and language, in the header, always in the same place. */
  readonly hasTools: boolean;
  readonly hasStartOver: boolean;
  /** Its place in the step bar, if it has one. */
  readonly bar: 'photos' | 'sizes' | 'details' | 'check' | null;
}

const screens = {
  starting: { hasTools: false, hasStartOver: false, bar: null },
  attract: { hasTools: true, hasStartOver: false, bar: null },
  source: { hasTools: true, hasStartOver: true, bar: 'photos' },
  photos: { hasTools: true, hasStartOver: true, bar: 'photos' },
  sizes: { hasTools: true, hasStartOver: true, bar: 'sizes' },
  crop: { hasTools: true, hasStartOver: true, bar: 'sizes' },
  details: { hasTools: true, hasStartOver: true, bar: 'details' },
  check: { hasTools: true, hasStartOver: true, bar: 'check' },
  placing: { hasTools: true, hasStartOver: false, bar: 'check' },
  done: { hasTools: true, hasStartOver: false, bar: null },
  myData: { hasTools: true, hasStartOver: true, bar: null },
  myDataCorrect: { hasTools: true, hasStartOver: true, bar: null },
  myDataWho: { hasTools: true, hasStartOver: true, bar: null },
  myDataCode: { hasTools: true, hasStartOver: true, bar: null },
  myDataDone: { hasTools: true, hasStartOver: false, bar: null },
  withdraw: { hasTools: true, hasStartOver: true, bar: null },
  withdrawn: { hasTools: true, hasStartOver: false, bar: null },
  takenOver: { hasTools: true, hasStartOver: false, bar: null },
  outOfOrder: { hasTools: true, hasStartOver: false, bar: null },
} as const satisfies Record<FlowStep, Screen>;

export const screenOf = (flow: Flow): Screen => screens[flow.step];
