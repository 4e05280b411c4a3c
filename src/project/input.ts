/** A text to work on. */
export interface Input {
  /** As it was named; `<argument>` or `<stdin>` for what is no file. */
  readonly file: string
  /** The name that tells what kind of text it is. */
  readonly kind: string
  readonly text: string
  readonly source: 'file' | 'argument' | 'stdin'
}

/** The text of a file. */
export function fileInput(file: string, text: string): Input {
  return { file, kind: file, text, source: 'file' }
}
