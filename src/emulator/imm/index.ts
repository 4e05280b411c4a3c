export { answerImm, type ImmAnswer, type ImmParameters } from './answer.ts'
export { createImm } from './mount.ts'
