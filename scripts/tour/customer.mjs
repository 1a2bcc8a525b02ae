/** A made-up customer. */
export const CUSTOMER = { name: 'Ķērsta Bērziņa', phone: '29123456', tail: '3456', folded: 'berzina' };

/** The customer's part of the main job: from the touch on the start screen to the number. */
export async function orderAtTheKiosk({ kiosk, album, timed, locale }) {
  const shot = (name) => album.shot(kiosk.page, `kiosk-${name}`);
  await shot('start');
  if (locale !== 'lv') await kiosk.speak(locale);
  await timed('first photos', async () => {
    await kiosk.begin();
    await shot('source');
    await kiosk.openPhotos();
    await kiosk.picturesAreShown();
  });
  await shot('photos');
  const tiles = await timed('all photos looked at', () => kiosk.readTiles());
  const { total, chosen } = await choosePhotos(kiosk, shot);
  await chooseSizes(kiosk, shot);
  await leaveDetails(kiosk, shot);
  await kiosk.toCheck();
  await timed('copying', () => kiosk.cardMayGo());
  await shot('check');
  const price = await kiosk.readPrice();
  const lines = price.slice(0, -1);
  const number = await timed('placing', () => kiosk.order());
  await kiosk.ticketIsPrinted();
  await shot('number');
  await kiosk.finishVisit();
  await shot('start-again');
  const refused = tiles.filter(({ reason }) => reason !== null);
  // Photos alike stand behind one tile: their number is not that of the tiles.
  const offered = total - refused.length;
  return { number, lines, total: price.at(-1).sum, files: { offered, chosen, refused } };
}

async function choosePhotos(kiosk, shot) {
  await kiosk.selectAll();
  const counts = await kiosk.readCounts();
  await shot('photos-chosen');
  await kiosk.enlarge(kiosk.chosenTiles().first());
  await shot('photo-large');
  await kiosk.closeLarge();
  return counts;
}

async function chooseSizes(kiosk, shot) {
  await kiosk.toSizes();
  await kiosk.chooseSize('10×15');
  await kiosk.previewIsShown();
  await shot('sizes');
  await kiosk.chooseSize('13×18', 'one');
  await kiosk.setCopies(2);
  await kiosk.previewIsShown();
  await shot('sizes-one');
  await kiosk.openCrop();
  await kiosk.previewIsShown();
  await shot('crop');
  await kiosk.closeCrop();
}

async function leaveDetails(kiosk, shot) {
  await kiosk.toDetails();
  await shot('details');
  await kiosk.readNotice();
  await shot('notice');
  await kiosk.closeNotice();
  await kiosk.chooseWay('sms');
  await kiosk.phoneField().fill(CUSTOMER.phone);
  await shot('details-phone');
  await kiosk.fillContact({ way: 'sms', phone: CUSTOMER.phone, name: CUSTOMER.name });
  await kiosk.tickConsent(0);
  await shot('details-filled');
}
