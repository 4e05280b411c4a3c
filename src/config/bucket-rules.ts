import { decodeBase64Url } from '../language/base64url.ts'
import { nearest } from '../language/suggest.ts'
import { HOLE, nameSpan, valueSpan } from '../language/tree.ts'
import { defineRule, type Rule } from '../lint/rule.ts'

/** What the team tells of one of its buckets. */
export interface BucketHint {
  /** Names of the styles that the bucket has; left out, they are not checked. */
  readonly styles?: readonly string[]
}

/** The buckets of a team by name. */
export type Buckets = Readonly<Record<string, BucketHint>>

/** The buckets of the documentation. */
const EXAMPLE: Buckets = { photos: { styles: ['thumbnail'] }, 'photos-processed': {} }

/** Rules that know the buckets of the configuration; without an argument, those of the documentation. */
export function bucketRules(buckets: Buckets = EXAMPLE): readonly Rule[] {
  const hints = Object.values(buckets)
  const knowsStyles = hints.some(({ styles }) => styles)
  const styles = hints.flatMap(({ styles: names = [] }) => names)
  return [unknownBucket(Object.keys(buckets)), ...(knowsStyles ? [unknownStyle(styles)] : [])]
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
        data: { bucket, hint: didYouMean(nearest(bucket, names)) },
        span: valueSpan(node),
      })
    },
  })
}

function unknownStyle(names: readonly string[]): Rule {
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
      for (const { node, stage } of context.operations) {
        const style = node.name
        if (stage.category !== 'style' || style.startsWith('::') || style.includes(HOLE) || names.includes(style))
          continue
        context.report({
          messageId: 'unknown',
          data: { style, hint: didYouMean(nearest(style, names)) },
          span: nameSpan(node),
        })
      }
    },
  })
}

function didYouMean(guess: string | undefined): { readonly en: string; readonly zh: string } {
  return guess ? { en: ` Did you mean "${guess}"?`, zh: `是否想写 "${guess}"？` } : { en: '', zh: '' }
}
