import { decodeBase64Url } from '../../../../grammar/catalogue/base64url.ts'
import { meantHint, nearest } from '../../../language/suggest.ts'
import { HOLE, nameSpan, valueSpan } from '../../../language/tree.ts'
import { defineRule, type Rule } from '../../rule.ts'

/** What the team tells of one of its buckets. */
export interface BucketHint {
  /** Names of the styles that the bucket has; left out, they are not checked. */
  readonly styles?: readonly string[]
  /** True where original-image protection is on, so that the bucket serves styles alone. */
  readonly stylesOnly?: boolean
  /** What is known of its objects, in the words of `source` of the configuration. */
  readonly source?: string | readonly string[]
}

/** The buckets of a team by name. */
export type BucketHints = Readonly<Record<string, BucketHint>>

/** The buckets of the documentation. */
const EXAMPLE: BucketHints = { photos: { styles: ['thumbnail'], stylesOnly: true }, 'photos-processed': {} }

/** Rules that know the buckets of the configuration; without an argument, those of the documentation. */
export function bucketRules(buckets: BucketHints = EXAMPLE): readonly Rule[] {
  const hints = Object.values(buckets)
  const knowsStyles = hints.some(({ styles }) => styles)
  const closed = Object.keys(buckets).filter(name => buckets[name]?.stylesOnly)
  return [
    unknownBucket(Object.keys(buckets)),
    ...(knowsStyles ? [unknownStyle(buckets)] : []),
    ...(closed.length > 0 ? [stylesOnly(closed)] : []),
  ]
}

function unknownBucket(names: readonly string[]): Rule {
  return defineRule({
    id: 'unknown-bucket',
    severity: 'warning',
    description: {
      en: 'Where the configuration names the buckets of the team, sys/saveas writes to one of them. The example knows photos and photos-processed.',
      zh: '配置列出团队的存储空间后，sys/saveas 只应写入其中之一。示例中已知 photos 和 photos-processed。',
    },
    messages: {
      unknown: {
        en: 'The bucket "{bucket}" is not among the buckets of the configuration.{hint}',
        zh: '存储空间 "{bucket}" 不在配置的存储空间中。{hint}',
      },
    },
    examples: {
      invalid: [{ text: 'image/resize,w_100|sys/saveas,o_b3V0LmpwZw,b_cGhvdG9zLXByb2Nlc2Vk', via: 'post' }],
      valid: [{ text: 'image/resize,w_100|sys/saveas,o_b3V0LmpwZw,b_cGhvdG9zLXByb2Nlc3NlZA', via: 'post' }],
    },
    checksParameter: spec => spec.type.role === 'bucket',
    checkParameter: ({ node }, context) => {
      const bucket = decodeBase64Url(node.value)
      if (bucket === undefined || names.includes(bucket) || bucket.includes('{')) return
      context.report({
        messageId: 'unknown',
        data: { bucket, hint: meantHint(nearest(bucket, names)) },
        span: valueSpan(node),
      })
    },
  })
}

function unknownStyle(buckets: BucketHints): Rule {
  const all = Object.values(buckets).flatMap(({ styles = [] }) => styles)
  return defineRule({
    id: 'unknown-style',
    severity: 'warning',
    description: {
      en: 'Where the configuration names the styles of a bucket, style/ names one of them. The example knows thumbnail.',
      zh: '配置列出存储空间的样式后，style/ 只应使用其中之一。示例中已知 thumbnail。',
    },
    messages: {
      unknown: {
        en: 'The style "{style}" is not among the styles of the configuration.{hint}',
        zh: '样式 "{style}" 不在配置的样式中。{hint}',
      },
    },
    examples: { invalid: [{ text: 'style/thumbnial' }], valid: [{ text: 'style/thumbnail' }] },
    check: context => {
      const bucket = bucketOfHost(context.address.host ?? '', Object.keys(buckets))
      const names = bucket === undefined ? all : buckets[bucket]?.styles
      if (!names) return
      for (const { node, stage } of context.operations) {
        const style = node.name
        if (stage.category !== 'style' || style.startsWith('::') || style.includes(HOLE) || names.includes(style))
          continue
        context.report({
          messageId: 'unknown',
          data: { style, hint: meantHint(nearest(style, names)) },
          span: nameSpan(node),
        })
      }
    },
  })
}

function stylesOnly(names: readonly string[]): Rule {
  return defineRule({
    id: 'styles-only',
    severity: 'error',
    description: {
      en: 'A bucket with original-image protection serves styles alone and refuses operations, unless the request is signed. The example knows photos.',
      zh: '开启原图保护的存储空间只能通过样式访问，未签名的请求不能直接使用处理操作。示例中的存储空间为 photos。',
    },
    messages: {
      refused: {
        en: 'The configuration says that "{bucket}" serves styles only; expected "style/<name>".',
        zh: '配置说明 "{bucket}" 只能通过样式访问；应写 "style/<name>"。',
      },
    },
    examples: {
      invalid: [{ text: 'image/resize,w_100', address: { host: 'photos.oss-cn-hangzhou.aliyuncs.com' } }],
      valid: [{ text: 'style/thumbnail', address: { host: 'photos.oss-cn-hangzhou.aliyuncs.com' } }],
    },
    check: ({ tree, address: { host = '', isSigned }, nested, report }) => {
      const bucket = bucketOfHost(host, names)
      const [first] = tree.stages
      if (bucket === undefined || isSigned || nested || first?.kind !== 'stage' || first.category === 'style') return
      report({ messageId: 'refused', data: { bucket }, span: tree, serverCode: '0040-00000031' })
    },
  })
}

/** The bucket among `names` that a host of OSS begins with. */
export function bucketOfHost(host: string, names: readonly string[]): string | undefined {
  const [, bucket] = /^([^.]+)\..*\baliyuncs\.com(?::\d+)?$/i.exec(host) ?? []
  return names.find(name => name === bucket?.toLowerCase())
}
