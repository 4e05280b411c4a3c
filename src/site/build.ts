import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { VERSION } from '../cli/io.ts'
import { apiPages } from './api.ts'
import { bundleSite } from './bundle.ts'
import { guidePages } from './guide.ts'
import { brokenLinks } from './links.ts'
import { operationPages } from './operations.ts'
import { documentOf, type Page, pageAt, SECTIONS, type Section } from './page.ts'
import { texts } from './playground/texts.ts'
import { referencePages } from './reference.ts'
import { onDisk } from './repository.ts'
import { rulePages } from './rules.ts'
import { searchEntries } from './search-index.ts'

const LOCALES: readonly Locale[] = ['en', 'zh']

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f5fd6"/><path d="M9 10v12M15 8l-3 16M19 10h5M19 16h5M19 22h5" stroke="#fff" stroke-width="2.6" stroke-linecap="round" fill="none"/></svg>\n`

/** Writes the site into a folder, which is emptied first. The result is what is wrong with its links. */
export async function buildSite(folder: string): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true })
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  const keep = (file: string): string => {
    // What a browser would save instead of showing gets an ending that it shows.
    const name = /\.(?:png|svg)$/.test(file) ? `files/${file}` : `files/${file}.txt`
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    copyFileSync(onDisk(file), path.join(folder, name))
    return `/${name}`
  }
  const sets = await Promise.all(LOCALES.map(locale => pagesIn(locale, keep)))
  const paths = new Set(sets.flat().map(page => page.path))
  for (const pages of sets) {
    const menu = menuOf(pages)
    for (const page of pages) write(page.path, documentOf(page, menu, twinOf(page, paths), VERSION))
  }
  for (const [index, locale] of LOCALES.entries()) {
    const entries = JSON.stringify(searchEntries(sets[index] ?? []))
    write(`search-${locale}.js`, `dispatchEvent(new CustomEvent('pages', { detail: ${entries} }))\n`)
  }
  write('icon.svg', ICON)
  // GitHub Pages leaves files out that its own generator would not take.
  write('.nojekyll', '')
  for (const name of ['railroad.html', 'process.ebnf'])
    copyFileSync(onDisk(`grammar/generated/${name}`), path.join(folder, name))
  await bundleSite(folder)
  return brokenLinks(folder)
}

async function pagesIn(locale: Locale, keep: (file: string) => string): Promise<readonly Page[]> {
  return [
    ...guidePages(locale, keep),
    ...referencePages(locale),
    ...operationPages(locale),
    ...(await rulePages(locale)),
    ...apiPages(locale),
    playgroundPage(locale),
  ]
}

function playgroundPage(locale: Locale): Page {
  const head = '<link rel="stylesheet" href="/playground.css">\n<script src="/playground.js" defer></script>\n'
  const needed = locale === 'zh' ? '此页面需要 JavaScript。' : 'This page needs JavaScript.'
  const body = `<div id="app"></div><noscript>${needed}</noscript>`
  const application = { head, attributes: ' data-recipes="/recipes.js"' }
  return pageAt('playground.html', { locale, title: texts.title[locale], section: 'playground', body, application })
}

function menuOf(pages: readonly Page[]): ReadonlyMap<Section, readonly Page[]> {
  const sections = Object.keys(SECTIONS).filter((name): name is Section => Object.hasOwn(SECTIONS, name))
  return new Map(sections.map(section => [section, pages.filter(page => page.section === section)]))
}

/** The same page in the other language. */
function twinOf({ path: name, locale }: Page, paths: ReadonlySet<string>): string | undefined {
  const twin = locale === 'zh' ? name.replace(/^zh\//, '') : `zh/${name}`
  return paths.has(twin) ? `/${twin}` : undefined
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: onDisk('site') } } })
  const folder = path.resolve(values.out)
  const problems = await buildSite(folder)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  else
    console.log(
      `${path.relative('.', path.join(folder, 'index.html'))}: open it in a browser, or serve the folder from any address.`,
    )
}
