import { acknowledge, visitOf } from './ledger.mjs';
import { freshRequestId } from './terminals/requestId.mjs';

/** The process was killed before it answered. */
export class Died extends Error {}

const UNANSWERED = ['CORE_RESTARTED', 'NOT_READY'];
const isUnanswered = (answer) => answer === null || (!answer.ok && UNANSWERED.includes(answer.code));

/**
 * Asks the terminal and keeps the books: a command stands in the ledger as unanswered until its answer is here.
 * Some commands are sent twice at once, as by a double tap: both answers must be the same (ORD-4).
 */
export function createTeller({ terminal, ledger, random, report }) {
  const query = async (who, name, input) => {
    const answer = await terminal.ask(who, name, input);
    if (isUnanswered(answer)) throw new Died();
    return answer;
  };
  const send = async (entry) => {
    const twice = random.chance(0.1);
    if (twice) report.count('commands sent twice at once');
    const asks = [entry, ...(twice ? [entry] : [])].map(({ who, name, input }) =>
      terminal.ask(who, name, input),
    );
    const [answer, second] = await Promise.all(asks);
    if (isUnanswered(answer) || (twice && isUnanswered(second))) throw new Died();
    if (twice && JSON.stringify(answer.value) !== JSON.stringify(second.value))
      report.problem('answered-twice', `${entry.name}: two answers to one request`);
    return answer;
  };
  const settle = async (entry) => {
    const { requestId } = entry.input;
    ledger.inFlight.set(requestId, entry);
    const answer = await send(entry);
    ledger.inFlight.delete(requestId);
    if (answer.ok) acknowledge(ledger, entry, answer.value);
    else report.refused(entry.name, answer.code);
    return answer;
  };
  /** A kiosk page that went with its app repeats only what belongs to the visit it finds; the rest has to be told. */
  const resume = async (entry) => {
    const { name, input } = entry;
    const { value } = await query('customer', 'visit:current', {});
    if (name === 'visit:start' || value.draftId === (input.draftId ?? visitOf(ledger))) {
      if (value.draftId !== null && name !== 'visit:start') await bindCustomer();
      return settle(entry);
    }
    ledger.inFlight.delete(input.requestId);
    if (name === 'visit:end') acknowledge(ledger, entry, {});
    if (name !== 'drafts:place') return undefined;
    const order = await query('staff', 'orders:get', { orderId: input.draftId });
    if (order.ok) acknowledge(ledger, entry, order.value);
    return undefined;
  };
  const bindCustomer = () => query('customer', 'visit:start', { requestId: freshRequestId(), locale: 'lv' });

  return {
    query,
    command: (who, name, input, note = {}) =>
      settle({
        who,
        name,
        input: { requestId: freshRequestId(), ...input },
        note: { ...note, who },
      }),
    /** After a restart: what was not answered is asked again, with the same request id. */
    repeatUnanswered: async () => {
      for (const entry of ledger.inFlight.values()) {
        if (entry.who === 'customer' && !terminal.keepsCustomers) await resume(entry);
        else await settle(entry);
      }
    },
  };
}
