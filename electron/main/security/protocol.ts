import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import type { ProtocolRequest, ProtocolResponse, Session } from 'electron';
import { isOwnPage, SCHEME } from './ownPage.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};

const POLICY = [
  "default-src 'self'",
  "img-src 'self' blob:",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The file below the root that an address names, or null when it points outside. */
export const fileFor = (root: string, address: string): string | null => {
  if (!isOwnPage(address)) return null;
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const file = resolve(join(root, normalize(path)));
  return file.startsWith(resolve(root) + sep) ? file : null;
};

const NOT_FOUND = { statusCode: 404, data: Buffer.alloc(0) };

const answerTo = async (root: string, { method, url }: ProtocolRequest): Promise<ProtocolResponse> => {
  const file = method === 'GET' ? fileFor(root, url) : null;
  const type = file && TYPES[extname(file)];
  if (!file || !type) return NOT_FOUND;
  try {
    const headers = {
      'content-type': type,
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    };
    return { statusCode: 200, headers, data: await readFile(file) };
  } catch {
    return NOT_FOUND;
  }
};

/**
 * Serves our pages, and only ours, from the root folder with the content security policy. Electron's newer
 * `protocol.handle` would load a whole fetch implementation into main before the first screen (docs/benchmarks.md).
 */
export const serveApp = (session: Session, root: string): void => {
  session.protocol.registerBufferProtocol(SCHEME, (request, answer) => {
    void answerTo(root, request).then(answer);
  });
};
