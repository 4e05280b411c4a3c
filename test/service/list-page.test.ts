import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readListPage } from '../../src/service/list-page.ts'

const odd = readFileSync(new URL('../fixtures/service/odd-keys.xml', import.meta.url), 'utf8')

test('a page with odd names', () => {
  const page = readListPage(odd)
  expect(page?.next).toBe('ChR2aWRlby9mb2xkZXIvJjx+PiI+&=')
  expect(page?.objects.map(({ key }) => key)).toEqual([
    'in/plain.mp4',
    'in/a b+c.mp4',
    'in/plus+stays.mp4',
    'in/视频🎬.mp4',
    `in/<&>"'.mp4`,
    'in/line\nbreak\ttab.mp4',
    'in/%E8.mp4',
    'in///double.mp4',
    'in/folder/',
  ])
  expect(page?.objects.slice(0, 2)).toEqual([
    {
      key: 'in/plain.mp4',
      size: '344606',
      lastModified: '2026-11-27T08:00:00.000Z',
      storageClass: 'IA',
      etag: '5B3C1A2E053D763E1B002CC607C5A0FE',
    },
    {
      key: 'in/a b+c.mp4',
      size: '0',
      lastModified: '2026-11-27T08:00:00.000Z',
      storageClass: 'Standard',
      etag: '0B4F1B2A3E7C9D5F8A6B4C2D1E0F3A5B-2',
    },
  ])
})

test('the token is encoded as the names are', () => {
  const xml = (type: string) =>
    `<ListBucketResult>${type}<IsTruncated>true</IsTruncated><NextContinuationToken>a%2Fb+c%3D</NextContinuationToken></ListBucketResult>`
  expect(readListPage(xml('<EncodingType>url</EncodingType>'))?.next).toBe('a/b+c=')
  expect(readListPage(xml(''))?.next).toBe('a%2Fb+c%3D')
})

test('names that are not encoded stay as they are', () => {
  const xml = `<ListBucketResult><IsTruncated>false</IsTruncated>
<Contents><Key>100%25 &amp; &#x4F60;&#20013;<![CDATA[<b>]]>.mp4</Key><Size>1</Size></Contents></ListBucketResult>`
  expect(readListPage(xml)).toEqual({
    objects: [{ key: '100%25 & 你中<b>.mp4', size: '1', lastModified: '', storageClass: '', etag: '' }],
    next: undefined,
  })
})

test.each([
  ['a page of a portal', '<html><body>Log in</body></html>'],
  ['a piece of a page', odd.slice(0, 900)],
  ['one that goes on nowhere', odd.replace(/<NextContinuationToken>.*<\/NextContinuationToken>/, '')],
  ['an object without a name', odd.replace(/<Key>in%2Fplain.mp4<\/Key>/, '')],
  ['nothing', ''],
])('%s is no page', (_, xml) => {
  expect(readListPage(xml)).toBeUndefined()
})

test('a page without objects', () => {
  const xml = '<ListBucketResult><Name>media</Name><IsTruncated>false</IsTruncated></ListBucketResult>'
  expect(readListPage(xml)).toEqual({ objects: [], next: undefined })
})
