// The steps with ali-oss, the SDK for Node.js. It has no calls for asynchronous processing and for styles.
import { Buffer } from 'node:buffer'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import OSS from 'ali-oss'

const { OSS_ENDPOINT, OSS_REGION, OSS_BUCKET, OSS_TARGET_BUCKET, OSS_SIGNATURE, CLIP, PICTURE, LARGE, HEAVY, OUTPUT } =
  process.env
const { OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET } = process.env
const RESIZE = 'image/resize,m_fixed,w_50,h_40'

const open = (bucket, accessKeySecret = OSS_ACCESS_KEY_SECRET) =>
  new OSS({
    endpoint: OSS_ENDPOINT,
    region: `oss-${OSS_REGION}`,
    bucket,
    accessKeyId: OSS_ACCESS_KEY_ID,
    accessKeySecret,
    authorizationV4: OSS_SIGNATURE === 'v4',
    sldEnable: true,
  })
const client = open(OSS_BUCKET)
const target = open(OSS_TARGET_BUCKET)

const keep = (name, content) => writeFile(path.join(OUTPUT, name), content)

const encode = (text, isPadded) => {
  const encoded = Buffer.from(text).toString('base64url')
  return isPadded ? encoded.padEnd(Math.ceil(encoded.length / 4) * 4, '=') : encoded
}

const animation = (targetKey, isPadded, width = 100) =>
  `video/animation,f_gif,w_${width},h_100,inter_1000` +
  `|sys/saveas,b_${encode(OSS_TARGET_BUCKET, isPadded)},o_${encode(targetKey, isPadded)}` +
  `/notify,topic_${encode('AudioConvert', isPadded)}`

const processAsynchronously = async text => {
  const { data } = await client.request({
    method: 'POST',
    bucket: OSS_BUCKET,
    object: 'example.mkv',
    subres: { 'x-oss-async-process': '' },
    content: `x-oss-async-process=${text}`,
    successStatuses: [200],
  })
  return JSON.parse(String(data))
}

const refused = async call => {
  try {
    await call()
  } catch (error) {
    return { status: error.status, code: error.code, requestId: error.requestId, ec: error.ecCode }
  }
  throw new Error('It was not refused.')
}

const fetchText = async url => {
  const answer = await fetch(url)
  return { status: answer.status, body: await answer.text() }
}

const sign = seconds =>
  OSS_SIGNATURE === 'v4'
    ? client.signatureUrlV4('GET', seconds, { queries: { 'x-oss-process': RESIZE } }, 'picture.png')
    : client.signatureUrl('picture.png', { expires: seconds, process: RESIZE })

const submit = async (targetKey, isPadded) => {
  const { EventId, RequestId, TaskId } = await processAsynchronously(animation(targetKey, isPadded))
  return { eventId: EventId, requestId: RequestId, taskId: TaskId }
}

const exists = async key => {
  try {
    await target.head(key)
    return true
  } catch (error) {
    if (error.code === 'NoSuchKey') return false
    throw error
  }
}

const fetchResult = async (key, name) => {
  for (let attempt = 0; attempt < 300 && !(await exists(key)); attempt++) await setTimeout(100)
  const { content, res } = await target.get(key)
  await keep(name, content)
  return { contentType: res.headers['content-type'] }
}

const listed = ({ objects, prefixes }) => ({ keys: objects.map(({ name }) => name), prefixes })

const listUploads = async () => (await client.listUploads()).uploads.map(({ name }) => name)

/** The SDK gives the texts of the XML; of a single part no list. */
const listParts = async (key, upload) => {
  const { parts } = await client.listParts(key, upload)
  return [parts].flat().map(({ PartNumber, Size, ETag }) => ({
    number: Number(PartNumber),
    size: Number(Size),
    etag: ETag.replaceAll('"', ''),
  }))
}

const getText = async (from, key, options) => String((await from.get(key, options)).content)

