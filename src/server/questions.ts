import { type CancellationToken, type MessageConnection, ResponseError } from 'vscode-jsonrpc/node'
import type { Localized } from '../../grammar/catalogue/localized.ts'
import { fillMessage } from '../language/diagnostic.ts'
import { canonicalEdits } from '../project/format-file.ts'
import { isRecipe } from '../project/is-recipe.ts'
import { codeActionsAt } from './code-actions.ts'
import { CANCELLED } from './connection.ts'
import { offsetOf, type ProtocolPosition, spanOf, textEditsOf } from './document.ts'
import { inputOf, LONGEST, shownOf } from './findings.ts'
import { type OpenFile, openFileOf } from './open-file.ts'
import { LSPErrorCodes, QUESTIONS } from './protocol.ts'
import { completionsIn, hintsIn, hoverIn, selectionsIn, signatureIn, symbolsIn, tokensIn } from './reading.ts'
import { compileHere, stringHere, traceHere } from './requests.ts'
import { checkedFileOf, type Session } from './session.ts'

const BAD_NAME: Localized = {
  en: '"{name}" cannot be a name; expected letters, digits, "_" or "-", with a letter or "_" first.',
  zh: '"{name}" 不能作为名称；应由字母、数字、"_" 或 "-" 组成，并以字母或 "_" 开头。',
}

/** Answers what an editor asks about its open documents. */
export function answerQuestions(session: Session, connection: MessageConnection): void {
  const answers = { session, about: aboutDocuments(session) }
  answerAtCaret(answers, connection)
  answerAboutText(answers, connection)
  answerAboutFindings(answers, connection)
  answerAboutRecipes(answers, connection)
  answerOwnQuestions(answers, connection)
}

/** What names a document in the parameters of a request. An editor may leave it out, though it should not. */
interface AboutDocument {
  readonly textDocument?: { readonly uri: string } | null
}

interface AtPlace extends AboutDocument {
  readonly position: ProtocolPosition
}

/** Answers for an open document that is not too long, and otherwise with `nothing`. */
type AskAbout = <P extends AboutDocument, R>(
  nothing: R,
  answer: (file: OpenFile, params: P) => R | Promise<R>,
) => (params: P, token: CancellationToken) => Promise<R>

const aboutDocuments =
  ({ documents }: Session): AskAbout =>
  (nothing, answer) =>
  async (params, token) => {
    const document = documents.get(params.textDocument?.uri ?? '')
    if (!document || document.text.length > LONGEST) return nothing
    const given = await answer(openFileOf(document), params)
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, CANCELLED)
    return given
  }

/** What all answers are made from. */
interface Answers {
  readonly session: Session
  readonly about: AskAbout
}

const offsetIn = ({ document }: OpenFile, { position }: { position: ProtocolPosition }) => offsetOf(document, position)

const isOpenRecipe = ({ name, document }: OpenFile) => isRecipe(name, document.text)

/** What is asked about recipes needs the parser of YAML, which takes its time to load. */
const recipes = () => import('./in-recipe.ts')

function answerAtCaret({ session, about }: Answers, connection: MessageConnection): void {
  const { editor, workspace } = session
  const { locale, hasMarkdown, hasSnippets } = editor
  connection.onRequest(
    QUESTIONS.hover,
    about(null, async (file, params) => {
      const offset = offsetIn(file, params)
      const found = hoverIn(file, offset, { locale, hasMarkdown: hasMarkdown.hover })
      return found ?? (isOpenRecipe(file) ? (await recipes()).hoverInRecipe(file, offset, locale) : null)
    }),
  )
  connection.onRequest(
    QUESTIONS.completion,
    about(null, async (file, params) => {
      const offset = offsetIn(file, params)
      const showing = { locale, hasMarkdown: hasMarkdown.completion }
      const items = isOpenRecipe(file) ? (await recipes()).completionsInRecipe(file, offset, locale, hasSnippets) : []
      if (items.length === 0) return completionsIn(file, offset, showing, await workspace.configFor(file))
      return { isIncomplete: true, items }
    }),
  )
  connection.onRequest(
    QUESTIONS.signatureHelp,
    about(null, (file, params) =>
      signatureIn(file, offsetIn(file, params), { locale, hasMarkdown: hasMarkdown.completion }),
    ),
  )
  connection.onRequest(
    QUESTIONS.selectionRange,
    about(null, (file, { positions }) =>
      selectionsIn(file, Array.isArray(positions) ? positions.map(position => offsetOf(file.document, position)) : []),
    ),
  )
}

