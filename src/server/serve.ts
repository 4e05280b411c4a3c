import { randomUUID } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import { type CancellationToken, type MessageConnection, ResponseError } from 'vscode-jsonrpc/node'
import type { InitializeParams, InitializeResult, WorkspaceFolder } from 'vscode-languageserver'
import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { type Diagnostic, fillMessage } from '../language/diagnostic.ts'
import { canonicalEdits } from '../project/format-file.ts'
import { isRecipe } from '../project/is-recipe.ts'
import { plainSettings, type Settings } from '../project/settings.ts'
import { ACTION_KINDS, codeActionsAt } from './code-actions.ts'
import { CANCELLED, openConnection } from './connection.ts'
import {
  changeDocument,
  type Document,
  makeDocument,
  offsetOf,
  type ProtocolPosition,
  spanOf,
  textEditsOf,
} from './document.ts'
import { type Editor, editorFrom } from './editor.ts'
import { findingsIn, inputOf, LONGEST, shownOf } from './findings.ts'
import { type OpenFile, openFileOf, pathOf } from './open-file.ts'
import { LSPErrorCodes, MessageType, NEWS, QUESTIONS, TextDocumentSyncKind, TOLD } from './protocol.ts'
import {
  completionsIn,
  hintsIn,
  hoverIn,
  selectionsIn,
  signatureIn,
  symbolsIn,
  TOKEN_TYPES,
  tokensIn,
  wholeOf,
} from './reading.ts'
import { compileHere, stringHere, traceHere } from './requests.ts'
import { makeWorkspace, type Workspace } from './workspace.ts'

const MESSAGES = {
  long: {
    en: '{file} has {count} characters; files with more than {most} are left alone.',
    zh: '{file} 有 {count} 个字符；超过 {most} 的文件不检查。',
  },
  name: {
    en: '"{name}" cannot be a name; expected letters, digits, "_" or "-", with a letter or "_" first.',
    zh: '"{name}" 不能作为名称；应由字母、数字、"_" 或 "-" 组成，并以字母或 "_" 开头。',
  },
} as const satisfies Record<string, Localized>

/** How the server runs. */
export interface LanguageServerOptions {
  readonly version: string
  /** The language of the messages where the editor names none. */
  readonly locale: Locale
}

/** What a connection remembers. */
interface Session {
  readonly editor: Editor
  readonly workspace: Workspace
  /** Open documents by their address. */
  readonly documents: Map<string, Document>
  /** Documents whose findings are to be told. */
  readonly pending: Set<string>
}

/**
 * Serves an editor over a pair of streams until it says exit or ends its stream. The result is the exit status: 0 where it said shutdown
 * first, otherwise 1.
 *
 *     process.exitCode = await serveLanguage(process.stdin, process.stdout, { version: '0.2.0', locale: 'en' })
 */
export function serveLanguage(input: Readable, output: Writable, options: LanguageServerOptions): Promise<number> {
  const { connection, ended } = openConnection(input, output)
  answerEditor(connection, options)
  connection.listen()
  return ended.finally(() => connection.dispose())
}

function answerEditor(connection: MessageConnection, { version, locale }: LanguageServerOptions): void {
  let session: Session | undefined
  connection.onRequest(QUESTIONS.initialize, params => {
    session = openSession(params, connection, locale)
    listen(session, connection)
    return introduce(session.editor, version)
  })
  connection.onNotification('initialized', () => {
    if (!session) return
    watchFiles(session, connection)
    if (session.editor.registersFormatting) registerFormatting(connection)
  })
}

function openSession(params: InitializeParams, connection: MessageConnection, locale: Locale): Session {
  const editor = editorFrom(params, locale)
  const complain = (message: string) =>
    void connection.sendNotification(TOLD.message, { type: MessageType.Warning, message })
  const workspace = makeWorkspace({ locale: editor.locale, isTrusted: editor.isTrusted, complain })
  workspace.setFolders(editor.folders)
  return { editor, workspace, documents: new Map(), pending: new Set() }
}

