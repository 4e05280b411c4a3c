import { NotificationType, RequestType } from 'vscode-jsonrpc/node'
import type * as lsp from 'vscode-languageserver'

/*
 * The words of the Language Server Protocol that this server says. The package that has them all, with a connection over each of its
 * requests, takes longer to load than everything else that a start needs; its types hold these to it.
 */

export const CodeActionKind = {
  QuickFix: 'quickfix',
  RefactorRewrite: 'refactor.rewrite',
  SourceFixAll: 'source.fixAll',
} as const satisfies Partial<typeof lsp.CodeActionKind>

export const CompletionItemKind = {
  Variable: 6,
  Property: 10,
  Snippet: 15,
  EnumMember: 20,
} as const satisfies Partial<typeof lsp.CompletionItemKind>

export const DiagnosticSeverity = {
  Error: 1,
  Warning: 2,
  Information: 3,
} as const satisfies Partial<typeof lsp.DiagnosticSeverity>

export const InsertTextFormat = { Snippet: 2 } as const satisfies Partial<typeof lsp.InsertTextFormat>

export const MarkupKind = {
  PlainText: 'plaintext',
  Markdown: 'markdown',
} as const satisfies Partial<typeof lsp.MarkupKind>

export const MessageType = { Warning: 2, Info: 3 } as const satisfies Partial<typeof lsp.MessageType>

export const SymbolKind = { Function: 12, String: 15 } as const satisfies Partial<typeof lsp.SymbolKind>

export const TextDocumentSyncKind = { Incremental: 2 } as const satisfies Partial<typeof lsp.TextDocumentSyncKind>

export const LSPErrorCodes = {
  RequestCancelled: -32800,
  RequestFailed: -32803,
  ServerNotInitialized: -32002,
} as const satisfies Partial<typeof lsp.LSPErrorCodes & typeof lsp.ErrorCodes>

/** What an editor asks, with its answer. */
function question<Params, Result>(method: string): RequestType<Params, Result, void> {
  return new RequestType(method)
}

/** The questions of editors that are answered. */
export const QUESTIONS = {
  initialize: question<lsp.InitializeParams, lsp.InitializeResult>('initialize'),
  hover: question<lsp.HoverParams, lsp.Hover | null>('textDocument/hover'),
  completion: question<lsp.CompletionParams, lsp.CompletionItem[] | lsp.CompletionList | null>(
    'textDocument/completion',
  ),
  codeAction: question<lsp.CodeActionParams, lsp.CodeAction[] | null>('textDocument/codeAction'),
  formatting: question<lsp.DocumentFormattingParams, lsp.TextEdit[] | null>('textDocument/formatting'),
  rangeFormatting: question<lsp.DocumentRangeFormattingParams, lsp.TextEdit[] | null>('textDocument/rangeFormatting'),
  documentSymbol: question<lsp.DocumentSymbolParams, lsp.DocumentSymbol[] | null>('textDocument/documentSymbol'),
  inlayHint: question<lsp.InlayHintParams, lsp.InlayHint[] | null>('textDocument/inlayHint'),
  semanticTokens: question<lsp.SemanticTokensParams, lsp.SemanticTokens>('textDocument/semanticTokens/full'),
  diagnostic: question<lsp.DocumentDiagnosticParams, lsp.DocumentDiagnosticReport>('textDocument/diagnostic'),
  signatureHelp: question<lsp.SignatureHelpParams, lsp.SignatureHelp | null>('textDocument/signatureHelp'),
  selectionRange: question<lsp.SelectionRangeParams, lsp.SelectionRange[] | null>('textDocument/selectionRange'),
  documentLink: question<lsp.DocumentLinkParams, lsp.DocumentLink[] | null>('textDocument/documentLink'),
  prepareRename: question<lsp.PrepareRenameParams, lsp.PrepareRenameResult | null>('textDocument/prepareRename'),
  rename: question<lsp.RenameParams, lsp.WorkspaceEdit | null>('textDocument/rename'),
} as const

/** What an editor tells. */
export const NEWS = {
  opened: new NotificationType<lsp.DidOpenTextDocumentParams>('textDocument/didOpen'),
  changed: new NotificationType<lsp.DidChangeTextDocumentParams>('textDocument/didChange'),
  closed: new NotificationType<lsp.DidCloseTextDocumentParams>('textDocument/didClose'),
  saved: new NotificationType<lsp.DidSaveTextDocumentParams>('textDocument/didSave'),
  filesChanged: new NotificationType<lsp.DidChangeWatchedFilesParams>('workspace/didChangeWatchedFiles'),
  foldersChanged: new NotificationType<lsp.DidChangeWorkspaceFoldersParams>('workspace/didChangeWorkspaceFolders'),
} as const

/** What this server tells an editor. */
export const TOLD = {
  diagnostics: new NotificationType<lsp.PublishDiagnosticsParams>('textDocument/publishDiagnostics'),
  message: new NotificationType<lsp.ShowMessageParams>('window/showMessage'),
  log: new NotificationType<lsp.LogMessageParams>('window/logMessage'),
} as const
