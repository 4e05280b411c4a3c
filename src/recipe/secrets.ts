import type { Localized } from '../../grammar/catalogue/localized.ts'
import type { Findings } from './findings.ts'
import type { Place } from './recipe.ts'
import type { YamlNode } from './yaml.ts'

export const ADDRESS_WITH_USER: Localized = {
  en: 'an address with a user name or password',
  zh: '带有用户名或密码的地址',
}

type SecretForm = readonly [form: RegExp, kind: Localized]

/** Credentials with a mark of their own, wherever they stand. */
const MARKED: readonly SecretForm[] = [
  [/\bLTAI[0-9A-Za-z]{12,}/, { en: 'an AccessKey ID', zh: ' AccessKey ID' }],
  [/\b(?:STS\.[0-9A-Za-z]{8,}|CAIS[0-9A-Za-z+/=]{40,})/, { en: 'a security token', zh: '安全令牌' }],
]

/** Forms of credentials. An AccessKey secret has no mark but its length and its mixture of letters and digits. */
const FORMS: readonly SecretForm[] = [
  ...MARKED,
  [/[?&](?:x-oss-signature|Signature|security-token|x-oss-security-token)=/, { en: 'a signed URL', zh: '签名 URL' }],
  [/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[0-9A-Za-z]{30}$/, { en: 'an AccessKey secret', zh: ' AccessKey Secret' }],
  [/^[a-z][a-z0-9+.-]*:\/\/[^/\s?#]*(?:@|%40)/i, ADDRESS_WITH_USER],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, { en: 'a private key', zh: '私钥' }],
]

/** A comment behind a blank or alone on its line. */
const COMMENT = /(?<=^|[ \t])#[^\n]*/gm

/** Reports every value and comment that holds what looks like a credential, without repeating it. True where there is one. */
export function findSecrets(root: YamlNode, text: string, findings: Findings): boolean {
  const { file } = root.place
  let isFound = false
  for (const { 0: words, index: start } of text.matchAll(COMMENT)) {
    isFound = check(words, { file, start, end: start + words.length }, MARKED, findings) || isFound
  }
  const seen = new Set<YamlNode>()
  const visit = (node: YamlNode): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'scalar') isFound = check(node.text, node.place, FORMS, findings) || isFound
    else if (node.kind === 'list') node.items.forEach(visit)
    else for (const { value } of node.entries) visit(value)
  }
  visit(root)
  return isFound
}

function check(text: string, place: Place, forms: readonly SecretForm[], findings: Findings): boolean {
  const found = forms.find(([form]) => form.test(text))
  if (found) findings.add('secret-value', place, { kind: found[1] })
  return found !== undefined
}
