export { createProcessing, type ProcessingSetup } from './create.ts'
export type { Processed, Processing, ProcessingOptions, Saved, TemporaryFile } from './processing.ts'
