// What of the plan view is open, as the address has it.
import { address } from '../lib/address.svelte';
import { toQuery, type Question } from '../lib/question';

/** A part of the view that is asked for when it is opened. */
export type Part = 'needs' | 'changes';

// Which parts are open and what they are asked stays when the question or the plan changes; the plan, the one beside it and the step
// that is open go.
const stays = ['open', 'by', 'through'] as const;
const goes = ['plan', 'with', 'step'] as const;
type Shown = Partial<Record<(typeof stays)[number] | (typeof goes)[number], string>>;

const now = (names: readonly string[]): Shown => Object.fromEntries(names.map((name) => [name, address.place.params.get(name) ?? '']));

/** The address of a question's plans, with the same parts open. */
export const plansOf = (q: Question, shown: Shown = {}) => '/?' + toQuery(q, { ...now(stays), ...shown });

/** Changes what is shown of a question's plans; an empty text takes something out. */
export const show = (q: Question, changes: Shown) => address.go(plansOf(q, { ...now(goes), ...changes }));

const parts = () => (address.place.params.get('open') ?? '').split(',').filter(Boolean);

export const isOpen = (part: Part) => parts().includes(part);

/** Opens a part, or closes it. */
export const toggle = (q: Question, part: Part) => show(q, { open: (isOpen(part) ? parts().filter((p) => p !== part) : [...parts(), part]).join(',') });
