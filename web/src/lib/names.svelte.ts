// Names of ids, asked for once each.
import { SvelteMap } from 'svelte/reactivity';
import { NamesDocument } from '../generated/names/graphql';
import { ask } from './api';

const page = 100; // as many as `nodes` takes

/** What an id is called; null: nothing of the catalog has it. */
const known = new SvelteMap<string, string | null>();
const asked = new Set<string>();

/** The name of an id; until it is known, and where nothing has it, what the id itself says. */
export function nameOf(id: string): string {
  return known.get(id) ?? id.slice(id.indexOf('/') + 1).replaceAll('-', ' ');
}

/** Whether the server said that nothing has this id. */
export const isUnknown = (id: string) => known.get(id) === null;

/** Remembers a name that came with another answer. */
export function learn(id: string, name: string) {
  asked.add(id);
  known.set(id, name);
}

/** Asks for the names of ids that are not known yet. A failure is no more than a name that is still missing. */
export async function askNames(ids: string[]) {
  const wanted = [...new Set(ids)].filter((id) => id && !asked.has(id)).slice(0, page);
  if (wanted.length === 0) return;
  wanted.forEach((id) => asked.add(id));
  try {
    const { nodes } = await ask(NamesDocument, { ids: wanted });
    wanted.forEach((id, i) => {
      const node = nodes[i];
      known.set(id, node && 'name' in node ? node.name : null);
    });
  } catch {
    wanted.forEach((id) => asked.delete(id));
  }
}
