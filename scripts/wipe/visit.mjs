import { setTimeout as delay } from 'node:timers/promises';
import { freshRequestId } from '../crash/terminals/requestId.mjs';

const WAIT_MS = 30_000;
const LOOK_MS = 10;

/** The steps of a visit in their order, and which of her values lie on the disk when it has got so far. */
export const STEPS = ['source', 'photos', 'copying', 'sizes', 'crop', 'details', 'check'];
const NAMED = ['file name'];
const COPIED = [...NAMED, 'EXIF text', 'IPTC text', 'XMP text'];
const TYPED = [...COPIED, 'name', 'email', 'phone', 'street', 'town'];
export const ON_DISK = {
  source: [],
  photos: NAMED,
  copying: COPIED,
  sizes: COPIED,
  crop: COPIED,
  details: TYPED,
  check: TYPED,
};

/** Asks as a window does; a refusal ends the test. */
export function asker(terminal, who) {
  return async (name, input = {}, isCommand = true) => {
    const given = isCommand ? { requestId: freshRequestId(), ...input } : input;
    const answer = await terminal.ask(who, name, given);
    if (!answer?.ok) throw new Error(`${name} was answered ${answer?.code ?? 'nothing'}`);
    return answer.value;
  };
}

async function until(what, found) {
  const end = performance.now() + WAIT_MS;
  for (;;) {
    const value = await found();
    if (value) return value;
    if (performance.now() > end) throw new Error(`waited too long for ${what}`);
    await delay(LOOK_MS);
  }
}

/** Brings a visit of this person to a step and answers its draft. */
export async function visitUpTo(step, terminal, person) {
  const ask = asker(terminal, 'customer');
  const query = (name, input) => ask(name, input, false);
  const { draftId } = await ask('visit:start', { locale: 'lv' });
  const hers = await until('her photos', async () => {
    const { sources } = await query('media:sources', {});
    const source = sources.find(({ state }) => state === 'ready');
    if (!source) return null;
    const { photos } = await query('media:photos', { sourceId: source.sourceId, offset: 0, limit: 100 });
    const own = photos.filter(({ name }) => person.isHers(name));
    return own.length > 0 && own.every(({ usable }) => usable) ? own : null;
  });
  for (const { photoId } of hers.slice(0, 2))
    await query('media:thumbnail', { photoId, edge: 640, quick: false });

  const copied = (enough) =>
    until('the copying', async () => enough(await query('media:copyState', { draftId })));
  const goOn = {
    source: async () => {},
    photos: async () => {
      await ask('drafts:setStep', { draftId, step: 'photos' });
      await ask('drafts:pick', { draftId, photoIds: hers.map(({ photoId }) => photoId), picked: true });
    },
    copying: async () => {
      await ask('media:startCopy', { draftId });
      await copied(({ done }) => done > 0);
    },
    sizes: async () => {
      await copied(({ state }) => state === 'done');
      await ask('drafts:setStep', { draftId, step: 'sizes' });
    },
    crop: async () => {
      const { items } = await query('drafts:get', { draftId });
      const crop = { x: 0.1, y: 0.1, w: 0.8, h: 0.8 };
      await ask('drafts:putItems', { draftId, items: [{ ...items[0], crop, rotation: 1 }] });
    },
    details: async () => {
      await ask('drafts:setStep', { draftId, step: 'details' });
      await ask('drafts:setContact', { draftId, contact: person.contact });
      const consents = [{ purpose: 'marketing.offers', channel: 'email', given: true }];
      await ask('drafts:setConsents', { draftId, consents, age: '13plus' });
    },
    check: async () => {
      await ask('drafts:setStep', { draftId, step: 'check' });
    },
  };
  for (const each of STEPS.slice(0, STEPS.indexOf(step) + 1)) await goOn[each]();
  return draftId;
}

/** Goes through to the end: this person's order stands. */
export async function placeOrder(terminal, person) {
  const draftId = await visitUpTo('check', terminal, person);
  const ask = asker(terminal, 'customer');
  const ready = async () =>
    (await ask('drafts:get', { draftId }, false)).photos.every(({ stored, width }) => stored && width);
  await until('her photos to be looked at', ready);
  const { price } = await ask('drafts:get', { draftId }, false);
  const { notice } = await ask('notices:current', {}, false);
  await ask('drafts:place', {
    draftId,
    total: price.total,
    noticeVersion: notice.version,
    consentsConfirmed: false,
  });
  await ask('visit:end', { why: 'finished' });
}
