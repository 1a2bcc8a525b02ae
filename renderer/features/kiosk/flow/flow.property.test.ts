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
  isVisit,
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
];

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
          // The number screen is left by ending the visit, which reloads the page.
          if (flow.step === 'done') continue;
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
          const working = isVisit(flow) && flow.step !== 'takenOver' && flow.step !== 'placing';
          if (working) expect(screenOf(flow).hasStartOver).toBe(true);
        }
      }),
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
