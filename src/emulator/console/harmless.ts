import type { ServerResponse } from 'node:http'

const TEXT = /^text\/|^application\/(?:xml|x-mpegurl|vnd\.apple\.mpegurl|javascript|x-sh|yaml)\b/

/**
 * The type under which content of anybody is shown: media and JSON as they are, other text as plain text, the rest as bytes. Nothing of
 * it runs script in the console's origin.
 */
export function harmlessType(contentType: string): string {
  const type = contentType.toLowerCase()
  if (/^(?:image|video|audio)\/[\w.+-]+(?:$|;)/.test(type) || /^application\/json\b/.test(type)) return contentType
  return TEXT.test(type) ? 'text/plain; charset=utf-8' : 'application/octet-stream'
}

/** Pictures may be SVG with script inside: what is opened by itself stands in a sandbox of its own. */
export function setSandbox(response: ServerResponse): void {
  const policy = "sandbox; default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'"
  response.setHeader('Content-Security-Policy', policy)
}
