/** The language server: the protocol around `editing` and the linter. */

export { type LanguageServerOptions, serveLanguage } from './serve.ts'
