import { ADDRESS, EMAIL, NAME, PERSON_LINK, PHONE, PHONE_TAIL, table } from './traits.ts';

/** People and their pseudonyms. */
export const peopleColumns = [
  ...table('person', {
    person_id: PERSON_LINK,
    name: NAME,
    email: EMAIL,
    phone: PHONE,
    address: ADDRESS,
    phone_tail: PHONE_TAIL,
    created_at: PERSON_LINK,
    restricted_at: { ...PERSON_LINK, restrict: 'allow' },
  }),
  ...table('restriction_ahead', {
    subject_ref: { ...PERSON_LINK, canary: 'subject-ref' },
    restricted_at: { ...PERSON_LINK, restrict: 'allow' },
  }),
  ...table('subject_map', {
    subject_ref: { ...PERSON_LINK, canary: 'subject-ref' },
    person_id: PERSON_LINK,
  }),
];
