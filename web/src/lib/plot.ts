// What plots share: marks on an axis of months, and names that hide nothing.

/** Whole months to mark from low to high: whole years where there is room for at most so many marks. */
export function monthTicks(low: number, high: number, most: number): number[] {
  const step = [1, 3, 6, 12, 24, 36, 60, 120, 240].find((s) => (high - low) / s <= Math.max(most, 2)) ?? 480;
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.max(Math.floor((high - first) / step) + 1, 0) }, (_, i) => first + i * step);
}

/** A dot and what it is called; bold letters are wider. */
export type Named = { key: string; text: string; bold?: boolean; x: number; y: number; r: number };
export type Label = { key: string; text: string; x: number; y: number; anchor: 'start' | 'middle' | 'end' };
type Box = [left: number, top: number, right: number, bottom: number];

const letter = 6.8; // about the width of one
const boldLetter = 7.4;
const places = [[1, 4], [-1, 4], [1, -12], [-1, -12], [1, 20], [-1, 20], [0, -18], [0, 26], [1, -26], [-1, -26], [1, 34], [-1, 34]] as const;
const anchors = { [-1]: 'end', 0: 'middle', 1: 'start' } as const;

/** Names beside their dots, where they hide neither each other nor a dot of either list; the first come first, and what has no room is left out. */
export function placeLabels(named: Named[], other: { x: number; y: number; r: number }[], within: { left: number; right: number; top: number; bottom: number }): Label[] {
  const taken: Box[] = [...named, ...other].map((d) => [d.x - d.r, d.y - d.r, d.x + d.r, d.y + d.r]);
  const free = (b: Box) =>
    b[0] >= within.left && b[2] <= within.right && b[1] >= within.top && b[3] <= within.bottom &&
    !taken.some((t) => t[0] < b[2] && b[0] < t[2] && t[1] < b[3] && b[1] < t[3]);
  return named.flatMap((d): Label[] => {
    const long = d.text.length * (d.bold ? boldLetter : letter);
    for (const [side, dy] of places) {
      const at = d.x + side * (d.r + 5);
      const left = at - ((1 - side) / 2) * long;
      const box: Box = [left, d.y + dy - 11, left + long, d.y + dy + 4];
      if (!free(box)) continue;
      taken.push(box);
      return [{ key: d.key, text: d.text, x: at, y: d.y + dy, anchor: anchors[side] }];
    }
    return [];
  });
}
