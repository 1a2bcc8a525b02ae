/**
 * What came of a look: whole; lost; `unread`, where the store did not answer or the reading did not end, which says nothing
 * of the file; `gone`, where its order went meanwhile.
 */
export type Outcome = 'whole' | 'lost' | 'unread' | 'gone';
