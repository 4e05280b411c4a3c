import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import type { CodeAction, CodeActionParams, Diagnostic as ShownDiagnostic } from 'vscode-languageserver'
import { decodeBase64Url, encodeBase64Url } from '../../grammar/catalogue/base64url.ts'
import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { knownIn } from '../editing/known.ts'
import { quickFixesOf } from '../editing/quick-fixes.ts'
import { type Diagnostic, fillMessage } from '../language/diagnostic.ts'
import { applyEdits, type Edit } from '../language/edit.ts'
import { parseTree } from '../language/parser.ts'
import { HOLE, type Span, valueSpan } from '../language/tree.ts'
import { commentFormOf } from '../project/comment-places.ts'
import { canonicalEdits } from '../project/format-file.ts'
import { isRecipe } from '../project/is-recipe.ts'
import { findingsInOrder, fixFile, lintInHost } from '../project/lint-file.ts'
import type { Settings } from '../project/settings.ts'
import { silence } from '../project/suppress.ts'
import { type Document, editBetween, spanOf, textEditsOf } from './document.ts'
import { inputOf, keyOf, shownOf } from './findings.ts'
import { offsetIn, stringsIn } from './in-string.ts'
import type { OpenFile } from './open-file.ts'
import { CodeActionKind } from './protocol.ts'

const MESSAGES = {
  fixAll: { en: 'Fix all process strings in this file', zh: '修复此文件中的所有处理字符串' },
  line: { en: 'Disable {rule} for this line', zh: '在此行禁用 {rule}' },
  file: { en: 'Disable {rule} for this file', zh: '在此文件中禁用 {rule}' },
  recipe: { en: 'Show as a recipe', zh: '显示为配方' },
  encode: { en: 'Encode as Base64', zh: '编码为 Base64' },
  decode: { en: 'Decode "{text}" for editing', zh: '解码 "{text}" 以便编辑' },
  format: { en: 'Write the process string in its canonical form', zh: '将处理字符串写成规范形式' },
} as const satisfies Record<string, Localized>

/** Makes all safe changes of a file. */
const FIX_ALL: string = `${CodeActionKind.SourceFixAll}.oss-process`

/** The kinds of actions that are offered. */
export const ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL]

/** What actions are worked out from. */
interface Question {
  readonly file: OpenFile
  readonly settings: Settings
  readonly findings: readonly Diagnostic[]
  /** True where an edit may make a file. */
  readonly makesFiles?: boolean
  /** True where the editor may make all the changes that it is given for the findings that it hands back. */
  readonly makesAll?: boolean
}

/** What an editor can do at a range: what mends or silences each finding there, one spelling, all fixes of the file. */
export async function codeActionsAt(
  question: Question,
  { range, context }: CodeActionParams,
): Promise<readonly CodeAction[]> {
  const { file, findings, makesAll } = question
  const { only, diagnostics = [] } = context ?? {}
  const isWanted = (kind: string) => !only || only.some(one => one === '' || kind === one || kind.startsWith(`${one}.`))
  const span = spanOf(file.document, range)
  if (makesAll && !only && diagnostics.length > 0) {
    const meant = findings.filter(finding => isSame(shownOf(file.document, finding), diagnostics))
    return meant.flatMap(finding => fixesOf(question, finding).slice(0, 1))
  }
  const actions: CodeAction[] = []
  if (isWanted(CodeActionKind.QuickFix)) {
    const here = findings.filter(finding => isMeant(finding, span, diagnostics))
    actions.push(...here.flatMap(finding => fixesOf(question, finding)))
    actions.push(...here.flatMap(finding => silencersOf(question, finding)))
  }
  if (isWanted(CodeActionKind.RefactorRewrite)) {
    actions.push(...rewritesAt(question, span), ...encodingsAt(question, span), ...(await recipeAt(question, span)))
  }
  if (isWanted(FIX_ALL)) actions.push(...fixAllOf(question))
  return actions
}

