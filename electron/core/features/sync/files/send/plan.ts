import type { OrderId } from '../../../../../../shared/domain/ids.ts';
import { PlanAnswer } from '../../../../../../shared/sync/endpoints.ts';
import { refusalOf } from '../refusal.ts';
import type { SealedFile } from '../sealedFile.ts';
import type { Send } from './tusClient.ts';

/** Most files of one call. */
const MOST = 1000;

/** A file as central is told of it. */
export interface PlannedFile extends SealedFile {
  readonly fileId: string;
}

export type PlanState = PlanAnswer['files'][number];

/**
 * Asks central which files of an order it still wants. Answers in the order of the question. Throws Refusal, and what
 * `fetch` throws; an answer that is not one is a fault of the line.
 */
export const planFiles = async (
  send: Send,
  orderId: OrderId,
  files: readonly PlannedFile[],
  signal: AbortSignal,
): Promise<readonly PlanState[]> => {
  const states: PlanState[] = [];
  for (let at = 0; at < files.length; at += MOST) {
    const asked = files
      .slice(at, at + MOST)
      .map(({ fileId, cipherSha256, size }) => ({ fileId, cipherSha256, size }));
    const response = await send(`/v1/orders/${orderId}/files:plan`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ files: asked }),
      signal,
    });
    if (response.status !== 200) throw await refusalOf(response);
    states.push(...PlanAnswer.parse(await response.json()).files);
  }
  return states;
};
