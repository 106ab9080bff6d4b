// Who someone is and what they want, as it stands in the address and as the API takes it.
import type { PlanConstraintsInput, ProfileInput, StudyMode } from '../generated/plans/graphql';

/** How studying may go: any way, only beside a job, only full time. */
export type Study = 'any' | 'beside' | 'full';

export type Job = { career: string; months: number };

export type Question = {
  /** Credentials held, by id. */
  hold: string[];
  /** Jobs worked. */
  worked: Job[];
  /** The career wanted, by id; empty: not chosen yet. */
  to: string;
  /** At most so many months and dollars; undefined: no limit. */
  months?: number;
  cost?: number;
  study: Study;
  /** Whether a plan may work in careers that count for nothing on the way. */
  anyJob: boolean;
  avoid: string[];
  via: string[];
};

export const nothing: Question = { hold: [], worked: [], to: '', study: 'any', anyJob: false, avoid: [], via: [] };

/** How long a job was had where the address does not say. */
export const usualMonths = 12;
const mostMonths = 1200;

const id = (collection: string, slug: string) => (slug.includes('/') ? slug : `${collection}/${slug}`);
const slug = (of: string) => of.slice(of.indexOf('/') + 1);

function many(params: URLSearchParams, name: string): string[] {
  const all = params.getAll(name).flatMap((value) => value.split(',')).filter(Boolean);
  return [...new Set(all)];
}

function whole(text: string | null): number | undefined {
  if (text === null || !/^\d{1,9}$/.test(text)) return undefined;
  return Number(text);
}

/** Reads a question from an address; what cannot be read is left out. */
export function fromParams(params: URLSearchParams): Question {
  const study = params.get('study');
  const to = params.get('to');
  return {
    hold: many(params, 'hold').map((s) => id('credentials', s)),
    worked: many(params, 'worked').map((entry) => {
      const [career = '', months] = entry.split(':');
      return { career: id('careers', career), months: Math.min(whole(months ?? null) ?? usualMonths, mostMonths) };
    }),
    to: to ? id('careers', to) : '',
    months: whole(params.get('months')),
    cost: whole(params.get('cost')),
    study: study === 'beside' || study === 'full' ? study : 'any',
    anyJob: params.get('jobs') === 'any',
    avoid: many(params, 'avoid'),
    via: many(params, 'via'),
  };
}

/** Writes a question as an address has it: commas, slashes and colons stay readable. */
export function toQuery(q: Question, more: Record<string, string | undefined> = {}): string {
  const entries: [string, string | undefined][] = [
    ...profileEntries(q),
    ['to', slug(q.to)],
    ['months', q.months?.toString()],
    ['cost', q.cost?.toString()],
    ['study', q.study === 'any' ? undefined : q.study],
    ['jobs', q.anyJob ? 'any' : undefined],
    ['avoid', q.avoid.join(',')],
    ['via', q.via.join(',')],
    ...Object.entries(more),
  ];
  return write(entries);
}

/** The part of an address that says who someone is; other views take it over. */
export const profileQuery = (q: Question) => write(profileEntries(q));

function profileEntries(q: Question): [string, string][] {
  return [
    ['hold', q.hold.map(slug).join(',')],
    ['worked', q.worked.map((w) => `${slug(w.career)}:${w.months}`).join(',')],
  ];
}

function write(entries: [string, string | undefined][]): string {
  return entries
    .filter((e): e is [string, string] => Boolean(e[1]))
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':')}`)
    .join('&');
}

/** Whether an address says anything of who someone is or what they want. */
export function isEmpty(q: Question): boolean {
  return toQuery(q) === '';
}

export function profile(q: Question): ProfileInput {
  return { credentials: q.hold, experience: q.worked.map((w) => ({ career: w.career, months: w.months })) };
}

const modes: Record<Study, StudyMode[]> = { any: ['FULL_TIME', 'WHILE_WORKING'], beside: ['WHILE_WORKING'], full: ['FULL_TIME'] };

export function constraints(q: Question): PlanConstraintsInput {
  return {
    maxMonths: q.months, maxCost: q.cost, avoid: q.avoid, via: q.via, studyModes: modes[q.study], jobs: q.anyJob ? 'ANY' : 'ON_THE_WAY',
  };
}
