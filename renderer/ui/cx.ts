/** Joins the class names that are there. CSS Modules are typed as possibly absent; attributes want a string. */
export const cx = (...names: readonly (string | false | undefined)[]): string =>
  names.filter((name) => typeof name === 'string' && name !== '').join(' ');
