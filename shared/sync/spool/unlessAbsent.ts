/** Null for what is not there; throws any other error of the disk. */
export const unlessAbsent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};
