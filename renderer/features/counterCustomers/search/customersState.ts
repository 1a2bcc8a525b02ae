import type { Customer, CustomerRow } from '../../../../shared/contract/customers.ts';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { ConsentPurpose } from '../../../../shared/domain/consent.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { ViewReason } from '../../../../shared/privacy/auditActions.ts';

export type CustomerItem = CustomerRow & { readonly id: string };

/** Consents behind the code on a ticket: whose they are is not said. */
export interface ByCode {
  readonly code: string;
  readonly boxes: CallOutput<'consents:byCode'>['boxes'];
}

/** Whom a manager wants to look at who has no open order or is restricted, and why. */
export interface Asking {
  readonly personId: PersonId;
  readonly reason: ViewReason | null;
}

export interface CustomersState {
  readonly typed: string;
  readonly rows: readonly CustomerItem[];
  /** The text that `rows` answer; null before anything was asked. */
  readonly asked: string | null;
  readonly selected: PersonId | null;
  /** Whoever is open, with the reason it was opened for. */
  readonly customer: Customer | null;
  readonly openedFor: ViewReason | null;
  readonly asking: Asking | null;
  readonly byCode: ByCode | null;
  readonly loading: boolean;
  readonly pending: boolean;
  readonly failure: { readonly code: ErrorCode; readonly ref: string } | null;
  readonly search: (typed: string) => void;
  /** Looks at once for what is typed; also by the code of a ticket. */
  readonly look: () => Promise<void>;
  readonly select: (personId: PersonId) => void;
  /** Opens whoever is chosen: recorded. Answers whether somebody is open now. */
  readonly open: (personId: PersonId) => Promise<boolean>;
  /** Looks at once and opens whoever is the only one found. */
  readonly openFound: () => Promise<boolean>;
  readonly chooseReason: (reason: ViewReason) => void;
  readonly openForReason: () => Promise<boolean>;
  readonly cancelReason: () => void;
  readonly reload: () => Promise<void>;
  /** Takes consents back at once, of the open person or behind the code. */
  readonly withdraw: (purposes: readonly ConsentPurpose[]) => Promise<void>;
  /** A code that was scanned, wherever the focus was. */
  readonly takeCode: (code: string) => Promise<void>;
  readonly dismiss: () => void;
  /** Forgets all: the next at the screen is somebody else. */
  readonly leave: () => void;
}

export type SetCustomers = (change: Partial<CustomersState>) => void;
export type GetCustomers = () => CustomersState;
