import { spawnSync } from 'node:child_process';

/**
 * Why the Chromium sandbox cannot be on for this user (or for `uid`, asked by root), or null when it can:
 * it refuses root, and an ordinary user needs user namespaces.
 */
export function sandboxObstacle(uid = process.getuid?.()) {
  if (process.platform !== 'linux') return null;
  if (uid === 0) return 'Chromium refuses its sandbox to root';
  const identity = uid === process.getuid() ? {} : { uid, gid: uid };
  const probe = spawnSync('unshare', ['--user', '--map-root-user', '--net', 'true'], identity);
  return probe.status === 0 ? null : 'this host allows ordinary users no user namespaces';
}
