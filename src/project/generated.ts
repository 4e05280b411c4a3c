/** Bundles, minified files, source maps, locked versions and snapshots of tests, told by their names. */
const GENERATED_NAME =
  /[.-]min\.(?:[mc]?js|css)$|\.map$|[.-](?:bundle|chunk)(?:\.[0-9a-f]+)?\.[mc]?js$|[.-](?=[0-9a-f]*\d)[0-9a-f]{8,32}\.(?:[mc]?js|css)$|\.(?:lock|snap)$|^(?:package-lock|npm-shrinkwrap)\.json$|^pnpm-lock\.ya?ml$/
/** What generators write at the top: the sentence of Go, and the word of many others. */
const GENERATED_HEAD = /\bCode generated\b.*\bDO NOT EDIT\b|[@]generated\b/i
const HEAD = 1000
const CODE = /\.(?:[mc]?js|css)$/i
const SMALLEST = 5000
const LONGEST_LINE = 1000
const NEWLINE = 10

/** True for the name of a file that a program wrote. */
export function isGeneratedName(name: string): boolean {
  return GENERATED_NAME.test(name)
}

/** True for what nobody wrote by hand, by its own words or because it is code without lines. */
export function isGenerated(name: string, bytes: Uint8Array): boolean {
  return GENERATED_HEAD.test(Buffer.from(bytes.subarray(0, HEAD)).toString('latin1')) || isMinified(name, bytes)
}

function isMinified(name: string, bytes: Uint8Array): boolean {
  if (!CODE.test(name) || bytes.length < SMALLEST) return false
  let lines = 1
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++
  return bytes.length / lines > LONGEST_LINE
}
