/** The screens that the tests may use, one for each worker; without such a list the one that is there. */
export const screens = (): readonly string[] =>
  (process.env['LETE_SCREENS'] ?? process.env['DISPLAY'] ?? '').split(' ');
