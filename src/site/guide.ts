import path from 'node:path'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { type ResolveLink, slugOf, toHtml } from './markdown.ts'
import { addressIn, type Page, pageAt, type Section } from './page.ts'
import { filesIn, isFile, read } from './repository.ts'

/** A page made of a piece of markdown of the repository. */
interface GuidePiece {
  /** `README.md` */
  readonly file: string
  readonly path: string
  readonly section: Section
  readonly title: string
  readonly markdown: string
  readonly language?: Locale
}

/** Other pages of the repository, by file; the Chinese one stands beside it, or the English one is shown. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'examples/agents/README.md': 'more/agents.html',
  'examples/editors/README.md': 'more/editors.html',
  'src/extract/README.md': 'more/how-strings-are-found.html',
  'SECURITY.md': 'more/security.html',
  'CONTRIBUTING.md': 'more/contributing.html',
  'CHANGELOG.md': 'more/changes.html',
}

/** Folders and generated files that a page of the site shows. */
const SHOWN: Readonly<Record<string, string>> = {
  'grammar/generated/rules/README.md': 'rules/index.html',
  'grammar/operations': 'operations/index.html',
  'grammar/generated/railroad.html': 'language.html',
  'grammar/generated/process.ebnf': 'language.html',
  'examples/recipes': 'recipes.html',
  'examples/editors': 'more/editors.html',
  'examples/agents': 'more/agents.html',
}

/** The pages of the guide in one language: the README cut at its headings, the documents beside it, and what is generated as markdown. */
export function guidePages(locale: Locale, keep: (file: string) => string): readonly Page[] {
  const pieces = [...readmePieces(locale), ...documentPieces(locale), ...generatedPieces(locale)]
  const anchors = new Map(
    pieces.flatMap(({ file, path: page, markdown }) => headingsOf(markdown).map(id => [`${file}#${id}`, page])),
  )
  return pieces.map(piece => {
    const { path: page, section, title, markdown, language } = piece
    const resolve = resolver(piece, pieces, anchors, locale, keep)
    return pageAt(page, { locale, title, section, body: toHtml(markdown, resolve), ...(language && { language }) })
  })
}

const readmeIn = (locale: Locale): string => (locale === 'zh' ? 'README.zh-CN.md' : 'README.md')

/** The README, cut at its headings of the second order. Pages have the names of the English ones in both languages. */
function readmePieces(locale: Locale): readonly GuidePiece[] {
  const [english, own] = [readmeIn('en'), readmeIn(locale)].map(name => read(name).split(/^## /m))
  if (!english || !own || english.length !== own.length)
    throw new Error('The READMEs have different numbers of sections.')
  const file = readmeIn(locale)
  return own.map((text, index) => {
    const [heading = '', ...rest] = text.split('\n')
    if (index === 0) {
      const markdown = text.replace(/^\[[^\]]*\]\(README[^)]*\)$/m, '')
      return { file, path: 'index.html', section: 'guide', title: locale === 'zh' ? '首页' : 'Start', markdown }
    }
    const slug = slugOf(english[index]?.split('\n', 1)[0] ?? '')
    return {
      file,
      path: `guide/${slug}.html`,
      section: 'guide',
      title: heading,
      markdown: `# ${heading}\n${rest.join('\n')}`,
    }
  })
}

function documentPieces(locale: Locale): readonly GuidePiece[] {
  return Object.entries(DOCUMENTS).map(([english, page]) => {
    const chinese = english.replace(/\.md$/, '.zh-CN.md')
    const isChinese = locale === 'zh' && isFile(chinese)
    const file = isChinese ? chinese : english
    const markdown = read(file).replace(/^\[(?:中文|English)\]\(README[^)]*\)$/m, '')
    const language = isChinese || locale === 'en' ? {} : ({ language: 'en' } as const)
    return { file, path: page, section: 'more', title: titleOf(markdown), markdown, ...language }
  })
}

/** Pages that the sources generate as markdown, in the folders of `grammar/generated` that are not those of the rules. */
function generatedPieces(locale: Locale): readonly GuidePiece[] {
  const ending = '.zh-CN.md'
  return filesIn('grammar/generated', '.md').flatMap(file => {
    if (file.endsWith(ending) !== (locale === 'zh')) return []
    const markdown = read(file)
    const name = path.posix.basename(file).replace(/(?:\.zh-CN)?\.md$/, '')
    return [{ file, path: `${name}.html`, section: 'reference', title: titleOf(markdown), markdown }]
  })
}

const titleOf = (markdown: string): string => /^# (.*)$/m.exec(markdown)?.[1] ?? ''

const headingsOf = (markdown: string): readonly string[] =>
  Array.from(markdown.matchAll(/^#+ (.*)$/gm), ([, text = '']) => slugOf(text))

function resolver(
  piece: GuidePiece,
  pieces: readonly GuidePiece[],
  anchors: ReadonlyMap<string, string>,
  locale: Locale,
  keep: (file: string) => string,
): ResolveLink {
  return href => {
    if (/^[a-z]+:/i.test(href)) return href
    const [name = '', anchor] = href.split('#')
    const file = name === '' ? piece.file : path.posix.join(path.posix.dirname(piece.file), name)
    const hash = anchor === undefined ? '' : `#${anchor}`
    const anchored = anchors.get(`${file}${hash}`)
    if (anchored) return addressIn(locale, `${anchored}${hash}`)
    const rule = /^grammar\/generated\/rules\/([\w-]+)\.md$/.exec(file)?.[1]
    const page =
      pieces.find(one => one.file === file)?.path ?? (rule && rule !== 'README' ? `rules/${rule}.html` : SHOWN[file])
    if (page) return addressIn(locale, page)
    return isFile(file) ? keep(file) : undefined
  }
}