/** True for a finding that touches a range, or that the editor hands back by its `data`. Ranges that it hands back may be others. */
function isMeant(finding: Diagnostic, { start, end }: Span, given: readonly ShownDiagnostic[]): boolean {
  const touches = finding.span.start <= end && start <= finding.span.end
  return touches || (Array.isArray(given) && given.some(one => one?.data === keyOf(finding)))
}

/** True for a finding that an editor hands back without its `data`. */
function isSame({ code, range }: ShownDiagnostic, given: readonly ShownDiagnostic[]): boolean {
  return Array.isArray(given) && given.some(one => one?.code === code && isDeepStrictEqual(one.range, range))
}

function fixesOf({ file, settings }: Question, finding: Diagnostic): readonly CodeAction[] {
  const { document } = file
  const fixes = [...quickFixesOf(finding, NO_TREE, settings.locale), ...boundOf(file, finding, settings.locale)]
  return fixes.map(({ label, edits, isCertain }) => ({
    title: isCertain ? `${label}: ${finding.message}` : label,
    kind: CodeActionKind.QuickFix,
    diagnostics: [shownOf(document, finding)],
    ...(isCertain && { isPreferred: true }),
    edit: workspaceEdit(document, edits),
  }))
}

const NO_TREE = parseTree('').tree

function stringAround(file: OpenFile, { start, end }: Span): ReturnType<typeof stringsIn>[number] | undefined {
  return stringsIn(file).find(({ span }) => span.start <= start && end <= span.end)
}

/** For a number out of its range, the bound; it is looked for in the string, and written in the document. */
function boundOf(file: OpenFile, finding: Diagnostic, locale: Locale) {
  const { fix, suggestions = [], span } = finding
  if (fix || suggestions.length > 0) return []
  const string = stringAround(file, span)
  if (!string) return []
  const inside = { start: offsetIn(string, span.start), end: offsetIn(string, span.end) }
  return quickFixesOf({ ...finding, span: inside }, parseTree(string.text).tree, locale).flatMap(
    ({ edits, ...rest }) => {
      const placed = edits.map(edit => string.hostEdits(edit))
      return placed.every(found => found !== undefined) ? [{ ...rest, edits: placed.flat() }] : []
    },
  )
}

