// Parses each flowchart named, and prints its kind; the first that is none ends it.
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('');
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');
mermaid.initialize({ maxTextSize: 100_000_000, maxEdges: 1_000_000 });
for (const file of process.argv.slice(2)) {
  const { diagramType } = await mermaid.parse(readFileSync(file, 'utf8'));
  console.log(diagramType);
}
