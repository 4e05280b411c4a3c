import type sharpModule from 'sharp'
import { notImplemented } from '../problem.ts'

/** The entry function of sharp. */
export type SharpFactory = typeof sharpModule

let loading: Promise<SharpFactory> | undefined

/** Loads sharp at the first picture. It is an optional dependency: without it the answer is NotImplemented. */
export function loadSharp(): Promise<SharpFactory> {
  loading ??= import('sharp').then(
    module => module.default,
    () => {
      throw notImplemented({
        en: 'Pictures need the package "sharp", which is not installed here. Install it with "npm install sharp".',
        zh: '处理图片需要 "sharp" 包，但此处没有安装。请运行 "npm install sharp"。',
      })
    },
  )
  return loading
}
