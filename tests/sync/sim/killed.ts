/** The process was killed, in the middle of a commit or behind it. */
export class Killed extends Error {}

/** A commit that the disk refused: the process lives, and nothing of it is kept. */
export class DiskFull extends Error {}
