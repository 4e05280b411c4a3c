import { extract, type Source } from '../extract/index.ts'
import type { Input } from './input.ts'

/** The sources of a text: process strings with their way back into it. */
export function sourcesOf({ text, kind, source }: Input): readonly Source[] {
  return source === 'argument' ? argumentSources(text) : extract(text, kind)
}

/** An argument is the string itself, unless it is a URL that carries one. */
function argumentSources(text: string): readonly Source[] {
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const found = isAddress || /(?:^|[?&])x-oss-(?:async-)?process=/i.test(text) ? extract(text, 'argument.oss') : []
  if (isAddress || found.length > 0) return found
  const whole: Source = {
    text,
    holes: [],
    via: 'auto',
    key: 'bare',
    span: { start: 0, end: text.length },
    toHost: span => span,
    escape: replacement => replacement,
    hostEdits: edit => [edit],
    moved: () => whole,
    fragment: false,
    needle: false,
    open: false,
    nested: false,
    notes: [],
  }
  return [whole]
}
