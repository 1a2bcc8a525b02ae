import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertNotVacuous, type Figures, runSchedule } from './runSchedule.ts';
import { type Schedule, schedules } from './schedule.ts';

const RUNS = Number(process.env.LETE_SIM_RUNS ?? 500);
/** `npm test` simulates the same runs each time, so that a red one is about the change; `test:faults` draws new ones. */
const SEED = Number(process.env.LETE_SIM_SEED ?? 20_261_130);
const KEEPS = process.env.LETE_SIM_KEEP === '1';
/** Schedules that once broke something: they run first. */
const REGRESSIONS = join(import.meta.dirname, 'regressions.json');

const regressions = (): Schedule[] => JSON.parse(readFileSync(REGRESSIONS, 'utf8')) as Schedule[];
const keep = (schedule: Schedule): void =>
  writeFileSync(REGRESSIONS, `${JSON.stringify([...regressions(), schedule], null, 2)}\n`);

const sum = (all: Figures, one: Figures): void => {
  for (const [name, n] of Object.entries(one)) all[name] = (all[name] ?? 0) + n;
};

describe('terminals, their hub, central and bad lines, simulated', () => {
  it(
    `[F16, I1, I2, I3, I5, I6, I8, I9, I10, I11] lose nothing, do nothing twice and agree in the end (${RUNS} runs, seed ${SEED})`,
    async () => {
      const figures: Figures = {};
      const property = fc.asyncProperty(schedules, async (schedule) =>
        sum(figures, await runSchedule(schedule)),
      );
      const details = await fc.check(property, {
        numRuns: RUNS,
        seed: SEED,
        examples: regressions().map((schedule) => [schedule]),
      });
      process.stdout.write(`simulation: ${RUNS} runs, seed ${SEED}: ${JSON.stringify(figures)}\n`);
      const [worst] = details.counterexample ?? [];
      if (worst !== undefined && KEEPS) keep(worst);
      if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
      assertNotVacuous(figures);
    },
    // A run takes milliseconds; a busy machine takes its time.
    60_000 + RUNS * 3_000,
  );

  const still: Schedule = {
    seed: 1,
    line: { lost: 0, unanswered: 0, twice: 0, swallowed: 0, latency: 20 },
    steps: [],
  };

  it('[I2] do once what a disk that was set back sends again in another epoch', async () => {
    const figures = await runSchedule({
      ...still,
      steps: [
        { gap: 10, do: 'act', at: 0, act: 'place', pick: 1 },
        { gap: 0, do: 'copyDisk', at: 0 },
        { gap: 3_000, do: 'setBack', at: 0, recover: true },
      ],
    });
    expect(figures).toMatchObject({ applied: 1, repeated: 1 });
  });

  it('is called vacuous where a store worked without its hub', async () => {
    const place = { gap: 10, do: 'act', at: 0, act: 'place', pick: 1 } as const;
    const figures = await runSchedule({ ...still, steps: [place] });
    expect(() => assertNotVacuous(figures)).toThrow(/relayed, by both ways, seen over the hub/);
  });

  it('is called vacuous where nothing was done', async () => {
    const figures = await runSchedule(still);
    expect(() => assertNotVacuous(figures)).toThrow('vacuous');
  });

  it('is called vacuous where nothing went wrong', async () => {
    const place = { gap: 10, do: 'act', at: 0, act: 'place', pick: 1 } as const;
    const figures = await runSchedule({ ...still, steps: [place, place, place] });
    expect(figures.told).toBe(3);
    expect(() => assertNotVacuous(figures)).toThrow('vacuous: nothing of kills');
  });
});
