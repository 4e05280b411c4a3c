import { availableParallelism } from 'node:os'
import type sharpModule from 'sharp'
import { notImplemented } from '../problem.ts'

/** The entry function of sharp. */
export type SharpFactory = typeof sharpModule

let loading: Promise<SharpFactory> | undefined
let threads: number | undefined

/**
 * Bounds the threads and the memory of sharp for so many pictures at a time: together they take the processors once, and nothing is
 * kept between them. Without a call sharp's own defaults hold.
 */
export function limitSharp(pictures: number): void {
  threads = Math.max(1, Math.floor(availableParallelism() / pictures))
  if (loading) void loading.then(applyLimits, () => undefined)
}

function applyLimits(sharp: SharpFactory): SharpFactory {
  if (threads === undefined) return sharp
  sharp.concurrency(threads)
  sharp.cache(false)
  return sharp
}

/** Loads sharp at the first picture. It is an optional dependency: without it the answer is NotImplemented. */
export function loadSharp(): Promise<SharpFactory> {
  loading ??= import('sharp').then(
    module => applyLimits(module.default),
    () => {
      throw notImplemented({
        en: 'Pictures need the package "sharp", which is not installed here. Install it with "npm install sharp".',
        zh: '处理图片需要 "sharp" 包，但此处没有安装。请运行 "npm install sharp"。',
      })
    },
  )
  return loading
}
