import { Marked, type Tokens } from 'marked'
import { escapeHtml } from './page.ts'

/** What becomes of a link: an address from the top of the site, or undefined where the site has nothing to show. */
export type ResolveLink = (href: string) => string | undefined

/** Markdown as HTML. Headings get ids; links of the repository become links of the site, or plain words. */
export function toHtml(markdown: string, resolve: ResolveLink): string {
  const ids = new Map<string, number>()
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        return `<h${depth} id="${freshId(text, ids)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      link({ href, tokens }: Tokens.Link) {
        const text = this.parser.parseInline(tokens)
        const address = resolve(href)
        return address === undefined ? text : `<a href="${escapeHtml(address)}">${text}</a>`
      },
      image({ href, text }: Tokens.Image) {
        return `<img src="${escapeHtml(resolve(href) ?? href)}" alt="${escapeHtml(text)}">`
      },
      code({ text, lang = '' }: Tokens.Code) {
        return `<pre tabindex="0"><code${lang === '' ? '' : ` data-language="${escapeHtml(lang)}"`}>${escapeHtml(text)}</code></pre>\n`
      },
      table(token: Tokens.Table) {
        const row = (cells: readonly Tokens.TableCell[], tag: string) =>
          cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')
        const rows = token.rows.map(cells => `<tr>${row(cells, 'td')}</tr>`).join('\n')
        return `<div class="wide" tabindex="0"><table><thead><tr>${row(token.header, 'th')}</tr></thead><tbody>\n${rows}\n</tbody></table></div>\n`
      },
      html: () => '',
    },
  })
  return marked.parse(markdown, { async: false })
}

/** The id of a heading as GitHub makes it; the second of the same words gets a number. */
export function slugOf(text: string): string {
  const plain = text.replace(/`|\[([^\]]*)\]\([^)]*\)/g, '$1')
  return plain
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

function freshId(text: string, ids: Map<string, number>): string {
  const slug = slugOf(text)
  const count = ids.get(slug) ?? 0
  ids.set(slug, count + 1)
  return count === 0 ? slug : `${slug}-${count}`
}
