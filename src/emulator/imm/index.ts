export { answerImm, type ImmAnswer, type ImmParameters } from './answer.ts'
