// A rule of the team: `oss-process lint --config rules.config.mjs web`. A configuration with rules is a program, so read it before you run it.
const widths = {
  id: 'team-widths',
  severity: 'warning',
  description: { en: 'The widths that the CDN keeps.', zh: 'CDN 会缓存的宽度。' },
  messages: {
    other: {
      en: 'w is {value}, but this team uses {expected} only.',
      zh: 'w 为 {value}，但本团队只使用 {expected}。',
    },
  },
  checksParameter: (_spec, entry, name) => entry.id === 'image/resize' && name === 'w',
  checkParameter({ node }, context) {
    const { allowed = ['400'] } = context.options['team-widths'] ?? {}
    if (allowed.includes(node.value)) return
    const data = { value: node.value, expected: allowed.join(', ') }
    context.report({ messageId: 'other', data, span: node })
  },
}

export default {
  customRules: [widths],
  rules: { 'team-widths': ['error', { allowed: ['200', '400'] }], 'duplicate-parameter': 'off' },
}
