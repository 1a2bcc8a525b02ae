import type { EnglishLike } from '../../shape.ts';
import type { kioskOverlays as latvian } from '../lv/kioskOverlays.ts';

export const kioskOverlays = {
  adjust: {
    title: 'Adjust',
    text: 'Text size',
    textM: 'Normal',
    textL: 'Larger',
    textXl: 'Largest',
    contrast: 'Contrast',
    normal: 'Normal',
    more: 'More',
    motion: 'Motion',
    full: 'Normal',
    reduced: 'Less',
    time: 'Time to think',
    timeNormal: 'Normal',
    timeMore: 'More time',
    reach: 'Height',
    reachNormal: 'Whole screen',
    reachLow: 'Lower',
  },
  help: {
    title: 'Someone is coming to help you',
    text: 'You can go on. The counter sees which kiosk is calling.',
  },
  idle: {
    title: 'Are you still here?',
    text: 'In {{seconds}} s your data will be deleted from the kiosk.',
    card: 'Do not forget your card',
  },
  startOver: {
    title: 'Delete my data and start over?',
    text: 'The photos you chose, sizes and details will be deleted from the kiosk. Your card stays as it was.',
    confirm: 'Delete and start over',
    keep: 'Go on with my order',
    textAsking: 'What you typed is deleted from the kiosk. A request already sent stays in force.',
    keepAsking: 'Go on',
  },
  notice: {
    title: 'Privacy notice',
    version: 'Version {{version}}, in force since {{date}}',
    sample: 'This is a sample text.',
  },
  paper: {
    print: 'Print',
    printing: 'Printing',
    printed: 'Take your print.',
    failed: 'It could not be printed. Take a photo of the screen.',
  },
  staff: {
    title: 'For staff',
    who: 'Who are you?',
    takeOver: 'Take over at the counter',
    restart: 'Restart',
    exit: 'Leave the kiosk',
    demoPin: 'PIN for the demo: {{pin}}',
  },
  takenOver: {
    title: 'Staff go on at the counter',
    text: 'Your choices are saved. Please come to the counter.',
  },
  outOfOrder: {
    title: 'The kiosk is out of order',
    text: 'Please come to the counter.',
  },
  problem: {
    title: 'That did not work',
    reconnecting: 'One moment, we are reconnecting. Nothing is lost.',
  },
} as const satisfies EnglishLike<typeof latvian>;
