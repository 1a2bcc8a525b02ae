import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { demoKey, readRows } from './books.mjs';
import { createLab } from './lab.mjs';
import { createLedger, visitOf } from './ledger.mjs';
import { customer, staff } from './people.mjs';
import { createTeller, Died } from './teller.mjs';
import { filesBelow } from '../lib/pages/scan.mjs';
import { verify } from './verify.mjs';

/** More than the time to undo, so that jobs are due, and less than a visit is kept. */
const STEP_MS = 12_000;
const TOO_LATE_MS = 75_000;
const WORK_MS = 2_000;
const START_MS = 1_500;
const LAST_JOBS_MS = 60_000;

/**
 * One data folder over many kills.
 * @param {object} options
 * @param {string} options.folder Where data, and what the lab took, may lie.
 * @param {(options: object) => object | Promise<object>} options.start Starts the terminal on a data folder.
 */
export function createTrial({ folder, mediaFolder, hashes, random, report, start, clock }) {
  const dataFolder = join(folder, 'data');
  const lab = createLab({
    productionFolder: join(dataFolder, 'production'),
    takenFolder: join(folder, 'lab'),
    report,
  });
  let databaseKey = null;
  const world = {
    dataFolder,
    mediaFolder,
    hashes,
    random,
    report,
    lab,
    ledger: createLedger(),
    key: () => databaseKey,
    proved: new Set(),
    told: new Set(),
  };
  let ahead = 0;
  const open = async () =>
    start({ dataFolder, mediaFolder, home: join(folder, 'home'), clockAheadMs: ahead });

  /** Starts, compares, repeats what was not answered, compares again. Null when it cannot be worked with. */
  const restart = async ({ tooLate, everyFile = false }) => {
    if (clock === 'moved') ahead += tooLate ? TOO_LATE_MS : STEP_MS;
    const terminal = await open();
    lab.open();
    const state = await terminal.ready;
    if (state.state !== 'ready') {
      report.problem('not-ready', `${state.state} ${state.failure ?? ''}`);
      await stop(terminal);
      return null;
    }
    databaseKey ??= await demoKey(dataFolder);
    const teller = createTeller({ terminal, ledger: world.ledger, random, report });
    Object.assign(world, { terminal, teller });
    const visitExpired = tooLate && clock === 'moved' && visitOf(world.ledger) !== null;
    await verify(world, { exact: false, visitExpired });
    const expired = visitExpired ? dropExpired(world.ledger) : null;
    report.count('commands repeated with their request id', world.ledger.inFlight.size);
    await teller.repeatUnanswered();
    world.ledger.drafts.delete(expired);
    await repeatOldPlacing(world);
    if (visitExpired) report.count('visits ended because the restart was too late');
    await verify(world, { exact: true, everyFile });
    return terminal;
  };
  const stop = async (terminal) => {
    await terminal.kill(random.chance(0.5));
    lab.close();
    lab.look();
  };

  return {
    /** One kill while the terminal works, after so many milliseconds at least. */
    killAtWork: async (atLeastMs = 0) => {
      const terminal = await restart({ tooLate: random.chance(0.12) });
      if (terminal === null) return;
      const work = Promise.allSettled([customer(world), staff(world)]);
      await delay(atLeastMs + random.int(0, WORK_MS));
      await stop(terminal);
      countMoment(world);
      for (const { reason } of await work) if (!(reason instanceof Died)) throw reason;
    },
    /** One kill while the terminal starts and tidies. */
    killAtStart: async () => {
      const terminal = await open();
      lab.open();
      await delay(random.int(0, START_MS));
      await stop(terminal);
      report.count('killed while starting');
    },
    /** A last start: all jobs come out, every file of every order is read, and the terminal closes in order. */
    finish: async () => {
      const terminal = await restart({ tooLate: false, everyFile: true });
      if (terminal === null) return;
      await waitForJobs(world);
      await verify(world, { exact: true });
      await terminal.close();
      lab.close();
      report.count('orders', world.ledger.orders.size);
      report.count('commands acknowledged', world.ledger.acknowledged);
      report.count('jobs taken by the lab', lab.taken.size);
    },
  };
}

/** A page that comes back too late has nothing to repeat but its order. Answers the draft that has ended. */
function dropExpired(ledger) {
  const visit = visitOf(ledger);
  for (const [requestId, { who, name }] of ledger.inFlight)
    if (who === 'customer' && name !== 'drafts:place') ledger.inFlight.delete(requestId);
  ledger.ended.add(visit);
  return visit;
}

/** An order that was acknowledged long ago is asked for once more: the same answer, and no second order. */
async function repeatOldPlacing({ ledger, terminal, random, report }) {
  const repeatable = [...ledger.orders.values()].filter(
    ({ placing }) => placing.who === 'staff' || terminal.keepsCustomers,
  );
  if (repeatable.length === 0) return;
  const { placing, number } = random.pick(repeatable);
  const answer = await terminal.ask(placing.who, 'drafts:place', placing.input);
  if (answer === null) throw new Died();
  if (JSON.stringify(answer.value) !== JSON.stringify(placing.answer))
    report.problem(
      'answered-anew',
      `${number}: a repeated order got another answer (${answer.code ?? 'ok'})`,
    );
}

/** At which moments the kills struck. */
function countMoment({ dataFolder, ledger, report }) {
  report.count('killed at work');
  for (const { name } of ledger.inFlight.values()) report.count(`killed during ${name}`);
  if (filesBelow(join(dataFolder, 'files')).some((path) => path.endsWith('.part')))
    report.count('killed while copying');
  if (filesBelow(join(dataFolder, 'production')).some((path) => path.includes('.lete-')))
    report.count('killed while building a job');
}

async function waitForJobs({ dataFolder, key, report }) {
  const end = performance.now() + LAST_JOBS_MS;
  const waiting = () => {
    const { jobs, orders } = readRows(dataFolder, key());
    const making = new Set(
      orders.filter(({ status }) => status === 'in_production').map(({ order_id }) => order_id),
    );
    return jobs.filter(
      ({ state, order_id }) => state === 'building' || (state === 'waiting' && making.has(order_id)),
    );
  };
  while (waiting().length > 0) {
    if (performance.now() > end)
      return report.problem('job-stuck', `${waiting().length} jobs did not come out`);
    await delay(200);
  }
}

/** A first start that is killed must be a first start again, or a whole terminal. */
export async function killAtSetUp({ folder, mediaFolder, random, report, start }) {
  const dataFolder = mkdtempSync(join(folder, 'set-up-'));
  const first = start({ dataFolder, mediaFolder, clockAheadMs: 0 });
  await delay(random.int(0, START_MS));
  await first.kill(random.chance(0.5));
  const again = start({ dataFolder, mediaFolder, clockAheadMs: 0 });
  const state = await again.ready;
  const people = await again.ask('staff', 'drafts:mine', {});
  if (state.state !== 'ready') report.problem('set-up-half', `${state.state} ${state.failure ?? ''}`);
  else if (!people?.ok) report.problem('set-up-half', `nobody can sign in (${people?.code})`);
  await again.close();
  report.count('killed while setting up');
}
