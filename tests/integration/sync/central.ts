import { sql } from '../../../electron/core/db/sql.ts';
import { takePage } from '../../../electron/core/features/sync/loop/takePage.ts';
import { documentOf } from '../../../electron/core/features/orders/index.ts';
import { takeOverItem } from '../../../electron/core/takeOver.ts';
import { type SubjectRef, TerminalId } from '../../../shared/domain/ids.ts';
import { FeedItem } from '../../../shared/sync/endpoints.ts';
import { OP_BODIES, type OpBody, type OpKey } from '../../../shared/sync/opBodies.ts';
import { applyOrderOp } from '../../../shared/sync/rules/applyOrderOp.ts';
import type { OrderState } from '../../../shared/sync/rules/orderState.ts';
import { addConsents, setRestricted, type SubjectState } from '../../../shared/sync/rules/subjectState.ts';
import type { Counter } from './counter.ts';

interface OpRow {
  readonly seq: number;
  readonly op_id: string;
  readonly type: string;
  readonly type_v: number;
  readonly entity: 'order' | 'subject';
  readonly entity_id: string;
  readonly base_version: number | null;
  readonly body: string;
}

export interface Answer {
  readonly key: string;
  readonly status: string;
  readonly code: string | null;
}

const pending = sql`SELECT seq, op_id, type, type_v, entity, entity_id, base_version, body FROM outbox
  WHERE state = 'pending' ORDER BY epoch, seq`;

/** The rules that central runs, without its database: ops in, the newest state of each entity out. */
export class TestCentral {
  readonly orders = new Map<string, OrderState>();
  readonly subjects = new Map<string, SubjectState>();
  /** Entities in the order in which they go into the feed; each once, at its last place. */
  #feed: string[] = [];
  #letters = ['K', 'M', 'A'];
  readonly #seen = new Map<Counter, number>();
  #places = 0;
  readonly #placeOf = new Map<string, number>();

  /** What an enrolment leaves in the terminal's database. */
  enrol(counter: Counter): void {
    const { deps } = counter.core;
    const letter = this.#letters.shift() ?? 'X';
    const terminalId = TerminalId.parse(deps.ids.ulid());
    deps.transact((tx) =>
      tx.db.run(sql`INSERT INTO sync_terminal (only, url, terminal_id, shop_id, role, letter, erasure_pub, incarnation,
          epoch, epoch_hash, enrolled_at)
        VALUES (1, 'http://127.0.0.1', ${terminalId}, '01', 'counter', ${letter}, 'p', 'i', 1, ${'0'.repeat(64)}, 1)`),
    );
    counter.core.set({ terminal: { letter } });
    counter.terminalId = terminalId;
  }

  /** Takes all that a terminal has not sent; answers what each op came to. */
  take(counter: Counter, most = Number.POSITIVE_INFINITY): readonly Answer[] {
    const { deps } = counter.core;
    return deps.read
      .all<OpRow>(pending)
      .slice(0, most)
      .map((row) => {
        const key = `${row.type}@${row.type_v}` as OpKey;
        const body = OP_BODIES[key].parse(JSON.parse(row.body));
        const answer =
          row.entity === 'order' ? this.#order(counter, row, key, body) : this.#subject(row, key, body);
        this.#tell(`${row.entity} ${row.entity_id}`);
        deps.transact((tx) =>
          tx.db.run(sql`UPDATE outbox SET state = 'acked', acked_at = 1 WHERE op_id = ${row.op_id}`),
        );
        return { key, ...answer };
      });
  }

  /** Lets a terminal take over all that is news to it but what it has changed itself and not sent. */
  give(counter: Counter): void {
    const { deps, features } = counter.core;
    const since = this.#seen.get(counter) ?? 0;
    this.#seen.set(counter, this.#places);
    deps.transact((tx) => {
      for (const name of this.#feed.filter((one) => (this.#placeOf.get(one) ?? 0) > since)) {
        const [entity = '', id = ''] = name.split(' ');
        const known = this.orders.get(id) ?? this.subjects.get(id);
        if (!known) continue;
        const { version, document } = known;
        const item = FeedItem.parse({ entity, id, version, kind: 'put', state: document });
        const takeOver = takeOverItem({
          consents: features.consents,
          messages: { takeOver: () => undefined },
          noteStanding: () => undefined,
        });
        const where = { scope: 'store:01', incarnation: 'i', place: null };
        const how = {
          appVersion: '0.1.0',
          log: deps.log,
          takeOver,
          applyRelayed: () => undefined,
          documentOf,
        };
        takePage(how, tx, where, [item]);
      }
    });
  }

  /** As after a lost cursor: everything is given again. */
  forget(counter: Counter): void {
    this.#seen.delete(counter);
  }

  #tell(name: string): void {
    this.#feed = [...this.#feed.filter((one) => one !== name), name];
    this.#places += 1;
    this.#placeOf.set(name, this.#places);
  }

  #order({ terminalId }: Counter, row: OpRow, key: OpKey, body: unknown): Omit<Answer, 'key'> {
    const head = {
      opId: row.op_id,
      terminalId: TerminalId.parse(terminalId),
      baseVersion: row.base_version,
      entityId: row.entity_id,
    };
    const before = this.orders.get(row.entity_id) ?? null;
    const { state, ...answer } = applyOrderOp(before, head, { key, body } as Parameters<
      typeof applyOrderOp
    >[2]);
    if (state) this.orders.set(row.entity_id, state);
    return answer;
  }

  #subject(row: OpRow, key: OpKey, body: unknown): Omit<Answer, 'key'> {
    const ref = row.entity_id as SubjectRef;
    const before = this.subjects.get(ref) ?? null;
    if (key === 'consents.recorded@1') {
      const { records, texts } = body as OpBody<'consents.recorded@1'>;
      this.subjects.set(ref, addConsents(before, ref, records, texts));
    } else {
      const { restrictedAt } = body as OpBody<'subject.restricted@1'>;
      this.subjects.set(ref, setRestricted(before, ref, restrictedAt));
    }
    return { status: 'applied', code: null };
  }
}
