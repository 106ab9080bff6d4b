// Few plans of a front get a name in words: the best in each criterion, and those that stand for the rest.
import { keyOf, parts, type Plan } from './lanes';
import { briefTime, capital, dollars, list } from './words';

export type Front = { fastest: Plan; cheapest: Plan; leastForegone: Plan; representatives: readonly Plan[]; always: readonly { id: string }[] };

/** Names by the plans' keys. */
export function titles(front: Front): Map<string, string> {
  const best = new Map<string, string[]>();
  for (const [plan, title] of [[front.fastest, 'Fastest'], [front.cheapest, 'Cheapest'], [front.leastForegone, 'Least income left behind']] as const) {
    best.set(keyOf(plan), [...(best.get(keyOf(plan)) ?? []), title]);
  }
  const names = new Map([...best].map(([key, all]) => [key, list(all.map((t, i) => (i ? t.charAt(0).toLowerCase() + t.slice(1) : t)))]));
  const always = new Set(front.always.map((n) => n.id));
  const others = front.representatives.filter((p) => !names.has(keyOf(p)));
  for (const plan of others) names.set(keyOf(plan), unique(title(plan, others, [...front.representatives], always), plan, names));
  return names;
}

/** What tells a plan from the others without a name: how it studies, else what it alone of all goes by way of, else what few do. */
function title(plan: Plan, others: Plan[], all: Plan[], always: Set<string>): string {
  const way = studyOf(plan);
  if (way && others.every((p) => p === plan || studyOf(p) !== way)) return way;
  const uses = (id: string) => all.filter((p) => parts(p).has(id)).length;
  const own = [...parts(plan)].filter(([id]) => !always.has(id)).sort(([a], [b]) => uses(a) - uses(b))[0];
  return own ? `By way of ${own[1]}` : (way ?? 'Another order');
}

function studyOf(plan: Plan): string | undefined {
  const studies = plan.steps.filter((s) => s.__typename === 'StudyStep');
  if (studies.length === 0) return 'Work alone';
  const beside = studies.filter((s) => s.workingAs).length;
  if (beside === studies.length) return 'Study beside your job';
  return beside === 0 ? 'Study full time' : undefined;
}

/** The name where no other plan has it, else what the plan takes. */
function unique(name: string, plan: Plan, taken: Map<string, string>): string {
  const used = new Set(taken.values());
  if (!used.has(name)) return name;
  const figures = `${capital(briefTime(plan.months))}, ${dollars(plan.cost)}`;
  return used.has(figures) ? `${figures}, ${dollars(plan.foregoneEarnings)} below` : figures;
}
