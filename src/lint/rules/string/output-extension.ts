import { decodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import { valueSpan } from '../../../language/tree.ts'
import { type BoundOperation, findParameter } from '../../bind.ts'
import { defineRule, type Rule } from '../../rule.ts'

/** Extensions that mean the same format as the value they stand behind. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  jpg: ['jpeg'],
  tiff: ['tif'],
  heic: ['heif'],
  oga: ['ogg'],
  ts: ['m2ts'],
  aac: ['m4a'],
  mp4: ['m4v'],
}

export const outputExtension: Rule = defineRule({
  id: 'output-extension',
  severity: 'info',
  description: {
    en: 'OSS stores what the operation makes, whatever the target is called; a file named otherwise confuses those who read it.',
    zh: 'OSS 按操作的结果保存，与目标文件名无关；扩展名不符会误导使用者。',
  },
  messages: {
    extension: {
      en: '{name} decodes to "{target}", but the operation makes {format}; write the extension "{format}" or "{variable}".',
      zh: '{name} 解码为 "{target}"，但操作产生 {format}；扩展名应为 "{format}" 或 "{variable}"。',
    },
  },
  examples: {
    invalid: [
      { text: 'video/convert,f_avi,vcodec_h265|sys/saveas,o_ZGVtby5tcDQ' },
      { text: 'image/format,webp|sys/saveas,o_dGVzdC5qcGc' },
    ],
    valid: [{ text: 'video/convert,f_mp4,vcodec_h265|sys/saveas,o_ZGVtby5tcDQ' }],
  },
  checksParameter({ type }, { id }) {
    return id === 'sys/saveas' && type.role === 'object'
  },
  checkParameter({ node, name }, context) {
    const target = decodeBase64Url(node.value)?.trimEnd()
    const extension = /\.([A-Za-z0-9]+)$/.exec(target ?? '')?.[1]?.toLowerCase()
    const format = extension && outputFormat(context.operations)
    if (!format || !target || !extension || extension === format || SAME[format]?.includes(extension)) return
    context.report({
      messageId: 'extension',
      data: { name, target, format, variable: '{autoext}' },
      span: valueSpan(node),
    })
  },
})

/** The format that the last operation which names one makes. */
function outputFormat(operations: readonly BoundOperation[]): string | undefined {
  for (let at = operations.length - 1; at >= 0; at--) {
    const operation = operations[at]
    const parameter = operation?.entry?.main?.output.formatParameter
    const found = operation && parameter !== undefined && findParameter(operation, parameter)
    if (found && operation.entry?.parameters.get(parameter)?.type.test(found.value) === undefined)
      return found.value.replace('jpeg', 'jpg')
  }
  return undefined
}
