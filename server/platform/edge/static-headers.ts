/**
 * Headers of every answer, pages and files and APIs alike. The policy here is for what runs no script: pages in the
 * edge's matcher get one of their own with a nonce instead.
 */
export const staticHeaders: readonly { key: string; value: string }[] = [
  {
    key: "Content-Security-Policy",
    value:
      // A worker goes by the policy of its own file: the map's fetches land, borders and tiles.
      "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value:
      "accelerometer=(), autoplay=(), browsing-topics=(), camera=(self), display-capture=(), " +
      "geolocation=(self), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
  },
];
