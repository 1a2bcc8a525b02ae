/** The kiosk's screens in their order; a draft remembers where it is. */
export const STEPS = ['source', 'photos', 'sizes', 'details', 'check'] as const;
export type Step = (typeof STEPS)[number];
