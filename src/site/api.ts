import path from 'node:path'
import ts from 'typescript'
import type { Locale } from '../../grammar/catalogue/localized.ts'
import { toHtml } from './markdown.ts'
import { codeBlock, type Page, pageAt } from './page.ts'
import { isFile, read } from './repository.ts'

/** A public name: what is declared, as types have it, and what its comment says. */
interface Declared {
  readonly name: string
  /** TypeScript. */
  readonly code: string
  /** Markdown. */
  readonly words: string
}

/** A page for each entry of the package with its public names, from the declarations and comments of the sources. */
export function apiPages(locale: Locale): readonly Page[] {
  return entries().map(({ name, file }) => {
    const declared = namesOf(file)
    const sections = declared.map(
      one =>
        `<h2 id="${one.name}"><code>${one.name}</code></h2>\n${toHtml(one.words, () => undefined)}${codeBlock(one.code)}`,
    )
    const slug = name.replace(/^oss-process\/?/, '') || 'index'
    const body = `<h1>${name}</h1>\n<p><code>import { … } from '${name}'</code></p>\n<div lang="en">${toHtml(commentAtTop(file), () => undefined)}\n${sections.join('\n')}</div>`
    return pageAt(`api/${slug}.html`, { locale, title: name, section: 'api', body })
  })
}

/** The entries that package.json names, with their sources. */
function entries(): readonly { readonly name: string; readonly file: string }[] {
  const manifest: { exports: Readonly<Record<string, string | { types?: string }>> } = JSON.parse(read('package.json'))
  return Object.entries(manifest.exports).flatMap(([key, target]) => {
    const types = typeof target === 'object' ? target.types : undefined
    if (!types) return []
    const file = types.replace(/^\.\/dist\/types\//, '').replace(/\.d\.ts$/, '.ts')
    return [{ name: path.posix.join('oss-process', key), file }]
  })
}

const commentAtTop = (file: string): string => {
  const [, comment = ''] = /^\/\*\*([\s\S]*?)\*\//.exec(read(file)) ?? []
  return wordsOf(comment)
}

/** The text of a comment without its stars; tags become bold words. */
function wordsOf(comment: string): string {
  return comment
    .split('\n')
    .map(line => line.replace(/^\s*\*? ?/, '').replace(/\{@link (\w+)\}/g, '`$1`'))
    .join('\n')
    .replace(/^@(\w+)/gm, '\n**$1**')
    .trim()
}

/** The names that a file exports, its own and those of others, in the order of the file. */
function namesOf(file: string): readonly Declared[] {
  const source = parse(file, read(file))
  return source.statements.flatMap(statement => {
    if (!ts.isExportDeclaration(statement)) return declaredIn(file, undefined, statement)
    const from =
      statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : ''
    const target = path.posix.join(path.posix.dirname(file), from)
    const clause = statement.exportClause
    if (!from.startsWith('.') || !isFile(target)) return []
    if (!clause) return namesOf(target)
    if (!ts.isNamedExports(clause)) return []
    return clause.elements.flatMap(({ propertyName, name }) =>
      declarationOf(target, (propertyName ?? name).text, name.text),
    )
  })
}

/** A declaration by its name in a file, or in the one that this file has it from. */
function declarationOf(file: string, name: string, shown: string): readonly Declared[] {
  const own = declarationsIn(file).filter(one => one.name === name)
  if (own.length === 0) return namesOf(file).filter(one => one.name === name)
  const [first] = own
  return first ? [{ name: shown, code: own.map(({ code }) => code).join('\n'), words: first.words }] : []
}

const known = new Map<string, readonly Declared[]>()

/** All declarations that a file exports itself. */
function declarationsIn(file: string): readonly Declared[] {
  const before = known.get(file)
  if (before) return before
  const { outputText } = ts.transpileDeclaration(read(file), {
    fileName: file,
    compilerOptions: { removeComments: false },
  })
  const found = parse(file, outputText).statements.flatMap(statement => declaredIn(file, outputText, statement))
  known.set(file, found)
  return found
}

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true)
}

/** What a statement declares; a file that is looked at as it is written has no types to show, so that it is looked up again. */
function declaredIn(file: string, text: string | undefined, statement: ts.Statement): readonly Declared[] {
  if (
    !ts.canHaveModifiers(statement) ||
    !ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  )
    return []
  const names = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.map(({ name }) => name.getText())
    : 'name' in statement && statement.name !== undefined
      ? [nameText(statement)]
      : []
  if (text === undefined) return names.flatMap(name => declarationsIn(file).filter(one => one.name === name))
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? []
  const last = comments.at(-1)
  const words = last ? wordsOf(text.slice(last.pos + 3, last.end - 2)) : ''
  const code = statement
    .getText()
    .replace(/^export (?:declare )?/, '')
    .replace(/^ {4}/gm, '  ')
  return names.map(name => ({ name, code, words }))
}

function nameText(statement: ts.Statement): string {
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement)
  return isNamed ? (statement.name?.text ?? '') : ''
}
