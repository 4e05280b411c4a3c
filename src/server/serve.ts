import { randomUUID } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import type { MessageConnection } from 'vscode-jsonrpc/node'
import type { InitializeParams, InitializeResult, WorkspaceFolder } from 'vscode-languageserver'
import type { Locale, Localized } from '../../grammar/catalogue/localized.ts'
import { fillMessage } from '../language/diagnostic.ts'
import { ACTION_KINDS } from './code-actions.ts'
import { openConnection } from './connection.ts'
import { changeDocument, makeDocument } from './document.ts'
import { type Editor, editorFrom } from './editor.ts'
import { LONGEST, shownOf } from './findings.ts'
import { openFileOf, pathOf } from './open-file.ts'
import { MessageType, NEWS, QUESTIONS, TextDocumentSyncKind, TOLD } from './protocol.ts'
import { answerQuestions } from './questions.ts'
import { TOKEN_TYPES } from './reading.ts'
import { checkedFileOf, type Session } from './session.ts'
import { makeWorkspace } from './workspace.ts'

const LONG: Localized = {
  en: '{file} has {count} characters; files with more than {most} are left alone.',
  zh: '{file} 有 {count} 个字符；超过 {most} 的文件不检查。',
}

/** How the server runs. */
export interface LanguageServerOptions {
  readonly version: string
  /** The language of the messages where the editor names none. */
  readonly locale: Locale
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
    listenToDocuments(session, connection)
    answerQuestions(session, connection)
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
  const message = fillMessage(LONG, { file: uri, count, most: LONGEST }, editor.locale)
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
    const linted = document && (await checkedFileOf(session, openFileOf(document)).catch(() => undefined))
    if (!linted || documents.get(uri) !== document) return
    const { file, findings } = linted
    const diagnostics = findings.map(finding => shownOf(file.document, finding))
    try {
      await connection.sendNotification(TOLD.diagnostics, { uri, version: file.document.version, diagnostics })
    } catch {
      // The editor has gone meanwhile.
    }
  })
}
