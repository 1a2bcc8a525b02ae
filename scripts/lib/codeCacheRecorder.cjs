// Stands in place of dist/*/codeCache.cjs while the build starts the app once: keeps what V8 compiled, and writes it at the
// process's end, when all that a start needs has been compiled.
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire, Module } = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');

exports.useCodeCache = () => {
  const scripts = new Map();
  require.extensions['.cjs'] = (module, file) => {
    const script = new Script(Module.wrap(readFileSync(file, 'utf8')), {
      filename: file,
    });
    scripts.set(file, script);
    script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file));
  };
  process.once('exit', () => {
    for (const [file, script] of scripts) writeFileSync(`${file}.v8`, script.createCachedData());
  });
  return () => 'absent';
};
