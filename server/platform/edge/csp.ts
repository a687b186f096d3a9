export interface CspSettings {
  nonce: string;
  /** Mapbox draws the map: its tiles, styles and counters come from its own hosts. */
  mapbox: boolean;
  /** Next's development build evaluates code and styles as it reloads them. */
  development: boolean;
}

/**
 * The two style attributes that Base UI writes into the page to hide the native control behind one of its own
 * (`visuallyHidden`, `visuallyHiddenInput`), by their SHA-256. No other attribute is applied.
 */
const hiddenControls = [
  "5F9GrKBhqyaNOeYUtJnXqF6zx18El+yIK5QJdjPDOus=",
  "qEKUM5Nf3NMojcHSmLZ+c8ntxh6x/5XWh7iOAHlGAkI=",
];

/**
 * The policy of a page. Only scripts that carry the nonce run, and what those load themselves; no inline style.
 * The map makes its workers from blobs and its pictures from canvases.
 */
export function contentSecurityPolicy({ nonce, mapbox, development }: CspSettings): string {
  const withNonce = `'nonce-${nonce}'`;
  const mapboxHosts = mapbox
    ? ["https://api.mapbox.com", "https://events.mapbox.com", "https://*.tiles.mapbox.com"]
    : [];
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'none'"],
    "script-src": [withNonce, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", ...(development ? ["'unsafe-inline'"] : [withNonce])],
    "style-src-attr": development
      ? ["'unsafe-inline'"]
      : ["'unsafe-hashes'", ...hiddenControls.map((hash) => `'sha256-${hash}'`)],
    "img-src": ["'self'", "data:", "blob:", ...mapboxHosts.slice(0, 1)],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...mapboxHosts, ...(development ? ["ws:"] : [])],
    "worker-src": ["'self'", "blob:"],
    "manifest-src": ["'self'"],
    "media-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}

/** 128 random bits for one answer. Runs at the edge. */
export function newNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}
