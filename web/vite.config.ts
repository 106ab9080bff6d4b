import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** Lets the build leave out the fragments that a file of documents brings and none of its documents has by itself. */
const unusedFragments: Plugin = {
  name: 'unused-fragments',
  transform: { filter: { id: /src\/generated\// }, handler: (code) => code.replaceAll('= new TypedDocumentString(', '= /* @__PURE__ */ new TypedDocumentString(') },
};

// The build goes where the server embeds it; it is not committed.
export default defineConfig({
  plugins: [svelte(), unusedFragments],
  build: {
    outDir: '../internal/web/assets/explorer',
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content security policy allows no data: addresses
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: ['index.html', 'playground.html'],
      checks: { pluginTimings: false },
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log); // "use client" of React's packages means nothing here
      },
    },
    chunkSizeWarningLimit: 2000, // the playground's editor
  },
  optimizeDeps: { exclude: ['graphiql/setup-workers/vite', '@graphiql/react/setup-workers/vite'] }, // they name workers as only Vite reads them
  server: {
    proxy: Object.fromEntries(['/graphql', '/export', '/schema.graphql', '/icon.svg', '/playground/examples.json'].map((path) => [path, 'http://localhost:8080'])),
  },
});
