import { freePort } from '../tools/freePort.ts';
import type { ChildTerminal } from './childTerminal.ts';
import type { Member } from './member.ts';
import { soonIn } from './soonIn.ts';

const HEARD_WITHIN_MS = 60_000;
const ASK_AGAIN_MS = 500;

/** Whether a counter serves, and all others of its store have heard it; those that have not ask who the hub is. */
const isHeard = async (hub: ChildTerminal, others: readonly ChildTerminal[]): Promise<boolean> => {
  const { serves, address } = (await hub.status()).hub;
  if (serves !== 'open') return false;
  const statuses = await Promise.all(others.map((other) => other.status()));
  const deaf = others.filter(
    (_, n) => statuses[n]?.hub.used !== address || statuses[n]?.hub.heardAt === null,
  );
  for (const one of deaf) one.settle();
  return deaf.length === 0;
};

/** The hub of the trial's store, which its first two counters are in turn once it is begun. */
export const openStoreHub = async (members: readonly Member[]) => {
  const [first, second] = members;
  if (first === undefined || second === undefined) throw new Error('no two counters');
  const ports = new Map([
    [first, await freePort()],
    [second, await freePort()],
  ]);
  let serving = first;
  const serve = (on: boolean): void => serving.terminal.serve(on, ports.get(serving) ?? 0);
  const others = (): readonly Member[] => members.filter((one) => one !== serving);
  const begin = async (): Promise<void> => {
    serve(true);
    const rest = others().map(({ terminal }) => terminal);
    const heard = await soonIn(HEARD_WITHIN_MS, () => isHeard(serving.terminal, rest), ASK_AGAIN_MS);
    if (!heard) throw new Error('the store did not hear its hub');
  };
  return {
    begin,
    serving: (): Member => serving,
    others,
    /** The other counter is the hub from now on; what lies at this one still goes to central. */
    pass: async (): Promise<void> => {
      serve(false);
      serving = serving === first ? second : first;
      await begin();
    },
  };
};
