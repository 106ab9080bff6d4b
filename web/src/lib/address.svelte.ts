// The address bar is the state of a view: what is in it can be shared, kept and gone back to.

/** A view and what it shows. */
export type Place = { view: View; /** The id the path names, such as "careers/registered-nurse"; empty where it names none. */ id: string; params: URLSearchParams };
export type View = 'plan' | 'reach' | 'career' | 'credential' | 'map' | 'catalog' | 'nowhere';

function read(path: string, search: string): Place {
  const params = new URLSearchParams(search);
  const [first = '', ...rest] = decode(path).split('/').slice(1);
  const id = rest.join('/');
  const place = (view: View, of = '') => ({ view, id: of, params });
  if (first === '' && id === '') return place('plan');
  if ((first === 'reach' || first === 'catalog') && id === '') return place(first);
  if (first === 'map') return place('map', id);
  if (first === 'careers' && id) return place('career', 'careers/' + id);
  if (first === 'credentials' && id) return place('credential', 'credentials/' + id);
  return place('nowhere');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

class Address {
  place = $state.raw<Place>(read(location.pathname, location.search));

  constructor() {
    addEventListener('popstate', () => this.#read());
  }

  #read() {
    this.place = read(location.pathname, location.search);
  }

  /** Opens an address of this site. A change of what is asked on one view replaces its entry in the history while it is being made. */
  go(to: string, replace = false) {
    if (to === location.pathname + location.search) return;
    if (replace) history.replaceState(null, '', to);
    else history.pushState(null, '', to);
    const before = this.place;
    this.#read();
    if (before.view !== this.place.view || before.id !== this.place.id) scrollTo(0, 0);
  }
}

export const address = new Address();

/** Whether a click opens a link here, and not in another tab. */
export const isPlain = (event: MouseEvent) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

/** Follows links to views without loading the page anew; for a click anywhere on the page. */
export function follow(event: MouseEvent) {
  if (event.defaultPrevented || !isPlain(event)) return;
  const link = (event.target as Element).closest('a');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  if (read(link.pathname, link.search).view === 'nowhere') return;
  event.preventDefault();
  address.go(link.pathname + link.search);
}

/** The address of a node's page: careers and credentials have their own, everything else is on the map. */
export function pageOf(id: string, query = ''): string {
  const own = id.startsWith('careers/') || id.startsWith('credentials/');
  return (own ? '/' : '/map/') + id + (query && '?' + query);
}
