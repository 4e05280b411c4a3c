import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { Findings } from './findings.ts'
import type { YamlNode, YamlScalar } from './yaml.ts'

export const ADDRESS_WITH_USER: Localized = {
  en: 'an address with a user name or password',
  zh: '带有用户名或密码的地址',
}

/** Forms of credentials. An AccessKey secret has no mark but its length and its mixture of letters and digits. */
const FORMS: readonly (readonly [RegExp, Localized])[] = [
  [/\bLTAI[0-9A-Za-z]{12,}/, { en: 'an AccessKey ID', zh: ' AccessKey ID' }],
  [/\b(?:STS\.[0-9A-Za-z]{8,}|CAIS[0-9A-Za-z+/=]{40,})/, { en: 'a security token', zh: '安全令牌' }],
  [/[?&](?:x-oss-signature|Signature|security-token|x-oss-security-token)=/, { en: 'a signed URL', zh: '签名 URL' }],
  [/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[0-9A-Za-z]{30}$/, { en: 'an AccessKey secret', zh: ' AccessKey Secret' }],
  [/^[a-z][a-z0-9+.-]*:\/\/[^/\s?#]*@/i, ADDRESS_WITH_USER],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, { en: 'a private key', zh: '私钥' }],
]

/** Reports every value that looks like a credential, without repeating it. True where there is one. */
export function findSecrets(root: YamlNode, findings: Findings): boolean {
  let isFound = false
  const seen = new Set<YamlNode>()
  const visit = (node: YamlNode): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'scalar') isFound = checkScalar(node, findings) || isFound
    else if (node.kind === 'list') node.items.forEach(visit)
    else for (const { value } of node.entries) visit(value)
  }
  visit(root)
  return isFound
}

function checkScalar({ text, place }: YamlScalar, findings: Findings): boolean {
  const found = FORMS.find(([form]) => form.test(text))
  if (found) findings.add('secret-value', place, { kind: found[1] })
  return found !== undefined
}
