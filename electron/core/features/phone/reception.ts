import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PhoneState } from '../../../../shared/contract/phone.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { DraftId } from '../../../../shared/domain/ids.ts';
import { wifiCode } from '../../../../shared/domain/wifiCode.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { describeError } from '../../log/log.ts';
import { addressInShop, type OwnAddress } from './address.policy.ts';
import { answerPage, answerShort, answerUpload, factsOf } from './answers.ts';
import { tlsIdentity } from './certificate.ts';
import { Inbox, type InboxDeps, type UploadEnd } from './inbox.ts';
import type { PhonePage } from './page.ts';
import {
  bodyTime,
  decideRequest,
  nameOfUpload,
  PHONE_LIMITS,
  type PhoneLimits,
  type PhoneSession,
  type Taken,
  timeOfUpload,
  TOKEN_BYTES,
} from './phone.policy.ts';
import { openShopServer, type ShopServer } from './server.ts';

const SERIAL_BYTES = 15;

export interface ReceptionDeps
  extends InboxDeps,
    Pick<CoreDeps, 'clock' | 'ids' | 'log' | 'read' | 'settings' | 'emit'> {
  readonly databaseKey: Uint8Array;
  readonly page: () => Promise<PhonePage>;
  /** Addresses of this machine now. */
  readonly addresses: () => readonly OwnAddress[];
  /** False when so little room is left that nothing more is taken. */
  readonly roomToCopy: () => Promise<boolean>;
  readonly limits?: PhoneLimits;
}

/** A visit that has asked for a phone, over all its codes. */
interface Visit {
  readonly draftId: DraftId;
  readonly inbox: Inbox;
  readonly taken: Taken;
}

/** The page of one code: what answers its requests. */
interface Desk {
  readonly server: ShopServer;
  readonly page: PhonePage;
  readonly locale: Locale;
}

/**
 * Takes photos from a customer's phone for the visit that asks for it. Listens only from then until shortly after the
 * visit; everything it holds goes with the visit.
 */