function introduce({ encoding, pulls, registersFormatting }: Editor, version: string): InitializeResult {
  return {
    serverInfo: { name: 'oss-process', version },
    capabilities: {
      positionEncoding: encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      completionProvider: { triggerCharacters: ['/', ',', '_', '|', '{', '='] },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: [...ACTION_KINDS] },
      ...(!registersFormatting && { documentFormattingProvider: true, documentRangeFormattingProvider: true }),
      documentSymbolProvider: true,
      inlayHintProvider: true,
      signatureHelpProvider: { triggerCharacters: [',', '_'] },
      selectionRangeProvider: true,
      documentLinkProvider: {},
      renameProvider: { prepareProvider: true },
      semanticTokensProvider: { legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [] }, full: true },
      ...(pulls && { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  }
}

/** Only lists are formatted: an editor that is told so asks nobody which of two formatters a program should have. */
function registerFormatting(connection: MessageConnection): void {
  const documentSelector = [{ language: 'oss-process' }, { pattern: '**/*.oss' }]
  for (const { method } of [QUESTIONS.formatting, QUESTIONS.rangeFormatting])
    register(connection, method, { documentSelector })
}

/** Asks the editor to ask or tell something; one that refuses does without. */
function register(connection: MessageConnection, method: string, registerOptions: object): void {
  const registrations = [{ id: randomUUID(), method, registerOptions }]
  void connection.sendRequest('client/registerCapability', { registrations }).catch(() => {})
}

/** Asks the editor to tell when a configuration or a file of ignored names changes. */
function watchFiles({ editor, workspace }: Session, connection: MessageConnection): void {
  if (editor.tellsFolders) {
    connection.onNotification(NEWS.foldersChanged, async () => {
      const folders = (await connection.sendRequest<WorkspaceFolder[] | null>('workspace/workspaceFolders')) ?? []
      workspace.setFolders(folders.flatMap(({ uri }) => pathOf(uri) ?? []))
      workspace.forget()
    })
  }
  if (!editor.watchesFiles) return
  const watchers = ['**/oss-process.config.*', '**/package.json', '**/.ossprocessignore'].map(globPattern => ({
    globPattern,
  }))
  register(connection, NEWS.filesChanged.method, { watchers })
}

function listen(session: Session, connection: MessageConnection): void {
  listenToDocuments(session, connection)
  answerQuestions(session, connection)
}

function listenToDocuments(session: Session, connection: MessageConnection): void {
  const { documents, editor, workspace } = session
  connection.onNotification(NEWS.opened, ({ textDocument }) => {
    const { uri, languageId: language, version, text } = textDocument
    documents.set(uri, makeDocument({ uri, language, version, text, encoding: editor.encoding }))
    if (text.length > LONGEST) noteLong(session, connection, uri, text.length)
    tellLater(session, connection, uri)
  })
  connection.onNotification(NEWS.changed, ({ textDocument: { uri, version }, contentChanges }) => {
    const document = documents.get(uri)
    if (!document || !Array.isArray(contentChanges)) return
    documents.set(uri, changeDocument(document, contentChanges, version))
    tellLater(session, connection, uri)
  })
  connection.onNotification(NEWS.closed, ({ textDocument: { uri } }) => {
    if (documents.delete(uri) && !editor.pulls)
      void connection.sendNotification(TOLD.diagnostics, { uri, diagnostics: [] })
  })
  connection.onNotification(NEWS.saved, ({ textDocument: { uri } }) => tellLater(session, connection, uri))
  connection.onNotification(NEWS.filesChanged, () => {
    workspace.forget()
    for (const uri of documents.keys()) tellLater(session, connection, uri)
    if (editor.pulls && editor.refreshes) void connection.sendRequest('workspace/diagnostic/refresh').catch(() => {})
  })
}

function noteLong({ editor }: Session, connection: MessageConnection, uri: string, count: number): void {
  const message = fillMessage(MESSAGES.long, { file: uri, count, most: LONGEST }, editor.locale)
  void connection.sendNotification(TOLD.log, { type: MessageType.Info, message })
}

/** Tells the findings of a document once the messages that wait are read, so that of many changes only the last one is linted. */
function tellLater(session: Session, connection: MessageConnection, uri: string): void {
  const { pending, documents, editor } = session
  if (editor.pulls || pending.has(uri)) return
  pending.add(uri)
  setImmediate(async () => {
    pending.delete(uri)
    const document = documents.get(uri)
    const question = document && (await questionOf(session, openFileOf(document)).catch(() => undefined))
    if (!question || documents.get(uri) !== document) return
    const { file, findings } = question
    const diagnostics = findings.map(finding => shownOf(file.document, finding))
    void connection.sendNotification(TOLD.diagnostics, { uri, version: file.document.version, diagnostics })
  })
}

interface Question {
  readonly file: OpenFile
  readonly settings: Settings
  readonly findings: readonly Diagnostic[]
}

async function questionOf({ workspace, editor: { locale } }: Session, file: OpenFile): Promise<Question> {
  const settings = await workspace.settingsFor(file)
  if (settings) return { file, settings, findings: await findingsIn(file, settings) }
  return { file, settings: plainSettings(locale), findings: [] }
}

/** What names a document in the parameters of a request. An editor may leave it out, though it should not. */
interface AboutDocument {
  readonly textDocument?: { readonly uri: string } | null
}

function answerQuestions(session: Session, connection: MessageConnection): void {
  const { editor } = session
  const { locale, hasMarkdown } = editor

  /** Answers for an open document that is not too long, and otherwise with `nothing`. */
  function about<P extends AboutDocument, R>(
    nothing: R,
    answer: (file: OpenFile, params: P) => R | Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R> {
    return async (params, token) => {
      const document = session.documents.get(params.textDocument?.uri ?? '')
      if (!document || document.text.length > LONGEST) return nothing
      const given = await answer(openFileOf(document), params)
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, CANCELLED)
      return given
    }
  }
  const offsetIn = ({ document }: OpenFile, { position }: { position: ProtocolPosition }) =>
    offsetOf(document, position)

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
      const items = isOpenRecipe(file)
        ? (await recipes()).completionsInRecipe(file, offset, locale, editor.hasSnippets)
        : []
      if (items.length === 0) return completionsIn(file, offset, showing, await session.workspace.configFor(file))
      return { isIncomplete: true, items }
    }),
  )
  connection.onRequest(
    QUESTIONS.codeAction,
    about(null, async (file, params) => {
      const { makesFiles, makesAll } = editor
      return [...(await codeActionsAt({ ...(await questionOf(session, file)), makesFiles, makesAll }, params))]
    }),
  )
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
      const settings = await session.workspace.settingsFor(file)
      const sources = [...(editor.source ? [editor.source] : []), ...(settings?.sources ?? [])]
      return [...hintsIn(file, spanOf(file.document, range), sources, locale)]
    }),
  )
  connection.onRequest(
    QUESTIONS.semanticTokens,
    about({ data: [] }, file => ({ data: tokensIn(file) })),
  )
  connection.onRequest(
    QUESTIONS.diagnostic,
    about({ kind: 'full', items: [] }, async file => {
      const { findings } = await questionOf(session, file)
      return { kind: 'full', items: findings.map(finding => shownOf(file.document, finding)) }
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
      throw new ResponseError(
        LSPErrorCodes.RequestFailed,
        fillMessage(MESSAGES.name, { name: String(params.newName) }, locale),
      )
    }),
  )
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

const isOpenRecipe = ({ name, document }: OpenFile) => isRecipe(name, document.text)

/** What is asked about recipes needs the parser of YAML, which takes its time to load. */
const recipes = () => import('./in-recipe.ts')

interface AtPlace extends AboutDocument {
  readonly position: ProtocolPosition
}

/** Lists of process strings are formatted; other texts belong to the formatters of their languages. */
function formatted(file: OpenFile, within = wholeOf(file.document)) {
  if (!file.name.endsWith('.oss')) return []
  const edits = canonicalEdits(inputOf(file)).filter(({ span }) => span.start < within.end && within.start < span.end)
  return textEditsOf(file.document, edits)
}
