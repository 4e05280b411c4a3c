import type { Localized } from '../../grammar/catalogue/localized.ts'
import { listOperations } from '../catalogue/catalogue.ts'

/** What an item of a bill is called and counted in. */
export interface BillingItem {
  /** As the help page names it beside the operation of the API; of media, the item itself. */
  readonly name?: Localized
  readonly unit: Localized
}

const REQUEST = { en: 'request', zh: '次' } as const
const GIGABYTE = { en: 'GB', zh: 'GB' } as const

/**
 * What OSS itself bills a job for: the table of the help page "Convert videos to animated images" (Billing), which the pages of
 * the other asynchronous operations repeat. A GB is 1024 x 1024 x 1024 bytes.
 */
export const OSS_ITEMS: Readonly<Record<OssItem, BillingItem>> = {
  GetObject: { name: { en: 'GET requests', zh: 'GET 类请求' }, unit: REQUEST },
  OutboundTraffic: { name: { en: 'outbound traffic over the Internet', zh: '外网流出流量' }, unit: GIGABYTE },
  IARetrieval: { name: { en: 'retrieval of IA objects', zh: '低频访问数据取回' }, unit: GIGABYTE },
  ArchiveRetrieval: {
    name: { en: 'real-time access of Archive objects', zh: '归档直读数据取回' },
    unit: GIGABYTE,
  },
  TransferAcceleration: { name: { en: 'transfer acceleration', zh: '传输加速' }, unit: GIGABYTE },
  PutObject: { name: { en: 'PUT requests', zh: 'PUT 类请求' }, unit: REQUEST },
  Storage: { name: { en: 'storage of the results, each month', zh: '结果的存储，每月' }, unit: GIGABYTE },
  HeadObject: { name: { en: 'GET requests', zh: 'GET 类请求' }, unit: REQUEST },
  ImageProcessing: { name: { en: 'processed originals', zh: '图片处理的原图' }, unit: GIGABYTE },
}

/** An item of OSS. */
export type OssItem =
  | 'GetObject'
  | 'OutboundTraffic'
  | 'IARetrieval'
  | 'ArchiveRetrieval'
  | 'TransferAcceleration'
  | 'PutObject'
  | 'Storage'
  | 'HeadObject'
  | 'ImageProcessing'

/** The names that a price list may give prices for: items of OSS, items of the catalogue, and operations without a known item. */
export function billingItems(): readonly string[] {
  const operations = listOperations()
  const items = operations.flatMap(({ main }) => main?.billing?.item ?? [])
  return [...new Set([...Object.keys(OSS_ITEMS), ...items, ...operations.map(({ id }) => id)])]
}
