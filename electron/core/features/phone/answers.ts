import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { UploadEnd } from './inbox.ts';
import type { PageState, PhonePage } from './page.ts';
import type { PhoneRequest, PhoneSession } from './phone.policy.ts';

/** With every answer: nothing is kept, guessed, framed, or told to another site. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

const COOKIE = 'lete';

/** What a request says of itself, before anything of its body is read. */
export const factsOf = ({ method, url, headers }: IncomingMessage): PhoneRequest => {
  const length = Number(headers['content-length'] ?? Number.NaN);
  const cookies = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return {
    method: method ?? '',
    path: url ?? '',
    origin: headers.origin ?? null,
    host: headers.host ?? null,
    browser: cookies.find(([name]) => name === COOKIE)?.[1] ?? null,
    length: Number.isSafeInteger(length) ? length : null,
  };
};

const end = (response: ServerResponse, status: number, headers: Record<string, string>, body = ''): void => {
  response.writeHead(status, { ...HEADERS, ...headers });
  response.end(body);
};

/** A status and no word. What a refused request still sends is not read. */
export const answerShort = (response: ServerResponse, status: number): void =>
  end(response, status, status === 200 ? {} : { Connection: 'close' });

/** The page itself; `bind` gives this browser the cookie that the code is bound to. */
export const answerPage = (
  response: ServerResponse,
  answer: {
    readonly page: PhonePage;
    readonly locale: Locale;
    readonly state: PageState;
    readonly status?: number;
    readonly bind?: PhoneSession;
    readonly secure?: boolean;
  },
): void => {
  const { page, locale, state, status = 200, bind, secure = false } = answer;
  const cookie =
    bind &&
    `${COOKIE}=${bind.browser}; Path=/${bind.token}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  end(
    response,
    status,
    {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': page.policy,
      ...(cookie === undefined ? {} : { 'Set-Cookie': cookie }),
    },
    page.html(locale, state),
  );
};

/** What became of a file. Nobody may be there to hear it. */
export const answerUpload = (response: ServerResponse, upload: UploadEnd): void => {
  if (response.destroyed) return;
  if (upload.kind === 'kept') return answerShort(response, 201);
  if (upload.kind === 'known') return answerShort(response, 200);
  if (upload.kind === 'not-a-photo') {
    const json = { 'Content-Type': 'application/json' };
    return end(response, 415, json, JSON.stringify({ reason: upload.reason }));
  }
  if (upload.code === 'disk-full') return answerShort(response, 507);
  if (upload.code === 'cancelled') return answerShort(response, 410);
  answerShort(response, upload.code === 'source-unreadable' ? 400 : 500);
};
