import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { listOperations } from '../../src/catalogue/catalogue.ts'
import { listErrorCodes } from '../../src/catalogue/error-codes.ts'
import { findServerCode, listServerCodes } from '../../src/catalogue/server-codes.ts'
import * as library from '../../src/index.ts'
import * as recipe from '../../src/recipe/index.ts'
import { apiPages } from '../../src/site/api.ts'
import { guidePages } from '../../src/site/guide.ts'
import { brokenLinks } from '../../src/site/links.ts'
import { toHtml } from '../../src/site/markdown.ts'
import { operationPages } from '../../src/site/operations.ts'
import { documentOf, relativeTo } from '../../src/site/page.ts'
import { referencePages } from '../../src/site/reference.ts'
import { searchEntries } from '../../src/site/search-index.ts'
import { playgroundLink, withTryLinks } from '../../src/site/try-links.ts'

describe('pages', () => {
  test('every public name of the library stands on a page, with its declaration and what its comment says', () => {
    const pages = new Map(apiPages('en').map(page => [page.title, page.body]))
    const missing = (entry: string, names: object) =>
      Object.keys(names).filter(name => !pages.get(entry)?.includes(`<h2 id="${name}">`))
    expect(missing('oss-process', library)).toEqual([])
    expect(missing('oss-process/recipe', recipe)).toEqual([])
    expect(pages.get('oss-process')).toContain('<h2 id="Facts"><code>Facts</code></h2>')
    expect(pages.get('oss-process')).toContain('A process string in words, one line for each operation and parameter')
    expect(pages.get('oss-process')).toContain('function explain(text: string, options?: ExplainOptions): string;')
    expect(pages.size).toBeGreaterThan(9)
  })

  test('all operations and EC numbers are there, in both languages', () => {
    for (const locale of ['en', 'zh'] as const) {
      const bodies = operationPages(locale)
        .map(({ body }) => body)
        .join('')
      for (const { id } of listOperations()) expect(bodies).toContain(`<h2 id="${id.replaceAll('/', '-')}">`)
      const codes = referencePages(locale).find(({ path: name }) => name.endsWith('ec-numbers.html'))?.body
      for (const code of [...listServerCodes(), ...listErrorCodes()]) expect(codes).toContain(`id="${code}"`)
    }
    expect(listServerCodes().length).toBeGreaterThan(80)
    expect(listServerCodes().filter(code => findServerCode(code).length === 0)).toEqual([])
  })

  test('the README becomes pages whose links lead to pages; what the site does not show is plain words', () => {
    const kept: string[] = []
    const pages = guidePages('zh', file => {
      kept.push(file)
      return `/files/${file}.txt`
    })
    expect(pages.find(({ path: name }) => name === 'zh/guide/lint.html')?.title).toBe('检查')
    const all = pages.map(({ body }) => body).join('')
    expect(all).toContain('href="/zh/rules/index.html"')
    expect(all).toContain('href="/zh/more/agents.html"')
    expect(all).not.toMatch(/href="[^"]*\.md[#"]/)
    expect(kept).toContain('grammar/process.ts')
    expect(pages.find(({ path: name }) => name === 'zh/more/security.html')?.language).toBe('en')
  })

  test('markdown: ids of headings, tables that scroll, nothing of HTML', () => {
    const html = toHtml(
      '# A `b` c\n\n# A b c\n\n[x](y.md) [z](w)\n\n<script>1</script>\n\n| a |\n|---|\n| b<i> |\n',
      href => (href === 'w' ? undefined : `/${href}`),
    )
    expect(html).toContain('<h1 id="a-b-c">A <code>b</code> c</h1>')
    expect(html).toContain('<h1 id="a-b-c-1">')
    expect(html).toContain('<a href="/y.md">x</a> z')
    expect(html).toContain('<div class="wide" tabindex="0"><table>')
    expect(html).not.toMatch(/<script|<i>/)
  })

  test('addresses are seen from the page', () => {
    const html = '<a href="/zh/rules/a.html#b"></a><script src="/site.js" data-top="/"></script>'
    expect(relativeTo('index.html', html)).toBe(
      '<a href="zh/rules/a.html#b"></a><script src="site.js" data-top="./"></script>',
    )
    expect(relativeTo('zh/rules/a.html', html)).toContain(
      '<a href="../../zh/rules/a.html#b"></a><script src="../../site.js" data-top="../../">',
    )
    const page = { path: 'zh/a.html', locale: 'zh', title: 'A & "B"', section: 'guide', body: '<h1>A</h1>' } as const
    const text = documentOf(page, new Map([['guide', [page]]]), undefined, '1.2.3')
    expect(text).toContain('<html lang="zh-CN">')
    expect(text).toContain('<title>A &#38; &#34;B&#34; · oss-process</title>')
    expect(text).toContain('href="../index.html">English</a>')
  })

  test('examples that are strings can be tried', () => {
    const block = (text: string) => `<pre tabindex="0"><code data-language="text">${text}</code></pre>`
    expect(withTryLinks(block('image/resize,w_0  (sent by get)'), 'en')).toContain(
      '<a href="/playground.html#text=image%2Fresize%2Cw_0">Try it</a>',
    )
    expect(withTryLinks(block('image/resize,w_0  （异步发送）'), 'zh')).toContain(
      '<a href="/zh/playground.html#text=image%2Fresize%2Cw_0">试一试</a>',
    )
    expect(withTryLinks(block('a = b'), 'en')).toBe(block('a = b'))
    expect(playgroundLink('zh', 'image/info', '1x1')).toBe('/zh/playground.html#text=image%2Finfo&source=1x1')
  })

  test('pages are found by their parts', () => {
    const page = {
      path: 'a.html',
      locale: 'en',
      title: 'A',
      section: 'guide',
      body: '<p>x &amp; y</p><h2 id="b">B <code>c</code></h2><p>z&#60;</p>',
    } as const
    expect(searchEntries([page])).toEqual([
      ['a.html', 'A', 'x & y'],
      ['a.html#b', 'A › B c', 'B c z<'],
    ])
  })
})

test('links are checked', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-links-'))
  try {
    mkdirSync(path.join(folder, 'zh'))
    writeFileSync(
      path.join(folder, 'a.html'),
      '<p id="x"></p><a href="#x"></a><a href="#y"></a><a href="zh/b.html#z"></a><a href="zh/b.html#text=1"></a><a href="https://example.com/"></a>',
    )
    writeFileSync(
      path.join(folder, 'zh/b.html'),
      '<p id="x"></p><p id="x"></p><a href="../c.html"></a><a href="/a.html"></a><a href="../a.html#x"></a><img src="https://example.com/a.png"><img src="data:,">',
    )
    expect(brokenLinks(folder).toSorted()).toEqual([
      'a.html: "a.html" has no "#y".',
      'a.html: "zh/b.html" has no "#z".',
      'zh/b.html: "/a.html" starts at the top of the server; the site may lie in a folder.',
      'zh/b.html: <img> loads "https://example.com/a.png" from elsewhere.',
      'zh/b.html: the id "x" stands twice.',
      'zh/b.html: there is no "../c.html".',
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
