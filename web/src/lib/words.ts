// Figures as people read them.

const plain = new Intl.NumberFormat('en-US');
let money = currencyFormat('USD');

function currencyFormat(currency: string) {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency, maximumFractionDigits: 0 });
}

/** Takes over the catalog's currency. */
export function useCurrency(currency: string) {
  money = currencyFormat(currency);
}

/** 21400 as "$21,400". */
export const dollars = (amount: number) => money.format(amount);

/** 21400 as "$21k", for axes. */
export function briefDollars(amount: number): string {
  if (amount < 1000) return dollars(amount);
  const millions = amount >= 1_000_000;
  return dollars(0).replace('0', '') + plain.format(Math.round(amount / (millions ? 100_000 : 100)) / 10) + (millions ? 'M' : 'k');
}

/** 1234 as "1,234". */
export const count = (n: number) => plain.format(n);

/** 3 and "plan" as "3 plans"; one as "1 plan". */
export const plural = (n: number, noun: string, nouns = noun + 's') => `${count(n)} ${n === 1 ? noun : nouns}`;

/** 0.043 as "4.3%", 1.5 as "150%"; what rounds to nothing as "under 0.1%". */
export function percent(share: number): string {
  const of = share * 100;
  if (of < 0.1) return 'under 0.1%';
  return (of < 10 ? of.toFixed(1).replace('.0', '') : count(Math.round(of))) + '%';
}

/** 39 as "3 years 3 months", 0 as "no time". */
export function time(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return [years && plural(years, 'year'), rest && plural(rest, 'month')].filter(Boolean).join(' ') || 'no time';
}

/** 39 as "3 y 3 m". */
export function briefTime(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return [years && `${years} y`, rest && `${rest} m`].filter(Boolean).join(' ') || '0';
}

/** "a", "b" and "c" as "a, b and c". */
export function list(words: string[], and = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;
}

/** A number below ten as a word. */
export function spelled(n: number): string {
  return ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][n] ?? count(n);
}

/** "associate degree" as "Associate degree". */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
