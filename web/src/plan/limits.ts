// Limits in words, and those that would do where they are too tight.
import { dollars, list, time } from '../lib/words';
import type { Question } from '../lib/question';

type Limits = { maxMonths?: number | null; maxCost?: number | null } | null | undefined;

/** "4 years and $20,000"; empty: there is no limit. */
export function limits(of: Limits): string {
  return list([of?.maxMonths == null ? '' : time(of.maxMonths), of?.maxCost == null ? '' : dollars(of.maxCost)].filter(Boolean));
}

/** What other limits allow more than those of a question, as what a button does. */
export function allow(wider: Limits, q: Question): string {
  return 'Allow ' + limits({ maxMonths: wider?.maxMonths === q.months ? null : wider?.maxMonths, maxCost: wider?.maxCost === q.cost ? null : wider?.maxCost });
}

/** A question with other limits. */
export const within = (wider: Limits, q: Question): Question => ({ ...q, months: wider?.maxMonths ?? undefined, cost: wider?.maxCost ?? undefined });
