import { request as plainRequest } from 'node:http';
import { type RequestOptions, request as tlsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

export interface PhoneAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** A browser on a phone as the network sees it: keeps the cookie, takes the terminal's own certificate. */
export const aPhone = (url: string) => {
  const page = new URL(url);
  let cookie: string | null = null;

  const ask = (path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<PhoneAnswer> =>
    new Promise((resolve, reject) => {
      const options: RequestOptions = {
        host: page.hostname,
        port: page.port,
        path,
        method,
        agent: false,
        rejectUnauthorized: false,
        headers: { ...(cookie === null ? {} : { cookie }), ...headers },
      };
      const send = page.protocol === 'https:' ? tlsRequest : plainRequest;
      const request = send(options, (response) => {
        const set = response.headers['set-cookie']?.[0];
        if (set !== undefined) cookie = set.split(';')[0] ?? null;
        text(response).then(
          (read) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read }),
          reject,
        );
      });
      request.once('error', reject);
      request.end(body);
    });

  return {
    ask,
    /** Opens the page that the code says. */
    open: () => ask(page.pathname),
    /** Sends one file as the page does. */
    send: (name: string, body: Uint8Array, headers: Readonly<Record<string, string>> = {}) =>
      ask(`${page.pathname}/photos`, {
        method: 'POST',
        body,
        headers: {
          'content-length': String(body.length),
          'x-photo-name': encodeURIComponent(name),
          'x-photo-time': '1768000000000',
          ...headers,
        },
      }),
    path: page.pathname,
  };
};

export type Phone = ReturnType<typeof aPhone>;
