/** The code a system or the database gave an error; empty where it has none. */
export const errorCodeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
};
