/**
 * Next drops `content-encoding` from a route's answer (next/dist/server/send-response.js). A route whose body comes
 * compressed names the encoding in this header, and our HTTP server gives it its right name. On a request the same
 * header says that such a server stands in front.
 */
export const encodedBodyHeader = "x-mc-encoded-body";
