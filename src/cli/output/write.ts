import { once } from 'node:events'
import { Writable } from 'node:stream'
import { dataOutput, type TextOutput } from '../io.ts'

/** Characters that are kept until they are written as one piece. */
const PIECE = 65_536

/** Writes in large pieces, at the pace of the reader. */
export function pieceWriter(output: TextOutput): {
  readonly write: (text: string) => Promise<void> | undefined
  readonly end: () => Promise<void>
} {
  let pending = ''
  const flush = async () => {
    const text = pending
    pending = ''
    if (text === '' || output.write(text) !== false || !(output instanceof Writable)) return
    // What cannot be written is told where the output was opened.
    await once(output, 'drain').catch(() => undefined)
  }
  return {
    write: text => {
      pending += text
      return pending.length > PIECE ? flush() : undefined
    },
    end: flush,
  }
}

/** An output as a stream of data, for protocols. Each piece is whole, header or content, so that no character is torn. */
export function dataStream(stdout: TextOutput): Writable {
  const output = dataOutput(stdout)
  return new Writable({
    write(piece: Buffer, _encoding, done) {
      output.write(piece.toString('utf8'))
      done()
    },
  })
}
