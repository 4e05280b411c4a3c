export type { SourceKey } from './context.ts'
export { extract } from './extract.ts'
export { EXTRACT_MESSAGES, type ExtractMessageId, type ExtractNote } from './notes.ts'
export type { Source, SourceHole } from './source.ts'
