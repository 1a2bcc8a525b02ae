import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const SMALLEST_BYTES = 1024;

const pack = promisify(gzip);

/** Answers that are worth it go out packed, where the caller takes that. Files are ciphertext and stay as they are. */
export const compressAnswers = (app: FastifyInstance): void => {
  app.addHook('onSend', async (request, reply, payload) => {
    const takesGzip = request.headers['accept-encoding']?.includes('gzip') === true;
    if (!takesGzip || typeof payload !== 'string' || payload.length < SMALLEST_BYTES) return payload;
    void reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return pack(payload);
  });
};
