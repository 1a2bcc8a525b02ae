import type { SourceId } from '../../../../shared/domain/ids.ts';
import type { Api } from '../../../app/api.ts';
import { arrived } from '../attract/attract.policy.ts';
import { isVisit } from './kioskFlow.policy.ts';
import type { KioskFront } from './kioskParts.ts';

type Parts = Omit<KioskFront, 'start'>;

/** Ties the stores to what core says, and shows the first screen. */
export function createListener(api: Api, parts: Parts, now: () => number): () => Promise<void> {
  const { visit, media, phone, pictures, idle } = parts;
  const known = new Set<SourceId>();
  let openedAt = now();
  const inVisit = (): boolean => isVisit(visit.getState().flow);

  const onMedia = async (): Promise<void> => {
    if (inVisit()) {
      await media.refreshPhotos();
      pictures.retry();
      return;
    }
    await media.refreshSources();
    const { sources } = media.getState();
    const put = visit.getState().flow.step === 'attract' ? arrived(known, sources, now() - openedAt) : null;
    for (const { sourceId } of sources) known.add(sourceId);
    if (put !== null) await parts.begin(put.problem === null ? 'photos' : 'source');
  };
  const onCopy = async (): Promise<void> => {
    const before = media.getState().copy?.done;
    await media.refreshCopy();
    const { copy } = media.getState();
    if (copy?.state === 'done' || copy?.done !== before) await visit.refreshDraft();
  };
  /** What a phone does is done by the person at the kiosk. */
  const onPhone = async (): Promise<void> => {
    if (!inVisit()) return;
    idle.sign();
    await phone.refresh();
  };
  const open = async (): Promise<void> => {
    const [current] = await Promise.all([
      api.ask('visit:current', {}),
      loadLists(api, visit),
      media.refreshSources(),
    ]);
    if (current.ok && current.value.draftId !== null) return resume(parts);
    for (const { sourceId } of media.getState().sources) known.add(sourceId);
    openedAt = now();
    const { catalogue, notice } = visit.getState();
    if (catalogue === null || notice === null) return visit.send({ do: 'fail', code: 'NO_PRICE_LIST' });
    visit.send({ do: 'open' });
  };
  const onTerminal = async (): Promise<void> => {
    const answer = await api.call('terminal:state', {});
    if (!answer.ok) return;
    visit.setState({ terminal: answer.value });
    if (answer.value.state !== 'ready') return;
    if (inVisit()) await api.ask('visit:touch', {});
    else if (visit.getState().flow.step === 'starting') await open();
  };

  return async () => {
    revive(api, parts);
    api.on('terminal-changed', () => void onTerminal());
    api.on('media-changed', () => void onMedia());
    api.on('copy-changed', () => void onCopy());
    api.on('phone-changed', () => void onPhone());
    api.on('draft-changed', () => void visit.refreshDraft());
    api.on('kiosk-changed', () => void (inVisit() && visit.refreshDraft()));
    api.on('ticket-changed', () => void parts.stores().then(({ order }) => order.refreshTicket()));
    api.on('visit-ended', () => void (inVisit() && visit.forget()));
    api.on('settings-changed', () => void loadSettings(api, visit));
    api.on(
      'products-changed',
      () => void Promise.all([loadOut(api, visit), inVisit() && visit.refreshDraft()]),
    );
    api.on(
      'catalogue-changed',
      () => void (!inVisit() && loadLists(api, visit).then(() => visit.send({ do: 'open' }))),
    );
    parts.idle.start();
    await onTerminal();
  };
}

/** A core that came back has forgotten who stands here: the visit is bound again, or it is over. */
function revive(api: Api, { visit }: Parts): void {
  api.beforeRepeat(async (ask) => {
    if (!inWork(visit)) return;
    const current = await ask('visit:current', {});
    if (!current.ok) return;
    // An order placed just before the core went has no draft any more; its command is only waiting for its answer.
    const isPlacing = visit.getState().flow.step === 'placing';
    if (current.value.draftId === null && !isPlacing) return visit.forget();
    await ask('visit:start', { locale: visit.getState().locale });
  });
}

const inWork = (visit: Parts['visit']): boolean => {
  const { flow } = visit.getState();
  return isVisit(flow) && flow.step !== 'takenOver';
};

async function resume({ visit, media, phone }: Parts): Promise<void> {
  await visit.begin(null);
  await Promise.all([media.refreshPhotos(), media.refreshCopy(), phone.refresh()]);
}

async function loadSettings(api: Api, visit: Parts['visit']): Promise<void> {
  const answer = await api.ask('settings:get', {});
  if (answer.ok) visit.setState({ settings: answer.value.settings, sends: answer.value.sends });
}

async function loadOut(api: Api, visit: Parts['visit']): Promise<void> {
  const answer = await api.ask('products:out', {});
  if (answer.ok) visit.setState({ out: answer.value.products });
}

async function loadLists(api: Api, visit: Parts['visit']): Promise<void> {
  const [list, notice] = await Promise.all([
    api.ask('catalogue:current', {}),
    api.ask('notices:current', {}),
    loadSettings(api, visit),
    loadOut(api, visit),
  ]);
  if (list.ok) visit.setState({ catalogue: list.value.catalogue });
  if (notice.ok) {
    const { notice: shown, collects, ageLimit, change } = notice.value;
    visit.setState({ notice: shown, collects, ageLimit, change });
  }
}
