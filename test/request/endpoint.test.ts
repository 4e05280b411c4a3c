import { expect, test } from 'vitest'
import { findEndpointFault, readEndpoint } from '../../src/request/endpoint.ts'

test.each([
  ['oss-cn-hangzhou.aliyuncs.com', undefined],
  ['https://oss-cn-hangzhou.aliyuncs.com/', undefined],
  [' HTTP://127.0.0.1:9080 ', undefined],
  ['ftp://oss-cn-hangzhou.aliyuncs.com', 'scheme'],
  ['oss://films', 'scheme'],
  ['https://me:pass@oss-cn-hangzhou.aliyuncs.com', 'user'],
  ['me@oss-cn-hangzhou.aliyuncs.com', 'user'],
  ['https://oss-cn-hangzhou.aliyuncs.com:99999', 'form'],
  ['https://', 'form'],
  ['https:///films', 'form'],
  ['oss-cn-hangzhou.aliyuncs.com/films', 'path'],
  ['https://oss-cn-hangzhou.aliyuncs.com?a', 'path'],
  ['https://oss-cn-hangzhou.aliyuncs.com#a', 'path'],
])('%j has the fault %s', (endpoint, fault) => {
  expect(findEndpointFault(endpoint)).toBe(fault)
})

test.each([
  ['OSS-cn-hangzhou-internal.aliyuncs.com', 'https', 'oss-cn-hangzhou-internal.aliyuncs.com', 'cn-hangzhou', false],
  ['http://cn-beijing.oss.aliyuncs.com/', 'http', 'cn-beijing.oss.aliyuncs.com', 'cn-beijing', false],
  ['oss-accelerate.aliyuncs.com', 'https', 'oss-accelerate.aliyuncs.com', undefined, false],
  ['http://[::1]:9080', 'http', '[::1]:9080', undefined, true],
])('%s is read apart', (endpoint, scheme, host, region, isPathStyle) => {
  expect(readEndpoint(endpoint)).toEqual({ scheme, host, region, isPathStyle })
})
