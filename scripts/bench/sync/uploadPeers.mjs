import { createReadStream } from 'node:fs';
import { Upload } from 'tus-js-client';
import { runOrThrow } from '../../lib/run.mjs';

const VERSION = 'tus-resumable: 1.0.0';

/** One file by curl: creates the upload and sends all of it in one PATCH that is read from the disk. */
export async function byCurl({ url, token, metadata }, file) {
  const curl = async (...args) =>
    (await runOrThrow('curl', ['-sSf', '-i', '-H', `authorization: Bearer ${token}`, '-H', VERSION, ...args]))
      .stdout;
  const what = ['-H', `upload-length: ${file.size}`, '-H', `upload-metadata: ${metadata(file)}`];
  const created = await curl('-X', 'POST', ...what, url);
  const location = /^location: (\S+)/im.exec(created)?.[1] ?? '';
  const how = ['-H', 'content-type: application/offset+octet-stream', '-H', 'upload-offset: 0'];
  // Without "Expect: 100-continue", which would make it wait for central first.
  const expect = ['-H', 'Expect:'];
  await curl('-X', 'PATCH', ...how, ...expect, '-T', file.path, new URL(location, url).href);
}

/** One file by tus-js-client, as its documentation says. */
export function byTusJs({ url, token, orderId }, { path, size, cipherSha256 }) {
  return new Promise((resolve, reject) => {
    new Upload(createReadStream(path), {
      endpoint: url,
      uploadSize: size,
      headers: { authorization: `Bearer ${token}` },
      metadata: { orderId, cipherSha256 },
      onError: reject,
      onSuccess: () => resolve(),
    }).start();
  });
}