function answerAboutText({ session, about }: Answers, connection: MessageConnection): void {
  const { editor, workspace } = session
  connection.onRequest(
    QUESTIONS.formatting,
    about(null, file => formatted(file)),
  )
  connection.onRequest(
    QUESTIONS.rangeFormatting,
    about(null, (file, { range }) => formatted(file, spanOf(file.document, range))),
  )
  connection.onRequest(
    QUESTIONS.documentSymbol,
    about(null, file => [...symbolsIn(file)]),
  )
  connection.onRequest(
    QUESTIONS.inlayHint,
    about(null, async (file, { range }) => {
      const settings = await workspace.settingsFor(file)
      const sources = [...(editor.source ? [editor.source] : []), ...(settings?.sources ?? [])]
      return [...hintsIn(file, spanOf(file.document, range), sources, editor.locale)]
    }),
  )
  connection.onRequest(
    QUESTIONS.semanticTokens,
    about({ data: [] }, file => ({ data: tokensIn(file) })),
  )
}

/** Lists of process strings are formatted; other texts belong to the formatters of their languages. */
function formatted(file: OpenFile, within = { start: 0, end: file.document.text.length }) {
  if (!file.name.endsWith('.oss')) return []
  const edits = canonicalEdits(inputOf(file)).filter(({ span }) => span.start < within.end && within.start < span.end)
  return textEditsOf(file.document, edits)
}

function answerAboutFindings({ session, about }: Answers, connection: MessageConnection): void {
  const { makesFiles, makesAll } = session.editor
  connection.onRequest(
    QUESTIONS.codeAction,
    about(null, async (file, params) => [
      ...(await codeActionsAt({ ...(await checkedFileOf(session, file)), makesFiles, makesAll }, params)),
    ]),
  )
  connection.onRequest(
    QUESTIONS.diagnostic,
    about({ kind: 'full', items: [] }, async file => {
      const { findings } = await checkedFileOf(session, file)
      return { kind: 'full', items: findings.map(finding => shownOf(file.document, finding)) }
    }),
  )
}

function answerAboutRecipes({ session, about }: Answers, connection: MessageConnection): void {
  const { locale } = session.editor
  connection.onRequest(
    QUESTIONS.documentLink,
    about(null, async file => (isOpenRecipe(file) ? (await recipes()).linksInRecipe(file) : [])),
  )
  connection.onRequest(
    QUESTIONS.prepareRename,
    about(null, async (file, params) =>
      isOpenRecipe(file) ? (await recipes()).prepareRename(file, offsetIn(file, params)) : null,
    ),
  )
  connection.onRequest(
    QUESTIONS.rename,
    about(null, async (file, params) => {
      if (!isOpenRecipe(file)) return null
      const { isRecipeName, renameIn } = await recipes()
      if (isRecipeName(params.newName)) return renameIn(file, offsetIn(file, params), params.newName)
      const message = fillMessage(BAD_NAME, { name: String(params.newName) }, locale)
      throw new ResponseError(LSPErrorCodes.RequestFailed, message)
    }),
  )
}

function answerOwnQuestions({ session, about }: Answers, connection: MessageConnection): void {
  const { locale } = session.editor
  connection.onRequest(
    'oss-process/string',
    about(null, (file, params: AtPlace) => stringHere(file, offsetIn(file, params), locale)),
  )
  connection.onRequest(
    'oss-process/trace',
    about(null, (file, params: AtPlace & { readonly source?: unknown }) =>
      traceHere(file, offsetIn(file, params), params.source, locale),
    ),
  )
  connection.onRequest(
    'oss-process/compile',
    about(null, file => compileHere(file, locale)),
  )
}
