// What is seen, to be taken away: as a table, as a picture, and as the question that it answers.

/** A table: the first row names the columns. */
export type Rows = (string | number)[][];

/** Rows as CSV; text that a spreadsheet would take for a formula begins with an apostrophe. */
export function csv(rows: Rows): string {
  const cell = (value: string | number) => {
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? "'" + value : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(cell).join(',') + '\r\n').join('');
}

const kept = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'paint-order', 'font-family', 'font-size', 'font-weight', 'opacity', 'text-anchor'];

/** A drawing as a file of its own: what the page's style says of it is written into it. */
export function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, i) => {
    const original = originals[i];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const name of kept) element.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'tabindex', 'role', 'data-key']) element.removeAttribute(name);
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

/** A drawing as PNG, twice as large as on the page. */
export async function png(svg: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([standalone(svg)], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = svg.clientWidth * 2;
    canvas.height = svg.clientHeight * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((b) => (b ? resolve(b) : reject(new Error('The picture cannot be drawn.')))));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands a file to the browser to save. */
export function save(name: string, body: Blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(body);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A question as programs ask it. */
export function programs(query: string, variables: unknown): { name: string; text: string }[] {
  const endpoint = `${location.origin}/graphql`;
  const body = JSON.stringify({ query: query.trim().replaceAll(/\s+/g, ' '), variables });
  const indented = query.trim();
  return [
    { name: 'curl', text: `curl -s ${endpoint} -H 'Content-Type: application/json' -d '${body.replaceAll("'", "'\\''")}'` },
    {
      name: 'Python',
      text: `import json
import requests

query = """
${indented}
"""
variables = json.loads(${JSON.stringify(JSON.stringify(variables))})
answer = requests.post("${endpoint}", json={"query": query, "variables": variables}, timeout=120).json()
print(json.dumps(answer, indent=2))
`,
    },
    {
      name: 'R',
      text: `library(httr2)

query <- r"---(
${indented}
)---"
variables <- jsonlite::fromJSON(${JSON.stringify(JSON.stringify(variables))}, simplifyVector = FALSE)
answer <- request("${endpoint}") |>
  req_body_json(list(query = query, variables = variables)) |>
  req_perform() |>
  resp_body_json()
str(answer$data)
`,
    },
  ];
}
