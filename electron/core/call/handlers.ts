import type { Contract } from '../../../shared/contract/define.ts';
import type {
  CallInput,
  CallName,
  CallOutput,
  CommandName,
  QueryName,
} from '../../../shared/contract/index.ts';
import type { QueryContext, Tx } from './context.ts';

export interface QueryHandler<N extends CallName> {
  readonly kind: 'query';
  readonly run: (q: QueryContext, input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>;
}

export interface CommandHandler<N extends CallName> {
  readonly kind: 'command';
  /** Slow or asynchronous work before the transaction, such as scrypt. It only reads. */
  prepare?(q: QueryContext, input: CallInput<N>): Promise<unknown>;
  readonly run: (tx: Tx, input: CallInput<N>, prepared: unknown) => CallOutput<N>;
}

export type Handler<N extends CallName> = QueryHandler<N> | CommandHandler<N>;

/** The table a feature must fill: one handler for each call of its part of the contract, of the right kind. */
export type HandlersFor<C extends Contract> = {
  readonly [N in keyof C & CallName]: C[N]['kind'] extends 'command' ? CommandHandler<N> : QueryHandler<N>;
};

/** A query on the read-only connection; may be asynchronous. */
export const query = <N extends QueryName>(
  _name: N,
  run: (q: QueryContext, input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>,
): QueryHandler<N> => ({ kind: 'query', run });

/** A command in one synchronous transaction with idempotency, audit and buffered events. */
export const command = <N extends CommandName>(
  _name: N,
  run: (tx: Tx, input: CallInput<N>) => CallOutput<N>,
): CommandHandler<N> => ({ kind: 'command', run });

/** A command whose slow part comes before the transaction. */
export const preparedCommand = <N extends CommandName, P>(
  _name: N,
  prepare: (q: QueryContext, input: CallInput<N>) => Promise<P>,
  run: (tx: Tx, input: CallInput<N>, prepared: P) => CallOutput<N>,
): CommandHandler<N> => ({
  kind: 'command',
  prepare,
  run: (tx, input, prepared) => run(tx, input, prepared as P),
});
