import { isError } from '../../language/diagnostic.ts'
import { lintRaw } from '../../lint/lint.ts'
import { group, leaf } from '../../xml.ts'
import { refuse } from '../engine/problem.ts'
import type { Style } from '../store/store.ts'
import { LONGEST_SETTINGS, sendEmpty, sendXml } from './answer.ts'
import type { Exchange, Handler } from './exchange.ts'
import { findText, readXmlBody } from './xml-reader.ts'

function nameOf({ query }: Exchange): string {
  const name = query.get('styleName') ?? ''
  if (/^[\w.-]{1,63}$/.test(name)) return name
  const ec = name.length > 63 ? '0017-00000250' : '0017-00000251'
  const message = {
    en: 'The style name "{name}" is not valid; expected 1 to 63 letters, digits, "_", "." and "-".',
    zh: '样式名 "{name}" 无效；应为 1 到 63 个字母、数字、"_"、"." 和 "-"。',
  }
  throw refuse('InvalidArgument', 400, message, { name }, ec)
}

/** PutStyle. A string with an error is refused at once. */
export const putStyle: Handler = async (exchange, { store }) => {
  const name = nameOf(exchange)
  await store.getBucket(exchange.bucket)
  const content = findText(await readXmlBody(exchange, LONGEST_SETTINGS, 'Style'), 'Content')?.trim() ?? ''
  // Whoever calls the style says how, and where the result goes.
  const { diagnostics } = lintRaw(content, { via: 'auto', rules: { 'missing-saveas': 'off' }, fixes: false })
  const error = diagnostics.find(isError)
  if (error || content === '') {
    const message = { en: 'The style has no content.', zh: '样式没有内容。' }
    throw refuse('InvalidArgument', 400, error?.template ?? message, error?.data, error?.serverCode)
  }
  await store.putStyle(exchange.bucket, name, content)
  sendEmpty(exchange)
}

function styleFields({ name, content, createdAt, modifiedAt }: Style): string[] {
  return [
    leaf('Name', name),
    leaf('Content', content),
    leaf('CreateTime', createdAt.toUTCString()),
    leaf('LastModifyTime', modifiedAt.toUTCString()),
  ]
}

/** GetStyle with a name, else ListStyle. */
export const getStyles: Handler = async (exchange, { store }) => {
  const { bucket, query } = exchange
  await store.getBucket(bucket)
  if (!query.has('styleName')) {
    const styles = await store.listStyles(bucket)
    return sendXml(exchange, group('StyleList', ...styles.map(style => group('Style', ...styleFields(style)))))
  }
  const name = nameOf(exchange)
  const style = await store.findStyle(bucket, name)
  const message = { en: 'The style "{name}" does not exist.', zh: '样式 "{name}" 不存在。' }
  if (!style) throw refuse('NoSuchStyle', 404, message, { name })
  sendXml(exchange, group('Style', ...styleFields(style)))
}

/** DeleteStyle. */
export const deleteStyle: Handler = async (exchange, { store }) => {
  await store.getBucket(exchange.bucket)
  await store.deleteStyle(exchange.bucket, nameOf(exchange))
  sendEmpty(exchange, 204)
}
