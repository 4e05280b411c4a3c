import type { ParameterSpec, SubOperationSpec } from '../catalogue/types.ts'
import { base64 } from '../catalogue/values.ts'
import { clip } from './media-parameters.ts'

const o: ParameterSpec = {
  title: { en: 'object in the same bucket', zh: '同一 Bucket 中的文件' },
  word: 'object',
  type: base64('object'),
  required: 'error',
  source: 'Video concatenation',
}

/** The files that `concat` joins to the one in the URL. */
export const joined: Readonly<Record<'pre' | 'sur', SubOperationSpec>> = {
  pre: {
    title: { en: 'file in front', zh: '前置文件' },
    repeatable: true,
    source: 'Video concatenation; Audio concatenation',
    parameters: { o, ...clip },
  },
  sur: {
    title: { en: 'file after', zh: '后置文件' },
    repeatable: true,
    source: 'Video concatenation; Audio concatenation',
    parameters: { o, ...clip },
  },
}
