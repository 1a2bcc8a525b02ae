import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import type { Session } from 'electron';
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

const notFound = (): Response => new Response(null, { status: 404 });

/** Serves our pages, and only ours, from the root folder with the content security policy. */
export const serveApp = (session: Session, root: string): void => {
  session.protocol.handle(SCHEME, async (request) => {
    const file = request.method === 'GET' ? fileFor(root, request.url) : null;
    const type = file && TYPES[extname(file)];
    if (!file || !type) return notFound();
    try {
      const headers = {
        'content-type': type,
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      };
      return new Response(await readFile(file), { headers });
    } catch {
      return notFound();
    }
  });
};
