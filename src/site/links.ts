import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { unescapeHtml } from './page.ts'

/** What is wrong with the links of a folder of pages, a sentence each: targets and anchors that are not there, ids that stand twice, and anything that would be loaded from elsewhere. */
export function brokenLinks(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.html'))
  const pages = new Map(names.map(name => [name.replaceAll('\\', '/'), readFileSync(path.join(folder, name), 'utf8')]))
  const ids = new Map([...pages].map(([name, html]) => [name, idsOf(html)]))
  return [...pages].flatMap(([name, html]) => [
    ...twice(ids.get(name) ?? []).map(id => `${name}: the id "${id}" stands twice.`),
    ...Array.from(
      html.matchAll(/<(\w+)\b[^>]*? (?:href|src|data-recipes|data-search)="([^"]*)"/g),
      ([, tag = '', target = '']) => problemOf(folder, name, tag, unescapeHtml(target).replaceAll('&amp;', '&'), ids),
    ).filter(problem => problem !== undefined),
  ])
}

const idsOf = (html: string): readonly string[] => Array.from(html.matchAll(/ id="([^"]*)"/g), ([, id = '']) => id)

const twice = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
]

function problemOf(
  folder: string,
  page: string,
  tag: string,
  target: string,
  ids: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  if (/^(?:[a-z]+:|\/\/)/i.test(target)) {
    return tag === 'a' || target.startsWith('data:') ? undefined : `${page}: <${tag}> loads "${target}" from elsewhere.`
  }
  if (target.startsWith('/'))
    return `${page}: "${target}" starts at the top of the server; the site may lie in a folder.`
  const [name = '', anchor] = target.split('#')
  const file = name === '' ? page : path.posix.join(path.posix.dirname(page), decodeURIComponent(name))
  if (!statSync(path.join(folder, file), { throwIfNoEntry: false })?.isFile())
    return `${page}: there is no "${target}".`
  const isState = anchor?.includes('=')
  const known = ids.get(file)
  if (anchor && !isState && known && !known.includes(decodeURIComponent(anchor)))
    return `${page}: "${file}" has no "#${anchor}".`
  return undefined
}
