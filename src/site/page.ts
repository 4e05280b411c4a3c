import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'

/** A page of the site. Addresses in it start with "/", the top of the site. */
export interface Page {
  /** `rules/base64.html`; of a Chinese page below `zh/`. */
  readonly path: string
  readonly locale: Locale
  readonly title: string
  /** The part of the menu that it stands in. */
  readonly section: Section
  /** HTML. */
  readonly body: string
  /** The language of the body, where it is not that of the page. */
  readonly language?: Locale
  /** What stands at the end of the head instead of a menu and an article around the body. */
  readonly application?: { readonly head: string; readonly attributes: string }
}

/** The parts of the menu, in their order. */
export const SECTIONS: Readonly<Record<Section, Localized>> = {
  guide: { en: 'Guide', zh: '指南' },
  more: { en: 'More', zh: '更多' },
  reference: { en: 'Reference', zh: '参考' },
  operations: { en: 'Operations', zh: '操作' },
  rules: { en: 'Rules', zh: '规则' },
  api: { en: 'Library', zh: '编程接口' },
  playground: { en: 'Playground', zh: '在线试用' },
}

/** A part of the menu. */
export type Section = 'guide' | 'more' | 'reference' | 'operations' | 'rules' | 'api' | 'playground'

const WORDS = {
  skip: { en: 'Skip to the text', zh: '跳到正文' },
  menu: { en: 'Menu', zh: '目录' },
  search: { en: 'Search', zh: '搜索' },
  theme: { en: 'Theme', zh: '主题' },
  auto: { en: 'System', zh: '跟随系统' },
  light: { en: 'Light', zh: '浅色' },
  dark: { en: 'Dark', zh: '深色' },
  other: { en: '中文', zh: 'English' },
  version: {
    en: 'oss-process {version}. Made from the sources; not affiliated with Alibaba Cloud.',
    zh: 'oss-process {version}。由源代码生成，与阿里云无隶属关系。',
  },
} as const satisfies Record<string, Localized>

/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
}

/** The address of a page in a language, from the top of the site. */
export function addressIn(locale: Locale, path: string): string {
  return `/${locale === 'zh' ? 'zh/' : ''}${path}`
}

/** What `escapeHtml` escaped, and what numbers name otherwise. */
export function unescapeHtml(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
}

/** A page at a path of a language, such as `rules/base64.html`. */
export function pageAt(path: string, { locale, ...page }: Omit<Page, 'path'>): Page {
  return { path: addressIn(locale, path).slice(1), locale, ...page }
}

/** A text as a block of code. */
export function codeBlock(text: string): string {
  return `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>`
}

/** A table as HTML; cells are HTML already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: string) => cells.map(cell => `<${tag}>${cell}</${tag}>`).join('')
  const lines = rows.map(cells => `<tr>${row(cells, 'td')}</tr>`).join('\n')
  return `<div class="wide" tabindex="0"><table><thead><tr>${row(head.map(escapeHtml), 'th')}</tr></thead><tbody>\n${lines}\n</tbody></table></div>`
}

/** The menu of one language. */
export type Menu = ReadonlyMap<Section, readonly Page[]>

/** A whole document, with addresses that are right wherever the site lies. */
export function documentOf(page: Page, menu: Menu, twin: string | undefined, version: string): string {
  const { locale, title, path, application } = page
  const say = (word: keyof typeof WORDS) => escapeHtml(WORDS[word][locale])
  const other = locale === 'en' ? 'zh' : 'en'
  const links = [...menu].flatMap(([section, [first]]) =>
    first && section !== 'more'
      ? [
          `<a href="/${first.path}"${section === page.section ? ' aria-current="true"' : ''}>${SECTIONS[section][locale]}</a>`,
        ]
      : [],
  )
  const html = `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · oss-process</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/site.css">
<script src="/site.js" data-top="/" data-search="/search-${locale}.js" defer></script>
${application?.head ?? ''}</head>
<body${application?.attributes ?? ''}>
<a class="skip" href="#main">${say('skip')}</a>
<header class="top">
<a class="brand" href="${addressIn(locale, 'index.html')}">oss-process</a>
<nav class="sections" aria-label="${say('menu')}">${links.join('')}</nav>
<search><input id="site-search" type="search" autocomplete="off" aria-label="${say('search')}" placeholder="${say('search')}"></search>
<select class="theme" aria-label="${say('theme')}"><option value="auto">${say('auto')}</option><option value="light">${say('light')}</option><option value="dark">${say('dark')}</option></select>
<a class="language" lang="${other === 'zh' ? 'zh-CN' : 'en'}" href="${twin ?? addressIn(other, 'index.html')}">${say('other')}</a>
</header>
<div id="site-found" class="found-pages" hidden></div>
${application ? `<main id="main" tabindex="-1">${page.body}</main>` : article(page, menu)}
<footer>${say('version').replace('{version}', version)}</footer>
</body>
</html>
`
  return relativeTo(path, html)
}

function article(page: Page, menu: Menu): string {
  const { locale, section, language = locale } = page
  const group = section === 'guide' || section === 'more' || section === 'reference' ? GUIDES : [section]
  const groups = [...menu].filter(([name]) => group.includes(name))
  const items = groups.map(
    ([name, pages]) => `<h2>${SECTIONS[name][locale]}</h2>\n<ul>${pages.map(one => menuItem(one, page)).join('')}</ul>`,
  )
  const lang = language === locale ? '' : ` lang="${language === 'zh' ? 'zh-CN' : 'en'}"`
  return `<div class="columns-site">
<main id="main" class="prose" tabindex="-1"${lang}>${page.body}</main>
<nav class="menu" aria-label="${SECTIONS[section][locale]}">${items.join('\n')}</nav>
</div>`
}

const GUIDES: readonly Section[] = ['guide', 'more', 'reference']

function menuItem({ path, title }: Page, current: Page): string {
  return `<li><a href="/${path}"${path === current.path ? ' aria-current="page"' : ''}>${escapeHtml(title)}</a></li>`
}

/** Addresses from the top of the site as they are seen from a page. */
export function relativeTo(path: string, html: string): string {
  const up = '../'.repeat(path.split('/').length - 1)
  return html.replace(/ (href|src|data-top|data-search|data-recipes)="\/([^"]*)"/g, (_, name, target) => {
    const address = `${up}${target}`
    return ` ${name}="${address === '' ? './' : address}"`
  })
}
