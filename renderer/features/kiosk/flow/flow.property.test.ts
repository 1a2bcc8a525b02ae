import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Placed } from '../../../../shared/contract/drafts.ts';
import { STEPS } from '../../../../shared/contract/steps.ts';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import {
  canEnter,
  draftStep,
  type Flow,
  type FlowEvent,
  type FlowFacts,
  isMyData,
  isVisit,
  MY_DATA_STEPS,
  nearest,
  reduce,
} from './kioskFlow.policy.ts';
import { screenOf } from './screens.ts';

const photoId = '01J00000000000000000000000' as PhotoId;
const placed = { number: 'K-1' } as Placed;
const step = fc.constantFrom(...STEPS);
const event: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.constantFrom<FlowEvent>(
    { do: 'open' },
    { do: 'crop', photoId },
    { do: 'cropDone' },
    { do: 'place' },
    { do: 'placed', placed },
    { do: 'placeFailed' },
    { do: 'takenOver' },
    { do: 'fail', code: 'NO_PRICE_LIST' },
    { do: 'recheck' },
  ),
  step.map((at): FlowEvent => ({ do: 'begin', at })),
  step.map((to): FlowEvent => ({ do: 'go', to })),
  fc.constantFrom(...MY_DATA_STEPS).map((to): FlowEvent => ({ do: 'myData', to })),
);
const facts: fc.Arbitrary<FlowFacts> = fc.record({
  photos: fc.integer({ min: 0, max: 3 }),
  contactGood: fc.boolean(),
  allStored: fc.boolean(),
});
const taps = fc.array(fc.tuple(event, facts), { maxLength: 60 });

/** Events a person, the core or the counter can cause on a screen: a dead end is one that none of them leaves. */
const ways: readonly FlowEvent[] = [
  { do: 'open' },
  { do: 'begin', at: 'source' },
  ...STEPS.map((to): FlowEvent => ({ do: 'go', to })),
  { do: 'cropDone' },
  { do: 'placed', placed },
  { do: 'placeFailed' },
  ...MY_DATA_STEPS.map((to): FlowEvent => ({ do: 'myData', to })),
];
/** Left by ending the visit, which reloads the page. */
const ends: readonly Flow['step'][] = ['done', 'myDataDone', 'withdrawn'];

const walk = (list: readonly (readonly [FlowEvent, FlowFacts])[]): readonly Flow[] => {
  let flow: Flow = { step: 'starting' };
  return list.map(([one, now]) => {
    // The state looks again whenever the facts change, so a screen never stands on facts that are gone.
    flow = reduce(reduce(flow, { do: 'recheck' }, now), one, now);
    return flow;
  });
};

describe('[KIO-4] the flow', () => {
  it('never reaches a dead end, whatever is tapped', () => {
    fc.assert(
      fc.property(taps, facts, (list, now) => {
        for (const flow of walk(list)) {
          if (ends.includes(flow.step)) continue;
          expect(ways.some((way) => reduce(flow, way, now).step !== flow.step)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has help, language and text size on every screen but the logo of the first seconds', () => {
    fc.assert(
      fc.property(taps, (list) => {
        for (const flow of walk(list)) expect(screenOf(flow).hasTools).toBe(flow.step !== 'starting');
      }),
    );
  });

  it('offers start over wherever a customer has chosen or typed something', () => {
    fc.assert(
      fc.property(taps, (list) => {
        for (const flow of walk(list)) {
          const working =
            isVisit(flow) &&
            !ends.includes(flow.step) &&
            flow.step !== 'takenOver' &&
            flow.step !== 'placing';
          if (working) expect(screenOf(flow).hasStartOver).toBe(true);
        }
      }),
    );
  });

  it('never mixes an order with what a person asks about their data', () => {
    fc.assert(
      fc.property(taps, (list) => {
        const flows = walk(list);
        flows.forEach((flow, i) => {
          const before = flows[i - 1];
          if (!isMyData(flow) || before === undefined || isMyData(before)) return;
          expect(before.step).toBe('attract');
          expect(flow.step).toBe('myData');
        });
        for (const [i, flow] of flows.entries()) {
          const next = flows[i + 1];
          if (isMyData(flow) && next !== undefined && !isMyData(next)) expect(next.step).toBe('takenOver');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never shows a step whose facts are missing', () => {
    fc.assert(
      fc.property(taps, (list) => {
        const flows = walk(list);
        list.forEach(([, now], i) => {
          const flow = flows[i];
          const at = flow && flow.step !== 'placing' ? draftStep(flow) : null;
          if (at !== null) expect(canEnter(at, now)).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('places once: a second tap while placing changes nothing', () => {
    const now = { photos: 1, contactGood: true, allStored: true };
    const placing = reduce({ step: 'check' }, { do: 'place' }, now);
    expect(placing).toEqual({ step: 'placing' });
    expect(reduce(placing, { do: 'place' }, now)).toBe(placing);
    expect(reduce({ step: 'check' }, { do: 'place' }, { ...now, allStored: false })).toEqual({
      step: 'check',
    });
  });

  it('resumes at the last step that still may be entered', () => {
    expect(nearest('check', { photos: 2, contactGood: true, allStored: false })).toBe('check');
    expect(nearest('check', { photos: 2, contactGood: false, allStored: false })).toBe('details');
    expect(nearest('check', { photos: 0, contactGood: true, allStored: false })).toBe('photos');
  });
});
