import { percentDecode } from '../../language/url.ts'
import { percentEncode } from '../../request/percent.ts'
import { group, leaf } from '../../xml.ts'
import { refuse } from '../engine/problem.ts'
import { checkKey } from '../store/names.ts'
import { LONGEST_LIST, sendEmpty, sendXml } from './answer.ts'
import type { Handler } from './exchange.ts'
import { attributesOf, findAcl, identityOf, optionsOf } from './object-headers.ts'
import { toTags } from './tags.ts'
import { elementsIn, findText, readXmlBody } from './xml-reader.ts'

/** The account that everything belongs to. */
const OWNER = 'local'

/** The owner of everything as the documents tell it. */
export const owner: string = group('Owner', leaf('ID', OWNER), leaf('DisplayName', OWNER))

/** GetObjectAcl. */
export const getObjectAcl: Handler = async (exchange, { store }) => {
  const { acl = 'default' } = await store.getObject(exchange.bucket, exchange.key)
  sendXml(exchange, group('AccessControlPolicy', owner, group('AccessControlList', leaf('Grant', acl))))
}

/** PutObjectAcl. */
export const putObjectAcl: Handler = async (exchange, { store }) => {
  const { bucket, key, headers } = exchange
  if (!headers['x-oss-object-acl']) {
    const message = { en: 'The header x-oss-object-acl is missing.', zh: '缺少请求头 x-oss-object-acl。' }
    throw refuse('InvalidArgument', 400, message, {}, '0017-00000105')
  }
  const acl = findAcl(headers)
  await store.putAttributes(bucket, key, () => ({ acl }))
  sendEmpty(exchange)
}

/** PutSymlink. */
export const putSymlink: Handler = async (exchange, { store }) => {
  const { bucket, key, headers } = exchange
  const target = percentDecode(headers['x-oss-symlink-target'] ?? '')
  if (target === '') {
    const message = { en: 'The header x-oss-symlink-target is missing.', zh: '缺少请求头 x-oss-symlink-target。' }
    throw refuse('InvalidArgument', 400, message)
  }
  checkKey(target)
  const attributes = { ...attributesOf(headers), target }
  const link = await store.putObject(bucket, key, Buffer.from(target), attributes, {
    ...optionsOf(headers),
    type: 'Symlink',
  })
  sendEmpty(exchange, 200, identityOf(link))
}

/** GetSymlink. */
export const getSymlink: Handler = async (exchange, { store }) => {
  const { target, ...link } = await store.getObject(exchange.bucket, exchange.key)
  if (target === undefined) {
    const message = { en: 'The object "{key}" is not a symbolic link.', zh: '文件 "{key}" 不是软链接。' }
    throw refuse('NotSymlink', 400, message, { key: exchange.key }, '0043-00000101')
  }
  sendEmpty(exchange, 200, {
    ...identityOf(link),
    'Last-Modified': link.lastModified.toUTCString(),
    'x-oss-symlink-target': percentEncode(target),
  })
}

/** GetObjectTagging. */
export const getTags: Handler = async (exchange, { store }) => {
  const { tags } = await store.getObject(exchange.bucket, exchange.key)
  const items = Object.entries(tags).map(([key, value]) => group('Tag', leaf('Key', key), leaf('Value', value)))
  sendXml(exchange, group('Tagging', group('TagSet', ...items)))
}

/** PutObjectTagging. */
export const putTags: Handler = async (exchange, { store }) => {
  const [set] = elementsIn(await readXmlBody(exchange, LONGEST_LIST, 'Tagging'), 'TagSet')
  const tags = toTags(
    elementsIn(set, 'Tag').map(tag => [findText(tag, 'Key') ?? '', findText(tag, 'Value') ?? ''] as const),
  )
  await store.putAttributes(exchange.bucket, exchange.key, () => ({ tags }))
  sendEmpty(exchange)
}

/** DeleteObjectTagging. */
export const deleteTags: Handler = async (exchange, { store }) => {
  await store.putAttributes(exchange.bucket, exchange.key, () => ({ tags: {} }))
  sendEmpty(exchange, 204)
}
