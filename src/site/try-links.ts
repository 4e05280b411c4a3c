import { categoryWords } from '../../grammar/catalogue/categories.ts'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { addressIn, escapeHtml, unescapeHtml } from './page.ts'
import { FIRST, toHash } from './playground/state.ts'

const TRY = { en: 'Try it', zh: '试一试' } as const
const EXAMPLE = /<pre tabindex="0"><code data-language="text">([^\n]*?)(?: {2}[(（][^\n]*[)）])?\n?<\/code><\/pre>/g
const STRING = new RegExp(`^(?:${categoryWords('csv', 'json', 'trigger')})/`)

/** The address of the playground with a string in it, with or without facts of its source. */
export function playgroundLink(locale: Locale, text: string, source = ''): string {
  return `${addressIn(locale, 'playground.html')}#${toHash({ ...FIRST, text, source })}`
}

/** Examples in HTML that are process strings get a link to the playground. */
export function withTryLinks(html: string, locale: Locale): string {
  return html.replace(EXAMPLE, (block, escaped: string) => {
    const text = unescapeHtml(escaped)
    if (!STRING.test(text)) return block
    return `<div class="try">${block}<a href="${escapeHtml(playgroundLink(locale, text))}">${TRY[locale]}</a></div>`
  })
}
