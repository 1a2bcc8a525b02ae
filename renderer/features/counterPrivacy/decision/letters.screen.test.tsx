import { describe, expect, it } from 'vitest';
import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { LOCALES } from '../../../../shared/domain/i18n.ts';
import { MESSAGE_STATES } from '../../../../shared/privacy/messages/templates.ts';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createI18n, TextsProvider } from '../../../i18n/index.ts';
import { resources } from '../../../i18n/resources.ts';
import { show } from '../../../ui/testing.tsx';
import { createCaseStore } from '../case/case.store.ts';
import { Letters } from './Letters.tsx';

type Letter = RequestDetail['letters'][number];
type Sending = NonNullable<Letter['sending']>['state'];

const AT = Date.UTC(2026, 10, 22, 10);
const byMessage = (kind: Letter['kind'], state: Sending): Letter => ({
  kind,
  way: 'message',
  at: AT,
  by: null,
  sending: { state, since: AT },
});
const printed = (kind: Letter['kind']): Letter => ({
  kind,
  way: 'paper',
  at: AT + 1,
  by: null,
  sending: null,
});

const screen = async (letters: readonly Letter[], locale: (typeof LOCALES)[number] = 'lv') => {
  const detail = { type: 'access', state: 'completed', verification: null, decision: null, letters };
  const i18n = createI18n(locale, resources);
  const store = createCaseStore({ api: fakeApi({}).api, tell: () => undefined });
  const shown = await show(
    <TextsProvider i18n={i18n}>
      <Letters store={store} detail={detail as unknown as RequestDetail} />
    </TextsProvider>,
    'counter',
  );
  return { ...shown, t: i18n.t };
};

describe('letters of a request', () => {
  it.each(LOCALES)('[NOT-3, P34] say in %s how far each has come, or that it was printed', async (locale) => {
    const sent = MESSAGE_STATES.map((state, i) => ({ ...byMessage('acknowledgement', state), at: AT + i }));
    const { host, end, t } = await screen([...sent, printed('completion')], locale);
    const lines = [...host.querySelectorAll('li')].map((line) => line.textContent);
    MESSAGE_STATES.forEach((state, i) => expect(lines[i]).toContain(t(`counter:messages.state.${state}`)));
    expect(lines.at(-1)).toContain(t('privacy:letterWay.paper'));
    await end();
  });

  it('[NOT-3] that came back ask for a call until they went out another way', async () => {
    const asks = async (letters: readonly Letter[]) => {
      const { host, end, t } = await screen(letters);
      const asked = host.textContent?.includes(t('privacy:letters.cameBack'));
      await end();
      return asked;
    };
    expect(await asks([byMessage('completion', 'sent')])).toBe(false);
    expect(await asks([byMessage('completion', 'bounced'), printed('acknowledgement')])).toBe(true);
    expect(await asks([byMessage('completion', 'bounced'), printed('completion')])).toBe(false);
  });
});
