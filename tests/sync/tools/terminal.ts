import { randomBytes } from 'node:crypto';
import { canonicalJson } from '../../../shared/domain/canonicalJson.ts';
import { ulid } from '../../../shared/domain/ids.ts';
import { EnrolAnswer, TokenAnswer } from '../../../shared/sync/endpoints.ts';
import type { TerminalRole } from '../../../shared/sync/primitives.ts';
import { createCode } from '../../../central/enrolment/createCode.ts';
import { type Signer, signerOf } from '../../../central/keys/ed25519.ts';
import type { TestCentral } from './central.ts';

export interface Answer<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A terminal as central meets it: its key, and calls that carry its token. */
export interface TestTerminal {
  readonly id: string;
  readonly shop: string;
  readonly signer: Signer;
  readonly enrolment: EnrolAnswer;
  readonly token: string;
  /** Fetches a new token, with which all later calls go. */
  readonly renew: () => Promise<void>;
  readonly call: <T>(method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown) => Promise<Answer<T>>;
}

export const newId = (): string => ulid(Date.now(), randomBytes(10));
export const random128 = (): string => randomBytes(16).toString('hex');

/** One call without a socket. */
export const callCentral = async <T>(
  { app }: Pick<TestCentral, 'app'>,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> => {
  const response = await app.inject({
    method,
    url,
    headers,
    ...(body === undefined ? {} : { payload: body as object }),
  });
  const text = response.body;
  return {
    status: response.statusCode,
    body: (text === '' ? null : JSON.parse(text)) as T,
    headers: response.headers,
  };
};

export const tokenRequest = (id: string, signer: Signer, epoch: number) => {
  const unsigned = { terminalId: id, epoch, nonce: random128(), wall: 0 };
  return { ...unsigned, sig: signer.sign(canonicalJson(unsigned)) };
};

/** Enrols a new terminal with a code of its own and fetches its token. */
export const enrolTerminal = async (
  central: Pick<TestCentral, 'app' | 'central'>,
  shop: string,
  role: TerminalRole,
): Promise<TestTerminal> => {
  const { code } = await createCode(central.central, { shopId: shop as never, role });
  const signer = signerOf(randomBytes(32));
  const id = newId();
  const enrolled = await callCentral(central, 'POST', '/v1/enrol', {
    code,
    terminalId: id,
    signPub: signer.publicKey,
    appVersion: '1.0.0',
  });
  const enrolment = EnrolAnswer.parse(enrolled.body);
  const ask = async (): Promise<string> => {
    const given = await callCentral(central, 'POST', '/v1/token', tokenRequest(id, signer, enrolment.epoch));
    return TokenAnswer.parse(given.body).token;
  };
  let token = await ask();
  return {
    id,
    shop,
    signer,
    enrolment,
    token,
    renew: async () => {
      token = await ask();
    },
    call: (method, url, body) =>
      callCentral(central, method, url, body, { authorization: `Bearer ${token}` }),
  };
};
