import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** What tests write goes into one folder, which is gone when they have ended. */
export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'oss-process-tests-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