export class PhoneReception {
  readonly #deps: ReceptionDeps;
  readonly #limits: PhoneLimits;
  readonly #uploads = new Map<AbortController, Promise<void>>();
  #visit: Visit | null = null;
  #session: PhoneSession | null = null;
  #desk: Desk | null = null;
  #failed = false;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(deps: ReceptionDeps) {
    this.#deps = deps;
    this.#limits = deps.limits ?? PHONE_LIMITS;
  }

  /** How it stands for a visit, with the address its code says. */
  state(draftId: DraftId): PhoneState {
    const { phone } = this.#deps.settings(this.#deps.read);
    const visit = this.#visit?.draftId === draftId ? this.#visit : null;
    const session = visit && this.#session;
    const state = this.#stateOf(session);
    const desk = state === 'open' ? this.#desk : null;
    return {
      state,
      url: desk && session && `${desk.server.origin}/${session.token}`,
      wifi: desk && wifiCode(phone.wifiName, phone.wifiPassword),
      joined: session !== null && session.browser !== null,
      received: visit?.taken.files ?? 0,
      sending: visit?.taken.sending ?? 0,
    };
  }

  /** Makes a code for the visit, unless one works; with `fresh` a new one, and the old one ends. */
  open(visit: {
    readonly draftId: DraftId;
    readonly locale: Locale;
    readonly fresh: boolean;
  }): Promise<void> {
    return this.#inTurn(async () => {
      const isOpen = this.state(visit.draftId).state === 'open';
      if (isOpen && !visit.fresh) return;
      await this.#stopListening();
      if (this.#visit?.draftId !== visit.draftId) await this.#empty();
      await this.#begin(visit.draftId, visit.locale);
    });
  }

  /** The code is void from now on, and what is under way is cut. */
  close(): void {
    if (this.#session !== null) this.#session.ended = true;
    for (const upload of this.#uploads.keys()) upload.abort();
  }

  /** The visit ended; resolves when nothing that its phone sent is left. */
  end(draftId: DraftId): Promise<void> {
    if (this.#visit?.draftId === draftId) this.close();
    return this.#inTurn(async () => {
      if (this.#visit?.draftId !== draftId) return;
      this.close();
      await this.#empty();
      this.#later(this.#limits.lingerMs, () => void this.#inTurn(() => this.#stopListening()));
    });
  }

  /** Stops listening. What was sent is known to this run only, so it goes with it. */
  stop(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#stopListening();
      await this.#empty();
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #stateOf(session: PhoneSession | null): PhoneState['state'] {
    const { phone } = this.#deps.settings(this.#deps.read);
    if (!phone.on) return 'off';
    if (addressInShop(this.#deps.addresses(), phone.address) === null) return 'no_network';
    if (session === null || session.ended) return this.#failed ? 'failed' : 'closed';
    return this.#deps.clock.now() < session.expiresAt ? 'open' : 'expired';
  }

  async #empty(): Promise<void> {
    await Promise.all(this.#uploads.values());
    await this.#visit?.inbox.remove();
    this.#visit = null;
    this.#failed = false;
  }

  #later(ms: number, work: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(work, ms).unref();
  }

  async #begin(draftId: DraftId, locale: Locale): Promise<void> {
    const { ids, clock, log } = this.#deps;
    this.#visit ??= { draftId, inbox: new Inbox(this.#deps), taken: { files: 0, bytes: 0, sending: 0 } };
    try {
      this.#desk = await this.#listen(locale);
      this.#failed = false;
    } catch (error) {
      log.warn('phone-page-failed', describeError(error));
      this.#failed = true;
    }
    if (this.#desk !== null) {
      const token = Buffer.from(ids.bytes(TOKEN_BYTES)).toString('base64url');
      const expiresAt = clock.now() + this.#limits.lifeMs;
      this.#session = { token, expiresAt, browser: null, ended: false, taken: this.#visit.taken };
      this.#later(this.#limits.lifeMs, () => this.#tell());
    }
    this.#tell();
  }

  async #listen(locale: Locale): Promise<Desk | null> {
    const { settings, read, addresses, databaseKey, clock, ids, page } = this.#deps;
    const { phone } = settings(read);
    const address = phone.on ? addressInShop(addresses(), phone.address) : null;
    if (address === null) return null;
    const serial = ids.bytes(SERIAL_BYTES);
    const tls = phone.plain
      ? null
      : tlsIdentity(databaseKey, { use: 'phone-tls', address, now: clock.now(), serial });
    const server = await openShopServer({
      address,
      port: phone.port,
      tls,
      limits: this.#limits,
      handle: (request, response) => this.#answer(request, response),
    });
    return { server, page: await page(), locale };
  }

  async #stopListening(): Promise<void> {
    clearTimeout(this.#timer);
    for (const upload of this.#uploads.keys()) upload.abort();
    const desk = this.#desk;
    this.#desk = null;
    this.#session = null;
    await desk?.server.close();
  }

  #tell(): void {
    this.#deps.emit('phone-changed', {});
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const [desk, session, visit] = [this.#desk, this.#session, this.#visit];
    if (desk === null || session === null) return answerShort(response, 404);
    const facts = factsOf(request);
    const decision = decideRequest(session, facts, desk.server.origin, this.#deps.clock.now(), this.#limits);
    if (decision.do === 'receive' && visit !== null)
      return this.#receive(request, response, visit, decision.bytes);
    if (decision.do === 'say-open') {
      // Somebody looks at the page: the kiosk must not take its visitor for gone.
      this.#tell();
      return answerShort(response, 200);
    }
    if (decision.do === 'page') {
      if (decision.bind) this.#bind(session);
      const secure = desk.server.origin.startsWith('https:');
      return answerPage(response, { ...desk, state: 'open', bind: session, secure });
    }
    const status = decision.do === 'refuse' ? decision.status : 410;
    if (decision.do !== 'refuse' || !decision.page || facts.method === 'HEAD')
      return answerShort(response, status);
    answerPage(response, { ...desk, state: status === 403 ? 'taken' : 'ended', status });
  }

  #bind(session: PhoneSession): void {
    session.browser = Buffer.from(this.#deps.ids.bytes(TOKEN_BYTES)).toString('base64url');
    this.#tell();
  }

  #receive(request: IncomingMessage, response: ServerResponse, { inbox, taken }: Visit, bytes: number): void {
    const stop = new AbortController();
    // The body ends with the connection: a reader that waits for it hears of the cut.
    stop.signal.addEventListener('abort', () => request.destroy(), { once: true });
    const slow = setTimeout(() => stop.abort(), bodyTime(bytes, this.#limits));
    taken.sending += 1;
    this.#tell();
    const running = this.#store(inbox, request, stop.signal)
      .then((end) => {
        taken.sending -= 1;
        if (end.kind === 'kept') {
          taken.files += 1;
          taken.bytes += end.bytes;
        }
        answerUpload(response, end);
      })
      .finally(() => {
        clearTimeout(slow);
        this.#uploads.delete(stop);
        this.#tell();
      });
    this.#uploads.set(stop, running);
  }

  async #store(inbox: Inbox, request: IncomingMessage, signal: AbortSignal): Promise<UploadEnd> {
    if (!(await this.#deps.roomToCopy())) return { kind: 'failed', code: 'disk-full' };
    const { 'x-photo-name': name, 'x-photo-time': time } = request.headers;
    return inbox.receive({
      name: nameOfUpload(name?.toString()),
      time: timeOfUpload(time?.toString()),
      body: request as AsyncIterable<Uint8Array>,
      signal,
    });
  }
}
