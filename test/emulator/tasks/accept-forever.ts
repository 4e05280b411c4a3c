/** Accepts one task after the other in the store of the first argument and prints their ids, until it is killed. */
import { setTimeout as pause } from 'node:timers/promises'
import { openStore } from '../../../src/emulator/store/open.ts'
import { open, requestOf } from './setup.ts'

const [root = '', text = ''] = process.argv.slice(2)
const tasks = await open(await openStore(root), { workers: 2 })
for (;;) {
  const { taskId } = await tasks.accept(requestOf(text))
  process.stdout.write(`${taskId}\n`)
  await pause(30)
}
