import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { TASK_TYPE } from './notification.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** `MediaConvert-<uuid>` */
export function makeTaskId(): string {
  return `${TASK_TYPE}-${randomUUID()}`
}

/** Three digits, a hyphen and 27 letters and digits, as IMM's look. */
export function makeEventId(): string {
  const start = randomInt(0x1000).toString(16).toUpperCase().padStart(3, '0')
  return `${start}-${Array.from(randomBytes(27), byte => LETTERS.charAt(byte % LETTERS.length)).join('')}`
}
