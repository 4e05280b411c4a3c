/** Bundles, minified files and source maps, told by their names. */
const GENERATED_NAME =
  /\.min\.(?:[mc]?js|css)$|\.map$|[.-](?:bundle|chunk)(?:\.[0-9a-f]+)?\.[mc]?js$|[.-](?=[0-9a-f]*\d)[0-9a-f]{8,32}\.(?:[mc]?js|css)$/
const CODE = /\.(?:[mc]?js|css)$/i
const SMALLEST = 5000
const LONGEST_LINE = 1000
const NEWLINE = 10

/** True for the name of a file that a program wrote. */
export function isGeneratedName(name: string): boolean {
  return GENERATED_NAME.test(name)
}

/** True for code without lines, which nobody wrote by hand. */
export function isMinified(name: string, bytes: Uint8Array): boolean {
  if (!CODE.test(name) || bytes.length < SMALLEST) return false
  let lines = 1
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++
  return bytes.length / lines > LONGEST_LINE
}
