import type { Placed } from '../../../../shared/contract/drafts.ts';
import type { Step } from '../../../../shared/contract/steps.ts';
import { STEPS } from '../../../../shared/contract/steps.ts';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { PhotoId } from '../../../../shared/domain/ids.ts';

/** Where the customer is. A screen that is not here does not exist. */
export type Flow =
  | { readonly step: 'starting' }
  | { readonly step: 'attract' }
  | { readonly step: 'source' }
  | { readonly step: 'photos' }
  | { readonly step: 'sizes' }
  | { readonly step: 'crop'; readonly photoId: PhotoId }
  | { readonly step: 'details' }
  | { readonly step: 'check' }
  | { readonly step: 'placing' }
  | { readonly step: 'done'; readonly placed: Placed }
  | { readonly step: MyDataStep }
  | { readonly step: 'takenOver' }
  | { readonly step: 'outOfOrder'; readonly code: ErrorCode };

export type FlowStep = Flow['step'];

/** KS8, what a person may do with the data the company has: asking, and taking a consent back. */
export const MY_DATA_STEPS = [
  'myData',
  'myDataCorrect',
  'myDataWho',
  'myDataCode',
  'myDataDone',
  'withdraw',
  'withdrawn',
] as const;
export type MyDataStep = (typeof MY_DATA_STEPS)[number];

export type FlowEvent =
  | { readonly do: 'open' }
  | { readonly do: 'begin'; readonly at: Step }
  | { readonly do: 'go'; readonly to: Step }
  | { readonly do: 'crop'; readonly photoId: PhotoId }
  | { readonly do: 'cropDone' }
  | { readonly do: 'place' }
  | { readonly do: 'placed'; readonly placed: Placed }
  | { readonly do: 'placeFailed' }
  | { readonly do: 'takenOver' }
  | { readonly do: 'myData'; readonly to: MyDataStep }
  | { readonly do: 'fail'; readonly code: ErrorCode }
  /** The facts changed under the screen: the last photo left, say. */
  | { readonly do: 'recheck' };

/** What the guards look at. */
export interface FlowFacts {
  readonly photos: number;
  readonly contactGood: boolean;
  readonly allStored: boolean;
}

const ORDERING: ReadonlySet<FlowStep> = new Set<FlowStep>([...STEPS, 'crop']);
const MY_DATA: ReadonlySet<FlowStep> = new Set<FlowStep>(MY_DATA_STEPS);

/** Whether a customer is asking about their data and not ordering. */
export const isMyData = (flow: Flow): boolean => MY_DATA.has(flow.step);

/** Whether a customer is choosing or typing now. */
export const isWorking = (flow: Flow): boolean => ORDERING.has(flow.step) || isMyData(flow);

/** Whether a visit's data are on the screen or in the core's draft. */
export const isVisit = (flow: Flow): boolean =>
  isWorking(flow) || flow.step === 'placing' || flow.step === 'takenOver';

/** The step that the core's draft stands at while this screen is shown. */
export const draftStep = (flow: Flow): Step | null =>
  flow.step === 'crop'
    ? 'sizes'
    : flow.step === 'placing'
      ? 'check'
      : (STEPS.find((step) => step === flow.step) ?? null);

export function canEnter(step: Step, facts: FlowFacts): boolean {
  if (step === 'source' || step === 'photos') return true;
  return facts.photos > 0 && (step !== 'check' || facts.contactGood);
}

/** The last step up to this one that may be entered. */
export function nearest(step: Step, facts: FlowFacts): Step {
  const upTo = STEPS.slice(0, STEPS.indexOf(step) + 1);
  const firstShut = upTo.findIndex((one) => !canEnter(one, facts));
  return (firstShut === -1 ? step : upTo[firstShut - 1]) ?? 'source';
}

export const stepBefore = (step: Step): Step | null => STEPS[STEPS.indexOf(step) - 1] ?? null;

/** Screens that follow each screen of KS8. What was asked or taken back stands, so there is no way back from it. */
const NEXT_OF_MY_DATA: Readonly<Record<MyDataStep, readonly MyDataStep[]>> = {
  myData: ['myDataCorrect', 'myDataWho', 'withdraw'],
  myDataCorrect: ['myData', 'myDataWho'],
  myDataWho: ['myData', 'myDataCorrect', 'myDataCode', 'myDataDone'],
  myDataCode: ['myDataDone'],
  myDataDone: [],
  withdraw: ['myData', 'myDataWho', 'withdrawn'],
  withdrawn: [],
};

const toMyData = (flow: Flow, to: MyDataStep): Flow => {
  if (flow.step === 'attract') return to === 'myData' ? { step: to } : flow;
  const at = MY_DATA_STEPS.find((step) => step === flow.step);
  return at !== undefined && NEXT_OF_MY_DATA[at].includes(to) ? { step: to } : flow;
};

/** The next screen. An event that does not fit the screen changes nothing, so no order of taps can break the flow. */
export function reduce(flow: Flow, event: FlowEvent, facts: FlowFacts): Flow {
  switch (event.do) {
    case 'open':
      return flow.step === 'starting' || flow.step === 'outOfOrder' ? { step: 'attract' } : flow;
    case 'begin':
      return flow.step === 'done' || flow.step === 'placing' || isMyData(flow)
        ? flow
        : { step: nearest(event.at, facts) };
    case 'go':
      return ORDERING.has(flow.step) && canEnter(event.to, facts) ? { step: event.to } : flow;
    case 'crop':
      return flow.step === 'sizes' ? { step: 'crop', photoId: event.photoId } : flow;
    case 'cropDone':
      return flow.step === 'crop' ? { step: 'sizes' } : flow;
    case 'place':
      return flow.step === 'check' && facts.allStored && canEnter('check', facts)
        ? { step: 'placing' }
        : flow;
    case 'placed':
      return flow.step === 'placing' ? { step: 'done', placed: event.placed } : flow;
    case 'placeFailed':
      return flow.step === 'placing' ? { step: nearest('check', facts) } : flow;
    case 'myData':
      return toMyData(flow, event.to);
    case 'takenOver':
      return isVisit(flow) ? { step: 'takenOver' } : flow;
    case 'fail':
      return isVisit(flow) || flow.step === 'done' ? flow : { step: 'outOfOrder', code: event.code };
    case 'recheck':
      return recheck(flow, facts);
  }
}

function recheck(flow: Flow, facts: FlowFacts): Flow {
  const step = draftStep(flow);
  if (step === null || flow.step === 'placing') return flow;
  const reachable = nearest(step, facts);
  return reachable === step ? flow : { step: reachable };
}
