import type { ContactForm, Ease } from './drafts.ts';

/** How a visit is shown before the customer adjusts anything. */
export const FRESH_EASE: Ease = {
  text: 'm',
  contrast: 'normal',
  motion: 'full',
  moreTime: false,
  lowReach: false,
};

/** Nothing chosen, nothing typed. */
export const EMPTY_CONTACT: ContactForm = {
  way: null,
  delivery: 'store',
  email: '',
  phone: '',
  name: '',
  street: '',
  town: '',
  postcode: '',
};
