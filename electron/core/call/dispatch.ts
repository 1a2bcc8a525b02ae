import { createHmac } from 'node:crypto';
import type { Answer } from '../../../shared/contract/answer.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import { type CallName, contract } from '../../../shared/contract/index.ts';
import { DatabaseBusy } from '../db/door.ts';
import { sql } from '../db/sql.ts';
import type { Log } from '../log/log.ts';
import { describeError, logRef } from '../log/log.ts';
import type { CommandHandler, Handler } from './handlers.ts';
import { reject, Rejection } from './rejection.ts';
import { type TransactionDeps, transact } from './transaction.ts';

export type Handlers = { readonly [N in CallName]?: Handler<N> };

export interface DispatchDeps extends TransactionDeps {
  readonly log: Log;
  /** Keys the stored digest of an input, so that the table of requests holds nothing guessable. */
  readonly requestKey: Uint8Array;
  /** False for a person who was switched off or lost the role since signing in. */
  readonly isActive: (caller: Caller) => boolean;
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const actorOf = (caller: Caller): string => caller.staffId ?? caller.terminal;

interface StoredRequest {
  readonly actor: string;
  readonly call: string;
  readonly input_mac: Uint8Array;
  readonly output: string;
}

const runCommand = async (
  deps: DispatchDeps,
  name: CallName,
  handler: CommandHandler<CallName>,
  caller: Caller,
  input: never,
) => {
  const { requestId } = input as { requestId: string };
  const mac = createHmac('sha256', deps.requestKey).update(canonical(input)).digest();
  const repeated = (): unknown => {
    const stored = deps.database.write.get<StoredRequest>(
      sql`SELECT actor, call, input_mac, output FROM request WHERE request_id = ${requestId}`,
    );
    if (!stored) return undefined;
    const same = stored.actor === actorOf(caller) && stored.call === name && mac.equals(stored.input_mac);
    return same ? JSON.parse(stored.output) : reject('CONFLICT');
  };
  const first = repeated();
  if (first !== undefined) return first;
  const prepared = await handler.prepare?.({ caller, now: deps.clock.now(), db: deps.database.read }, input);
  return transact(deps, caller, (tx) => {
    // Again inside the transaction: a twin may have run while this one prepared.
    const known = repeated();
    if (known !== undefined) return known;
    const output = handler.run(tx, input, prepared);
    tx.db.run(sql`INSERT INTO request (request_id, actor, call, input_mac, output, at)
      VALUES (${requestId}, ${actorOf(caller)}, ${name}, ${mac}, ${JSON.stringify(output)}, ${tx.now})`);
    return output;
  });
};

const codeOf = (error: unknown): ErrorCode => {
  if (error instanceof Rejection) return error.code;
  if (error instanceof DatabaseBusy) return 'BUSY';
  return (error as { code?: unknown }).code === 'SQLITE_FULL' ? 'DISK_FULL' : 'INTERNAL';
};

/**
 * Answers one call. Roles and the input schema are checked here as well as at the gate: core trusts no process.
 * A Rejection becomes its code; anything else is our bug, INTERNAL, and is described in the log without its message.
 */
export const createDispatch =
  (deps: DispatchDeps, handlers: Handlers) =>
  async (name: CallName, rawInput: unknown, caller: Caller, ref: string): Promise<Answer<unknown>> => {
    const spec = Object.hasOwn(contract, name) ? contract[name] : undefined;
    const handler = spec && handlers[name];
    if (!spec || !handler || !(spec.roles as readonly string[]).includes(caller.role))
      return { ok: false, code: 'FORBIDDEN', ref };
    const refusing = deps.database.refusing();
    if (refusing === 'all' || (refusing === 'writes' && handler.kind === 'command'))
      return { ok: false, code: 'BUSY', ref };
    if (!deps.isActive(caller)) return { ok: false, code: 'FORBIDDEN', ref };
    const input = spec.input.safeParse(rawInput);
    if (!input.success) return { ok: false, code: 'INVALID_INPUT', ref };
    // Which call it is, and with it the type, is known to the handler table alone.
    const data = input.data as never;
    try {
      const value =
        handler.kind === 'query'
          ? await handler.run({ caller, now: deps.clock.now(), db: deps.database.read }, data)
          : await runCommand(deps, name, handler, caller, data);
      return { ok: true, value: spec.output.parse(value) };
    } catch (error) {
      const code = codeOf(error);
      if (code === 'INTERNAL')
        deps.log.error('call-failed', { call: name, ref: logRef(ref), ...describeError(error) });
      return { ok: false, code, ref };
    }
  };
