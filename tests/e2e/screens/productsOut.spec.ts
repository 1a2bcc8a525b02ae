import { LOCALES } from '../../../shared/domain/i18n.ts';
import { expect, test } from '../fixtures.ts';
import { Printing } from '../pages/printing.ts';
import { chooseText, faultsNow } from './sweep.ts';

test('[PRI-9, KIO-7] A-01 A-04 A-12 sizes and check with a paper that is out in three languages, lying and upright', async ({
  kiosk,
  counter,
}) => {
  test.slow();
  await counter.signIn();
  const printing = new Printing(counter);
  await printing.open();
  await printing.markOut('gloss', 'nextDay');
  await printing.markOut('matte', 'unknown');
  const faults: string[] = [];
  await kiosk.toCheckWith('IMG_0001', 'IMG_0002');
  for (const locale of LOCALES) {
    await kiosk.speak(locale);
    await kiosk.shows(kiosk.outNote('later'));
    faults.push(...(await faultsNow(kiosk, 'check, out')));
    await kiosk.tap(kiosk.t('kiosk:out.other'));
    await kiosk.previewIsShown();
    faults.push(...(await faultsNow(kiosk, 'sizes, out', chooseText)));
    await kiosk.toDetails();
    await kiosk.toCheck();
  }
  expect(faults).toEqual([]);
});
