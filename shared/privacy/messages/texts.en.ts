import type { MessageTexts } from './text.ts';

export const messageTextsEn: MessageTexts = {
  'order.placed': {
    title: 'Order {number} has been received',
    lines: [
      '{store}: order {number} has been received. We will tell you when it is ready.',
      'Status of the order: {link}',
    ],
  },
  'order.problem': {
    title: 'Order {number} lacks files',
    lines: [
      '{store}: we cannot go on with order {number}, because a file cannot be read. Please come with the card or stick.',
      'Opening hours: {hours}.',
      'Status of the order: {link}',
    ],
  },
  'order.ready': {
    title: 'Order {number} is ready',
    lines: [
      '{store}: order {number} is ready and waits for you.',
      'Opening hours: {hours}.',
      'Status of the order: {link}',
    ],
  },
  'order.reminder': {
    title: 'Order {number} still waits for you',
    lines: [
      '{store}: order {number} is ready and still waits for you. We keep it until {date}.',
      'Opening hours: {hours}.',
      'Status of the order: {link}',
    ],
  },
  'notice.change': {
    title: '{store}: the privacy notice changes',
    lines: [
      '{store}: from {date} on, the way we use your data changes. The full text: {link}',
      'You can read it at the counter as well.',
    ],
  },
  'transfer.notice': {
    title: '{store}: your data passes to {recipient}',
    lines: [
      '{store}: from {date} on, your data (contact, orders, consents) is kept by {recipient}, registration number {registration}.',
      'Questions and objections: {contact}',
    ],
  },
  'marketing.offers': {
    title: '{store}: special offers',
    lines: [
      '{store}: there are special offers in the store.',
      'Opening hours: {hours}.',
      'Unsubscribe: {withdraw}',
    ],
  },
  'marketing.news': {
    title: '{store}: news',
    lines: ['{store}: there is news in the store.', 'Opening hours: {hours}.', 'Unsubscribe: {withdraw}'],
  },
  'marketing.hours': {
    title: '{store}: holiday opening hours',
    lines: ['{store}, holiday opening hours: {hours}.', 'Unsubscribe: {withdraw}'],
  },
};
