import { createTwoFilesPatch } from 'diff'
import type { Patch } from './lint-project.ts'

/** Fixes as a unified patch that `git apply` and `patch -p1` take. */
export function printPatches(patches: readonly Patch[]): string {
  return patches.map(({ file, before, after }) => printPatch(file.replace(/^\/+/, ''), before, after)).join('')
}

function printPatch(file: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 }).replace(
    /^=+\n/,
    '',
  )
}
