import type { Answer } from '../../../../../shared/contract/answer.ts';
import type { Api } from '../../../../app/api.ts';
import type { DisclosuresState, SetDisclosures } from '../disclosureState.ts';
import { failureOf } from '../../parts/failure.ts';
import {
  NO_ARRIVAL,
  NO_PROPOSAL,
  onGround,
  type ProposalForm,
  type Read,
  readArrival,
  readProposal,
} from './proposal.policy.ts';

/** The shortest text that core searches by. */
const LEAST = 2;

type Forms = Pick<
  DisclosuresState,
  | 'openArrival'
  | 'openProposal'
  | 'typeArrival'
  | 'typeProposal'
  | 'chooseGround'
  | 'searchOrder'
  | 'addOrder'
  | 'closeForm'
  | 'save'
>;

/** The two forms: a paper that came in, and a disclosure with its ground. */
export function createForms(api: Api, set: SetDisclosures, get: () => DisclosuresState): Forms {
  const changeProposal = (change: (form: ProposalForm) => ProposalForm) => {
    const { form } = get();
    if (form?.kind === 'proposal') set({ form: { ...form, proposal: change(form.proposal) } });
  };
  /** Sends what a form amounts to; one that misses something says so and stays. */
  const send = async <Input>(
    read: Read<Input>,
    ask: (input: Input) => Promise<Answer<{ readonly disclosureId: string }>>,
  ) => {
    if (read.kind === 'wrong') return set({ problems: read.problems });
    set({ pending: true, problems: [] });
    const answer = await ask(read.input);
    set({ pending: false, refusal: answer.ok ? null : failureOf(answer) });
    if (!answer.ok) return;
    set({ form: null });
    await get().load();
    set({ selected: answer.value.disclosureId });
  };
  return {
    openArrival: () => set({ form: { kind: 'arrival', arrival: NO_ARRIVAL }, problems: [], refusal: null }),
    openProposal: (arrival) => {
      const proposal =
        arrival === null
          ? NO_PROPOSAL
          : { ...NO_PROPOSAL, arrivalId: arrival.disclosureId, recipientId: arrival.recipientId };
      set({ form: { kind: 'proposal', proposal, search: '', found: [] }, problems: [], refusal: null });
    },
    typeArrival: (change) => {
      const { form } = get();
      if (form?.kind === 'arrival') set({ form: { ...form, arrival: { ...form.arrival, ...change } } });
    },
    typeProposal: (change) => changeProposal((proposal) => ({ ...proposal, ...change })),
    chooseGround: (ground) => changeProposal((proposal) => onGround(proposal, ground, get().recipients)),
    searchOrder: async (text) => {
      const { form } = get();
      if (form?.kind !== 'proposal') return;
      set({ form: { ...form, search: text, found: [] } });
      if (text.trim().length < LEAST) return;
      const answer = await api.ask('orders:search', { text: text.trim() });
      const now = get().form;
      // A newer text asks its own question.
      if (now?.kind !== 'proposal' || now.search !== text) return;
      if (answer.ok) set({ form: { ...now, found: answer.value.rows } });
      else set({ refusal: failureOf(answer) });
    },
    addOrder: ({ orderId, number, customer }) => {
      const name = [number, customer].filter((part) => part !== null).join(' · ');
      changeProposal((proposal) => ({
        ...proposal,
        orders: [...proposal.orders.filter((order) => order.orderId !== orderId), { orderId, name }],
      }));
      const { form } = get();
      if (form?.kind === 'proposal') set({ form: { ...form, search: '', found: [] } });
    },
    closeForm: () => set({ form: null, problems: [], refusal: null }),
    save: async () => {
      const { form, pending } = get();
      if (form === null || pending) return;
      await (form.kind === 'arrival'
        ? send(readArrival(form.arrival), (input) => api.ask('disclosures:logArrival', input))
        : send(readProposal(form.proposal), (input) => api.ask('disclosures:propose', input)));
    },
  };
}
