// Writes each file of the build as Brotli and as gzip in place of the plain one, where these are smaller, and the trusted documents beside
// them.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const build = new URL('../../internal/web/assets/explorer/', import.meta.url).pathname;
const generated = new URL('../src/generated/', import.meta.url).pathname;

const entries = await readdir(build, { recursive: true, withFileTypes: true });
for (const entry of entries.filter((e) => e.isFile())) {
  const file = join(entry.parentPath, entry.name);
  const body = await readFile(file);
  const brotli = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
  const gzip = gzipSync(body, { level: 9 });
  if (brotli.length >= body.length || gzip.length >= body.length) continue;
  await writeFile(file + '.br', brotli);
  await writeFile(file + '.gz', gzip);
  await rm(file);
}
const documents = {};
for (const folder of await readdir(generated)) Object.assign(documents, JSON.parse(await readFile(join(generated, folder, 'persisted-documents.json'), 'utf8')));
await writeFile(join(build, 'documents.json'), JSON.stringify(documents, null, 2));