const steps = {
  put: async () => {
    const { res } = await client.put('example.mkv', CLIP)
    await client.put('picture.png', PICTURE)
    return { etag: res.headers.etag.replaceAll('"', ''), requestId: res.headers['x-oss-request-id'] }
  },
  'submit-unpadded': () => submit('outobjprefix.{autoext}', false),
  'submit-padded': () => submit('padded/outobjprefix.{autoext}', true),
  'result-unpadded': () => fetchResult('outobjprefix.gif', 'unpadded.gif'),
  'result-padded': () => fetchResult('padded/outobjprefix.gif', 'padded.gif'),
  resize: async () => {
    const { content, res } = await client.get('picture.png', { process: RESIZE })
    await keep('resize.png', content)
    return { contentType: res.headers['content-type'] }
  },
  save: async () => {
    const { status, res } = await client.processObjectSave('picture.png', 'saved/small.png', RESIZE, OSS_TARGET_BUCKET)
    await keep('save.png', (await target.get('saved/small.png')).content)
    return { httpStatus: status, requestId: res.headers['x-oss-request-id'] }
  },
  presign: async () => {
    const answer = await fetch(await sign(600))
    await keep('presign.png', Buffer.from(await answer.arrayBuffer()))
    return { status: answer.status }
  },
  'presign-expired': async () => {
    const url = await sign(1)
    await setTimeout(2500)
    return fetchText(url)
  },
  'presign-wrong': async () => fetchText((await sign(600)).replace('w_50', 'w_60')),
  'wrong-secret': () => refused(() => open(OSS_BUCKET, 'wrong').get('picture.png')),
  'wrong-secret-20mb': () => refused(() => open(OSS_BUCKET, 'wrong').put('refused.bin', HEAVY)),
  'bad-animation': () => refused(() => processAsynchronously(animation('bad.{autoext}', false, 5000))),
  'bad-resize': () => refused(() => client.get('picture.png', { process: 'image/resize,w_-1' })),
  'put-texts': async () => {
    for (const key of ['list/a.txt', 'list/影片 1+2.txt', 'list/sub/c.txt']) {
      await client.put(key, Buffer.from('0123456789'))
    }
    return {}
  },
  list: async () => listed(await client.list({ prefix: 'list/', delimiter: '/' })),
  'list-v2': async () => listed(await client.listV2({ prefix: 'list/', delimiter: '/' })),
  range: async () => {
    const { content, res } = await client.get('list/影片 1+2.txt', { headers: { Range: 'bytes=2-5' } })
    return { status: res.status, text: String(content) }
  },
  head: async () => {
    await client.put('head.txt', Buffer.from('0123456789'), { mime: 'text/plain', meta: { author: 'example' } })
    const { meta, res } = await client.head('head.txt')
    return {
      size: Number(res.headers['content-length']),
      contentType: res.headers['content-type'],
      author: meta.author,
      etag: res.headers.etag.replaceAll('"', ''),
    }
  },
  copy: async () => {
    await target.copy('copied 影片.txt', 'list/影片 1+2.txt', OSS_BUCKET)
    return { text: await getText(target, 'copied 影片.txt') }
  },
  append: async () => {
    const appendAt = (position, text) => client.append('appended.txt', Buffer.from(text), { position })
    const first = await appendAt(0, 'hello ')
    const second = await appendAt(first.nextAppendPosition, 'world')
    const wrong = await refused(() => appendAt(3, '!'))
    return { next: Number(second.nextAppendPosition), text: await getText(client, 'appended.txt'), wrong }
  },
  delete: async () => {
    await client.delete('appended.txt')
    return refused(() => client.get('appended.txt'))
  },
  'delete-many': async () => {
    await client.put('many/a&b.txt', Buffer.from('0123456789'))
    const { deleted } = await client.deleteMulti(['list/影片 1+2.txt', 'many/a&b.txt'])
    return { deleted: deleted.map(({ Key }) => Key) }
  },
  multipart: async () => {
    const key = 'large/影片 1+2&3.bin'
    await client.multipartUpload(key, LARGE, { partSize: 102_400 })
    const { res } = await client.head(key)
    return { size: Number(res.headers['content-length']), etag: res.headers.etag.replaceAll('"', '') }
  },
  'multipart-copy': async () => {
    const key = 'joined/影片 1+2&3.bin'
    const source = { sourceKey: 'large/影片 1+2&3.bin', sourceBucketName: OSS_BUCKET }
    const { uploadId } = await target.initMultipartUpload(key)
    const parts = []
    for (const [index, range] of ['0-204799', '204800-'].entries()) {
      const { etag } = await target.uploadPartCopy(key, uploadId, index + 1, range, source)
      parts.push({ number: index + 1, etag })
    }
    const { etag } = await target.completeMultipartUpload(key, uploadId, parts)
    const { res } = await target.head(key)
    return { size: Number(res.headers['content-length']), etag: etag.replaceAll('"', '') }
  },
  'multipart-abort': async () => {
    const key = 'aborted/影片 1+2&3.bin'
    const { uploadId } = await client.initMultipartUpload(key)
    await client.uploadPart(key, uploadId, 1, Buffer.from('0123456789'), 0, 10)
    const parts = await listParts(key, uploadId)
    const uploads = await listUploads()
    await client.abortMultipartUpload(key, uploadId)
    const gone = await refused(() => listParts(key, uploadId))
    return { parts, uploads, left: await listUploads(), gone }
  },
  bucket: async () => {
    const name = 'interop-other'
    const other = open(name)
    await client.putBucket(name, { acl: 'private' })
    const { bucket } = await client.getBucketInfo(name)
    const names = (await client.listBuckets()).buckets.map(found => found.name)
    await other.put('a.txt', Buffer.from('a'))
    const full = await refused(() => client.deleteBucket(name))
    await other.delete('a.txt')
    await client.deleteBucket(name)
    const gone = await refused(() => client.getBucketInfo(name))
    return { name: bucket.Name, location: bucket.Location, acl: bucket.AccessControlList.Grant, names, full, gone }
  },
}

for (const [step, run] of Object.entries(steps)) {
  if (!process.env.STEPS.split(',').includes(step)) continue
  let line
  try {
    line = { step, ok: true, detail: await run() }
  } catch (error) {
    line = { step, ok: false, detail: String(error) }
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
