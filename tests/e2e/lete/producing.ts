import type { Counter } from '../pages/counter.ts';
import type { Kiosk } from '../pages/kiosk.ts';
import { printsOf } from './outcome.ts';

/** From the sizes on: ordered by nobody, paid, and produced. Answers the prints. */
export async function produceAnonymously(
  { kiosk, counter }: { readonly kiosk: Kiosk; readonly counter: Counter },
  data: string,
): ReturnType<typeof printsOf> {
  await kiosk.toDetails();
  await kiosk.fillContact({ way: 'none' });
  await kiosk.toCheck();
  await kiosk.cardMayGo();
  const number = await kiosk.order();
  await counter.open(number);
  await counter.takePayment('cash');
  await counter.step('in_production');
  await counter.jobsAreHandedOver();
  return printsOf(data);
}
