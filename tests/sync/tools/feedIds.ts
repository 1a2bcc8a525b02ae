import { FeedAnswer } from '../../../shared/sync/endpoints.ts';
import type { TestTerminal } from './terminal.ts';

/** Ids of all that the feed of store 01 names, from its beginning to its end. */
export const feedIds = async (terminal: TestTerminal): Promise<ReadonlySet<string>> => {
  const seen = new Set<string>();
  let [cursor, more] = ['', true];
  while (more) {
    const page = FeedAnswer.parse((await terminal.call('GET', `/v1/feed?scope=store:01${cursor}`)).body);
    for (const { id } of page.items) seen.add(id);
    [cursor, more] = [`&cursor=${page.cursor}`, page.more];
  }
  return seen;
};
