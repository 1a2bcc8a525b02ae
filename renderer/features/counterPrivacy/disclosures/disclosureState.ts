import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { OrderRow } from '../../../../shared/contract/orders.ts';
import type { DisclosureGround, Recipient } from '../../../../shared/privacy/disclosure.ts';
import type { Failure } from '../parts/failure.ts';
import type { ArrivalForm, Problem, ProposalForm } from './forms/proposal.policy.ts';

type Row = CallOutput<'disclosures:list'>['rows'][number];
export type DisclosureItem = Row & { readonly id: string };
export type RecipientTask = CallOutput<'disclosures:tasks'>['tasks'][number];

export const VIEWS = ['log', 'tasks', 'recipients'] as const;
export type View = (typeof VIEWS)[number];

/** The form that is open; what is typed stays until it is saved or thrown away by hand. */
export type DisclosureForm =
  | { readonly kind: 'arrival'; readonly arrival: ArrivalForm }
  | {
      readonly kind: 'proposal';
      readonly proposal: ProposalForm;
      /** What is typed to find an order, and the orders found. */
      readonly search: string;
      readonly found: readonly OrderRow[];
    };

export type Decision = 'approve' | 'refuse';

export interface DisclosuresState {
  readonly role: 'staff' | 'manager';
  readonly view: View;
  /** null until the first answer. */
  readonly items: readonly DisclosureItem[] | null;
  readonly total: number;
  readonly tasks: readonly RecipientTask[] | null;
  readonly recipients: readonly Recipient[];
  /** The register is the sample that came with the program. */
  readonly isSample: boolean;
  readonly selected: string | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly pending: boolean;
  /** What is asked once more before it is done for good. */
  readonly asking: Decision | null;
  /** What kept an act or a form from being done. */
  readonly refusal: Failure | null;
  readonly form: DisclosureForm | null;
  readonly problems: readonly Problem[];
  /** The archive written last for the disclosure in hand, and the code that opens it once it was asked for. */
  readonly file: string | null;
  readonly code: string | null;
  readonly open: (role: 'staff' | 'manager') => Promise<void>;
  readonly close: () => void;
  readonly load: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
  readonly show: (view: View) => void;
  readonly select: (id: string) => void;
  readonly openArrival: () => void;
  /** Blank, or as the answer to an arrival. */
  readonly openProposal: (arrival: DisclosureItem | null) => void;
  readonly typeArrival: (change: Partial<ArrivalForm>) => void;
  readonly typeProposal: (change: Partial<ProposalForm>) => void;
  readonly chooseGround: (ground: DisclosureGround) => void;
  readonly searchOrder: (text: string) => Promise<void>;
  readonly addOrder: (order: OrderRow) => void;
  readonly closeForm: () => void;
  readonly save: () => Promise<void>;
  readonly askDecision: (what: Decision | null) => void;
  readonly decide: () => Promise<void>;
  readonly exportData: () => Promise<void>;
  readonly showCode: () => Promise<void>;
  readonly settle: (taskId: string, what: 'sent' | 'acknowledged') => Promise<void>;
  readonly dismiss: () => void;
}

export type SetDisclosures = (change: Partial<DisclosuresState>) => void;
