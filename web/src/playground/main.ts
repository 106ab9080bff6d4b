// The playground: GraphiQL with worked queries in tabs. `?query=…&variables=…` opens that query in front, and the address follows what
// is written, so that it can be shared.
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './playground.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

type Tab = { query: string; variables?: string };

/** The worked queries, made for the catalog that is served. */
async function examples(): Promise<Tab[]> {
  try {
    const response = await fetch('/playground/examples.json');
    return (await response.json()) as Tab[];
  } catch {
    return []; // the playground works without them
  }
}

/** The query that the address names. */
function linked(): Tab[] {
  const given = new URLSearchParams(location.search);
  const query = given.get('query');
  return query ? [{ query, variables: given.get('variables') ?? undefined }] : [];
}

/** Settings and history are kept by the browser; tabs are not, since another catalog has other ids. */
const storage = {
  getItem: (key: string) => (key.endsWith('tabState') ? null : localStorage.getItem(key)),
  setItem: (key: string, value: string) => {
    if (!key.endsWith('tabState')) localStorage.setItem(key, value);
  },
  removeItem: (key: string) => localStorage.removeItem(key),
  clear: () => localStorage.clear(),
  get length() {
    return localStorage.length;
  },
};

function writeAddress(tab?: { query: string | null; variables?: string | null }) {
  if (!tab?.query) return;
  const params = new URLSearchParams({ query: tab.query });
  if (tab.variables?.trim()) params.set('variables', tab.variables);
  history.replaceState(null, '', '?' + params);
}

const root = document.getElementById('playground');
if (root) {
  const tabs = [...linked(), ...(await examples())];
  createRoot(root).render(
    createElement(
      GraphiQL,
      {
        fetcher: createGraphiQLFetcher({ url: '/graphql' }),
        initialQuery: tabs[0]?.query,
        initialVariables: tabs[0]?.variables,
        defaultTabs: tabs.map((t) => ({ query: t.query, variables: t.variables ?? null })),
        defaultEditorToolsVisibility: 'variables',
        storage,
        onTabChange: ({ tabs: all, activeTabIndex }) => writeAddress(all[activeTabIndex]),
      },
      createElement(GraphiQL.Logo, null, createElement('a', { href: '/', className: 'back' }, 'Career Lattice')),
    ),
  );
}
