export type { ImmParameters } from './action.ts'
export { answerImm, type ImmAnswer } from './answer.ts'
export { createImm } from './mount.ts'
