import {
  deleteBucket,
  getBucketAcl,
  getBucketInfo,
  getBucketLocation,
  getBucketStat,
  getBucketVersioning,
  headBucket,
  listBuckets,
  listObjects,
  listVersions,
  notSupported,
  putBucket,
} from './buckets.ts'
import { deleteCors, getCors, putCors } from './cors.ts'
import type { Exchange, Handler } from './exchange.ts'
import { abortUpload, completeUpload, copyPart, listParts, putPart, startUpload } from './multipart.ts'
import { deleteTags, getObjectAcl, getSymlink, getTags, putObjectAcl, putSymlink, putTags } from './object-settings.ts'
import {
  appendObject,
  copyObject,
  deleteObject,
  deleteObjects,
  getObject,
  getObjectMeta,
  putObject,
} from './objects.ts'
import { postObject } from './post-object.ts'
import { acceptTask, getProcessed, saveProcessed } from './process.ts'
import { deleteStyle, getStyles, putStyle } from './styles.ts'
import { listUploads } from './upload-list.ts'

/** What a request needs: a signature, a bucket whose ACL opens it to everybody, or a form that has its own. */
type RouteAccess = 'signed' | 'read' | 'write' | 'form'

/** Which requests a handler answers. */
export interface Route {
  readonly level: 'service' | 'bucket' | 'object'
  readonly method: string
  /** The sub-resource: a name in the query, or a header. */
  readonly when?: { readonly query?: string; readonly header?: string }
  readonly access: RouteAccess
  readonly handler: Handler
}

const at =
  (level: Route['level']) =>
  (method: string, query: string | undefined, handler: Handler, access: RouteAccess = 'signed'): Route => ({
    level,
    method,
    ...(query !== undefined && { when: { query } }),
    access,
    handler,
  })

const service = at('service')
const bucket = at('bucket')
const object = at('object')

/** Sub-resources of OSS that are not here. A request for one must not be taken for another. */
const ABSENT = (
  'accessPoint accessPointConfigForObjectProcess accessPointForObjectProcess accessPointPolicy ' +
  'accessPointPolicyForObjectProcess accessmonitor acl append asyncFetch bucketArchiveDirectRead callback ' +
  'cleanRestoredObject cname comp cors dataPipeline encryption httpsConfig inventory legalHold lifecycle live logging ' +
  'metaQuery metadataConfiguration metadataInventoryTable metadataJournalTable objectMeta objectWorm overwriteConfig policy ' +
  'policyStatus processConfiguration publicAccessBlock qos qosInfo redundancyTransition referer replication ' +
  'replicationLocation replicationProgress requestPayment resourceGroup responseHeader restore retention rtc seal ' +
  'symlink tagging transferAcceleration uploadId uploads userDefinedLogFieldsConfig versioning versions vod website ' +
  'worm wormExtend wormId x-oss-select x-oss-write-get-object-response'
).split(' ')

/** Source: error 0005-00000002. */
const ENCRYPTING: readonly Handler[] = [putObject, postObject, copyObject, startUpload, appendObject]

/** Whether a request may carry x-oss-server-side-encryption: it begins an object. */
export const encrypts = ({ handler }: Route): boolean => ENCRYPTING.includes(handler)

const ROUTES: readonly Route[] = [
  bucket('GET', 'acl', getBucketAcl),
  bucket('PUT', 'acl', putBucket),
  bucket('GET', 'cors', getCors),
  bucket('PUT', 'cors', putCors),
  bucket('DELETE', 'cors', deleteCors),
  bucket('GET', 'location', getBucketLocation),
  bucket('GET', 'bucketInfo', getBucketInfo),
  bucket('GET', 'stat', getBucketStat),
  bucket('GET', 'versioning', getBucketVersioning),
  bucket('GET', 'versions', listVersions),
  bucket('GET', 'style', getStyles),
  bucket('PUT', 'style', putStyle),
  bucket('DELETE', 'style', deleteStyle),
  bucket('POST', 'delete', deleteObjects),
  object('GET', 'tagging', getTags),
  object('PUT', 'tagging', putTags),
  object('DELETE', 'tagging', deleteTags),
  object('POST', 'append', appendObject, 'write'),
  object('POST', 'uploads', startUpload),
  {
    level: 'object',
    method: 'PUT',
    when: { query: 'uploadId', header: 'x-oss-copy-source' },
    access: 'signed',
    handler: copyPart,
  },
  object('PUT', 'uploadId', putPart),
  object('POST', 'uploadId', completeUpload),
  object('DELETE', 'uploadId', abortUpload),
  object('GET', 'uploadId', listParts),
  bucket('GET', 'uploads', listUploads),
  object('GET', 'acl', getObjectAcl),
  object('PUT', 'acl', putObjectAcl),
  object('PUT', 'symlink', putSymlink),
  object('GET', 'symlink', getSymlink, 'read'),
  object('HEAD', 'symlink', getSymlink, 'read'),
  object('GET', 'objectMeta', getObjectMeta, 'read'),
  object('HEAD', 'objectMeta', getObjectMeta, 'read'),
  object('POST', 'x-oss-process', saveProcessed),
  object('POST', 'x-oss-async-process', acceptTask),
  ...ABSENT.flatMap(name =>
    ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'].flatMap(method => [
      service(method, name, notSupported),
      bucket(method, name, notSupported),
      object(method, name, notSupported),
    ]),
  ),
  object('GET', 'x-oss-process', getProcessed, 'read'),
  object('HEAD', 'x-oss-process', getProcessed, 'read'),
  service('GET', 'regions', notSupported),
  service('GET', undefined, listBuckets),
  bucket('GET', undefined, listObjects, 'read'),
  bucket('HEAD', undefined, headBucket),
  bucket('PUT', undefined, putBucket),
  { level: 'bucket', method: 'POST', when: { header: 'content-type' }, access: 'form', handler: postObject },
  bucket('DELETE', undefined, deleteBucket),
  { level: 'object', method: 'PUT', when: { header: 'x-oss-copy-source' }, access: 'signed', handler: copyObject },
  object('GET', undefined, getObject, 'read'),
  object('HEAD', undefined, getObject, 'read'),
  object('PUT', undefined, putObject, 'write'),
  object('DELETE', undefined, deleteObject, 'write'),
]

const BY_METHOD: ReadonlyMap<string, readonly Route[]> = ROUTES.reduce((found, route) => {
  const name = `${route.level} ${route.method}`
  return found.set(name, [...(found.get(name) ?? []), route])
}, new Map<string, readonly Route[]>())

/** The route of a request; undefined where OSS knows no such method. */
export function findRoute({ bucket: bucketName, key, method, query, headers }: Exchange): Route | undefined {
  const level = bucketName === '' ? 'service' : key === '' ? 'bucket' : 'object'
  return BY_METHOD.get(`${level} ${method}`)?.find(route => {
    const { query: name, header } = route.when ?? {}
    return (name === undefined || query.has(name)) && (header === undefined || header in headers)
  })
}
