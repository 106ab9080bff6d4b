// Addresses of files that the server makes of a question.
import { keyOf, type Plan } from './lanes';
import { constraints, type Question } from './question';

/** The parameters of /export/ for a question. */
export function exportQuery(q: Question, more: Record<string, string> = {}): string {
  const c = constraints(q);
  const entries: [string, string | undefined][] = [
    ['from', q.hold.join(',')],
    ['experience', q.worked.map((w) => `${w.career}=${w.months}`).join(',')],
    ['to', q.to],
    ['maxMonths', q.months?.toString()],
    ['maxCost', q.cost?.toString()],
    ['avoid', q.avoid.join(',')],
    ['via', q.via.join(',')],
    ['studyModes', q.study === 'any' ? undefined : c.studyModes?.join(',')],
    ['jobs', q.anyJob ? 'ANY' : undefined],
    ...Object.entries(more),
  ];
  return new URLSearchParams(entries.filter((e): e is [string, string] => Boolean(e[1]))).toString();
}

/** A plan as a calendar that begins today. */
export function calendar(q: Question, plan: Plan, plans: Plan[]): string {
  return '/export/plan.ics?' + exportQuery(q, { plan: String(plans.findIndex((p) => keyOf(p) === keyOf(plan)) + 1) });
}
