import { type ImagingMessage, ImagingRequest } from '../core/ports/imaging.ts';
import { hardenSharp } from './hardenSharp.ts';
import { work } from './work.ts';

/*
 * Entry of the imaging process. One job after the other: the file in work is always known, and HEIC never takes its
 * memory twice. It ends with the channel to core.
 */

hardenSharp();

function tell(message: ImagingMessage): void {
  process.send?.(message);
}

let queue = Promise.resolve();

process.on('message', (message: unknown) => {
  const { id, job } = ImagingRequest.parse(message);
  queue = queue.then(async () => {
    tell({ type: 'done', id, result: await work(job, () => tell({ type: 'read', id })) });
  });
});
process.on('disconnect', () => process.exit(0));
tell({ type: 'ready' });
