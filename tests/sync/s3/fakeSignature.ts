import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: Uint8Array | string, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** Whether a request carries AWS Signature Version 4 made with this key, over these bytes or over none in particular. */
export const isSigned = (
  request: IncomingMessage,
  url: URL,
  body: Uint8Array,
  secretKey: string,
): boolean => {
  const [, accessKey, scope = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    ) ?? [];
  const header = (name: string): string => String(request.headers[name] ?? '').trim();
  const payload = header('x-amz-content-sha256');
  if (accessKey === undefined || (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(body))) return false;
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const signed = names.split(';').map((name) => `${name}:${header(name)}\n`);
  const canonical = [
    request.method,
    url.pathname,
    query.toSorted().join('&'),
    signed.join(''),
    names,
    payload,
  ];
  const [day = '', region = '', service = ''] = scope.split('/');
  const text = ['AWS4-HMAC-SHA256', header('x-amz-date'), scope, sha256(canonical.join('\n'))].join('\n');
  const key = ['aws4_request', service, region, day].reduceRight<Buffer | string>(
    (before, part) => hmac(before, part),
    `AWS4${secretKey}`,
  );
  return hmac(key, text).toString('hex') === signature;
};