/** Comments that switch the rule of a finding off. Where one would change what the text says, it is not offered. */
function silencersOf(question: Question, finding: Diagnostic): readonly CodeAction[] {
  const { file, settings } = question
  const { document, name } = file
  const { ruleId: rule, span } = finding
  const string = stringAround(file, span)
  const top = /^(?:#!|<\?)/.test(document.text) ? (document.starts[1] ?? document.text.length) : 0
  const form = commentFormOf(name)
  const whole = form ? `${form.before}oss-process-disable-file ${rule}${form.behind}\n` : ''
  const offers = [
    { words: MESSAGES.line, edits: silence(name, document.text, [{ span: string?.span ?? span, rules: [rule] }]) },
    { words: MESSAGES.file, edits: whole ? [{ span: { start: top, end: top }, text: whole }] : [] },
  ]
  return offers.flatMap(({ words, edits }) => {
    if (edits.length === 0 || !isSilenced(question, edits, rule)) return []
    return [
      {
        title: fillMessage(words, { rule }, settings.locale),
        kind: CodeActionKind.QuickFix,
        diagnostics: [shownOf(document, finding)],
        edit: workspaceEdit(document, edits),
      },
    ]
  })
}

/** True where edits leave the strings as they are, and fewer findings of a rule. */
function isSilenced({ file, settings, findings }: Question, edits: readonly Edit[], rule: string): boolean {
  if (isRecipe(file.name, file.document.text)) return true
  const input = inputOf(file)
  const before = stringsIn(file).map(({ text }) => text)
  const after = lintInHost({ ...input, text: applyEdits(input.text, edits) }, settings)
  const count = (all: readonly Diagnostic[]) => all.filter(({ ruleId }) => ruleId === rule).length
  return (
    count(findingsInOrder(after)) < count(findings) &&
    after.strings.map(({ text }) => text).join('\n') === before.join('\n')
  )
}

function rewritesAt({ file, settings }: Question, { start, end }: Span): readonly CodeAction[] {
  const strings = stringsIn(file).filter(({ span }) => span.start <= end && start <= span.end)
  const isInside = ({ span }: Edit) =>
    strings.some(string => string.span.start <= span.start && span.end <= string.span.end)
  const edits = strings.length > 0 ? canonicalEdits(inputOf(file)).filter(isInside) : []
  if (edits.length === 0) return []
  const edit = workspaceEdit(file.document, edits)
  return [{ title: MESSAGES.format[settings.locale], kind: CodeActionKind.RefactorRewrite, edit }]
}

/** Base64 as the text that it holds, and a text as Base64: that of the parameter at the caret, or what is selected. */
function encodingsAt({ file, settings: { locale } }: Question, { start, end }: Span): readonly CodeAction[] {
  const string = stringAround(file, { start, end })
  if (!string) return []
  const change = (title: string, span: Span, text: string): readonly CodeAction[] => {
    const edits = string.hostEdits({ span, text })
    return edits ? [{ title, kind: CodeActionKind.RefactorRewrite, edit: workspaceEdit(file.document, edits) }] : []
  }
  const [from, to] = [offsetIn(string, start), offsetIn(string, end)]
  const chosen = string.text.slice(from, to)
  if (chosen !== '') {
    return chosen.includes(HOLE)
      ? []
      : change(MESSAGES.encode[locale], { start: from, end: to }, encodeBase64Url(chosen))
  }
  const at = knownIn(parseTree(string.text).tree).parameters.find(({ node, spec }) => {
    return spec.type.kind === 'base64' && node.start <= from && from <= node.end
  })
  if (!at || at.node.value === '' || at.node.value.includes(HOLE)) return []
  const decoded = decodeBase64Url(at.node.value)
  const title = fillMessage(MESSAGES.decode, { text: decoded ?? '' }, locale)
  if (decoded !== undefined) return change(title, valueSpan(at.node), decoded)
  return change(MESSAGES.encode[locale], valueSpan(at.node), encodeBase64Url(at.node.value))
}

/** Makes a recipe of a whole string, in a file beside. */
async function recipeAt(
  { file, settings, makesFiles }: Question,
  { start, end }: Span,
): Promise<readonly CodeAction[]> {
  const string = stringsIn(file).find(({ span }) => span.start <= end && start <= span.end)
  if (!string || !makesFiles || !file.isLocal || string.text.includes(HOLE)) return []
  const { decompile } = await import('../recipe/index.ts')
  const uri = pathToFileURL(freeName(file.name)).href
  const top = { line: 0, character: 0 }
  const edits = [{ range: { start: top, end: top }, newText: decompile(string.text) }]
  const documentChanges = [
    { kind: 'create' as const, uri },
    { textDocument: { uri, version: null }, edits },
  ]
  return [{ title: MESSAGES.recipe[settings.locale], kind: CodeActionKind.RefactorRewrite, edit: { documentChanges } }]
}

/** The name of a recipe beside a file that no other file has. */
function freeName(file: string): string {
  const stem = path.join(path.dirname(file), path.parse(file).name)
  for (let count = 1; ; count++) {
    const name = `${stem}${count === 1 ? '' : `-${count}`}.recipe.yaml`
    if (!existsSync(name)) return name
  }
}

function fixAllOf({ file, settings }: Question): readonly CodeAction[] {
  const { document, name } = file
  if (isRecipe(name, document.text)) return []
  const edit = editBetween(document.text, fixFile(inputOf(file), settings).text)
  if (!edit) return []
  return [{ title: MESSAGES.fixAll[settings.locale], kind: FIX_ALL, edit: workspaceEdit(document, [edit]) }]
}

function workspaceEdit(document: Document, edits: readonly Edit[]): NonNullable<CodeAction['edit']> {
  return { changes: { [document.uri]: textEditsOf(document, edits) } }
}
