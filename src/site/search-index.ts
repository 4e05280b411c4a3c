import { type Page, unescapeHtml } from './page.ts'

/** A part of a page: its address from the top of the site, the words above it, and its text. */
export type SearchEntry = readonly [address: string, title: string, text: string]

const LONGEST = 1500

/** The parts of pages that can be found, cut at their headings. */
export function searchEntries(pages: readonly Page[]): readonly SearchEntry[] {
  return pages.filter(({ application }) => !application).flatMap(entriesOf)
}

function entriesOf({ path, title, body }: Page): readonly SearchEntry[] {
  const parts = body.split(/(?=<h[23] id=)/)
  return parts.map(part => {
    const [, id, heading = ''] = /^<h[23] id="([^"]+)">([\s\S]*?)<\/h[23]>/.exec(part) ?? []
    const words = id === undefined ? title : `${title} › ${textOf(heading)}`
    return [id === undefined ? path : `${path}#${id}`, words, textOf(part).slice(0, LONGEST)]
  })
}

function textOf(html: string): string {
  return unescapeHtml(html.replace(/<[^>]*>/g, ' '))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}
