import { nameSpan } from '../../../language/tree.ts'
import { findParameter, MAXIMUM_OPERATIONS, MAXIMUM_PARAMETERS } from '../../bind.ts'
import { defineRule, type Rule, type RuleContext } from '../../rule.ts'

/** Pages from 2017 say 4 pipes, EC 0040-00000211 says 5 and does not tell whether it counts pipes or stages. */
const PIPES = { warning: 5, error: 6 }
/** Most pages say 3 pictures, one of March 2024 says 6. */
const PICTURES = { warning: 4, error: 7 }
/** Pages on concatenation: the object of the request and those around it. */
const FILES = 11

export const tooMany: Rule = defineRule({
  id: 'too-many',
  severity: 'error',
  description: {
    en: 'OSS limits the pipes of a string, the pictures of its watermarks and the files of a concatenation.',
    zh: 'OSS 限制字符串中的竖线数、水印图片数和拼接的文件数。',
  },
  messages: {
    pipes: {
      en: 'The string has {count} pipes; the pages allow 4 or 5.',
      zh: '字符串有 {count} 个竖线；文档允许 4 或 5 个。',
    },
    pictures: {
      en: 'The string has {count} watermarks with a picture; most pages allow 3, one allows 6.',
      zh: '字符串有 {count} 个图片水印；多数文档允许 3 个，有一篇允许 6 个。',
    },
    files: {
      en: '"{operation}" joins {count} files; expected at most {limit}, the object of the request included.',
      zh: '"{operation}" 拼接 {count} 个文件；包括请求的对象在内最多 {limit} 个。',
    },
    operations: {
      en: 'The string has {count} operations; only the first {limit} are checked.',
      zh: '字符串有 {count} 个操作；只检查前 {limit} 个。',
    },
    parameters: {
      en: '"{operation}" has {count} parameters; only the first {limit} are checked.',
      zh: '"{operation}" 有 {count} 个参数；只检查前 {limit} 个。',
    },
    nothing: {
      en: '"{operation}" has nothing to join; expected "/pre,o_..." or "/sur,o_..." after it.',
      zh: '"{operation}" 没有可拼接的文件；后面应有 "/pre,o_..." 或 "/sur,o_..."。',
    },
  },
  examples: {
    invalid: [
      {
        text: 'image/resize,w_100|image/rotate,90|image/rotate,90|image/rotate,90|image/rotate,90|image/rotate,90|image/rotate,90',
      },
      { text: 'video/concat,f_mp4,vcodec_h264|sys/saveas,o_b3V0Lm1wNA' },
    ],
    valid: [{ text: 'image/resize,w_100|image/format,jpg' }],
  },
  check(context) {
    const { stages } = context.tree
    if (context.text.length > MAXIMUM_OPERATIONS) checkLimits(context)
    const behind = stages[PIPES.warning]
    if (behind) {
      const severity = stages.length > PIPES.error ? 'error' : 'warning'
      const span = { start: behind.start, end: context.tree.end }
      context.report({
        messageId: 'pipes',
        severity,
        data: { count: stages.length - 1 },
        span,
        serverCode: severity === 'error' ? '0040-00000211' : undefined,
      })
    }
    if (context.operations.length < PICTURES.warning) return
    const pictures = context.operations.filter(
      operation => operation.entry?.id === 'image/watermark' && findParameter(operation, 'image'),
    )
    const extra = pictures[PICTURES.warning - 1]
    if (!extra) return
    const severity = pictures.length >= PICTURES.error ? 'error' : 'warning'
    context.report({
      messageId: 'pictures',
      severity,
      data: { count: pictures.length },
      span: extra.node,
      serverCode: severity === 'error' ? '0040-00000026' : undefined,
    })
  },
  checksOperation({ name }) {
    return name === 'concat'
  },
  checkOperation(concat, context) {
    const files = context.operations.filter(({ parent }) => parent === concat)
    const data = { operation: concat.entry.id, count: files.length + 1, limit: FILES }
    const extra = files[FILES - 1]
    if (extra) context.report({ messageId: 'files', data, span: extra.node })
    else if (files.length === 0 && !concat.open)
      context.report({ messageId: 'nothing', severity: 'warning', data, span: concat.node })
  },
})

/** What the linter leaves out is said, so that silence is not taken for praise. */
function checkLimits(context: RuleContext): void {
  const count = context.tree.stages.reduce(
    (sum, stage) => sum + (stage.kind === 'stage' ? stage.operations.length : 0),
    0,
  )
  if (count > MAXIMUM_OPERATIONS) {
    const data = { count, limit: MAXIMUM_OPERATIONS }
    context.report({ messageId: 'operations', severity: 'warning', data, span: context.tree })
  }
  for (const { node } of context.operations) {
    const { length } = node.parameters
    if (length <= MAXIMUM_PARAMETERS) continue
    const data = { operation: node.name, count: length, limit: MAXIMUM_PARAMETERS }
    context.report({ messageId: 'parameters', severity: 'warning', data, span: nameSpan(node) })
  }
}
