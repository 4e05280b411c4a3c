import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import type { LocalOss } from '../../src/emulator/local-oss.ts'
import { createUploads } from '../../src/emulator/store/uploads.ts'
import type { Client } from './clients.ts'

/** What a client says about a step. */
export type Facts = Readonly<Record<string, unknown>>

/** A client that ran against a local OSS. */
export interface Session {
  readonly client: Client
  readonly oss: LocalOss
  /** Where the client left files to look at. */
  readonly output: string
  readonly clip: string
  readonly picture: string
  /** The file that comes in parts. */
  readonly large: string
}

type Check = (facts: Facts, session: Session) => void | Promise<void>

const REQUEST_ID = /^[0-9A-F]{24}$/
const EC = /^\d{4}-\d{8}$/
const TEXT = '0123456789'
const PART_BYTES = 100 * 1024

function md5(content: string | Uint8Array): string {
  return createHash('md5').update(content).digest('hex').toUpperCase()
}

function textOf(value: unknown): string {
  assert.equal(typeof value, 'string')
  return String(value)
}

function factsOf(value: unknown): Facts {
  assert.ok(typeof value === 'object' && value !== null)
  return { ...value }
}

/** A refusal as the SDK's error tells it. */
function refusal(status: number, code: string): Check {
  return (facts, session) => {
    unnumbered(status, code)(facts, session)
    assert.match(textOf(facts.ec), EC)
  }
}

/** A refusal whose EC number no page tells. */
function unnumbered(status: number, code: string): Check {
  return (facts, { client }) => {
    assert.equal(facts.code, code)
    if (!client.hidesStatus) assert.equal(facts.status, status)
    assert.match(textOf(facts.requestId), REQUEST_ID)
  }
}

/** A refusal as a plain HTTP client gets it. */
function refusedPage(code: string): Check {
  return ({ status, body }) => {
    assert.equal(status, 403)
    assert.match(textOf(body), new RegExp(`<Code>${code}</Code>`))
    assert.match(textOf(body), /<EC>\d{4}-\d{8}<\/EC>/)
  }
}

async function expectPicture(output: string, name: string): Promise<void> {
  const content = await readFile(path.join(output, name))
  assert.equal(content.toString('latin1', 1, 4), 'PNG')
  assert.deepEqual([content.readUInt32BE(16), content.readUInt32BE(20)], [50, 40], `The size of ${name}`)
}

/** The identifiers are those of a task that the server knows, and its notification goes to the topic. */
const submission: Check = async (facts, { oss }) => {
  const task = oss.tasks.find(textOf(facts.taskId))
  assert.ok(task, `The server knows no task ${facts.taskId}.`)
  assert.deepEqual(facts, { eventId: task.eventId, requestId: task.requestId, taskId: task.taskId })
  assert.equal(task.topic, 'AudioConvert')
  assert.equal((await oss.tasks.wait(task.taskId)).state, 'Succeeded')
}

/** Ten seconds, a frame each second. */
function animation(name: string): Check {
  return async ({ contentType }, { output }) => {
    assert.equal(contentType, 'image/gif')
    const content = await readFile(path.join(output, name))
    assert.equal(content.toString('latin1', 0, 6), 'GIF89a')
    const { width, pageHeight, pages } = await sharp(content, { animated: true }).metadata()
    assert.deepEqual({ width, pageHeight, pages }, { width: 100, pageHeight: 100, pages: 10 })
  }
}

const listing: Check = facts => {
  assert.deepEqual(facts, { keys: ['list/a.txt', 'list/影片 1+2.txt'], prefixes: ['list/sub/'] })
}

/** The ETag of an object that came in parts of these sizes, the last one shorter. */
function joinedTag(content: Buffer, partBytes: number): string {
  const count = Math.ceil(content.length / partBytes)
  const parts = Array.from({ length: count }, (_, index) =>
    content.subarray(index * partBytes, (index + 1) * partBytes),
  )
  return `${md5(Buffer.from(parts.map(md5).join(''), 'hex'))}-${count}`
}

/** The large file, that came in parts. */
function joined(bucket: string, key: string, partBytes: number): Check {
  return async (facts, { large, oss }) => {
    const content = await readFile(large)
    const object = await oss.store.getObject(bucket, key)
    assert.ok(content.equals(await readFile(object.file)), 'The object is not the file.')
    assert.equal(object.type, 'Multipart')
    assert.deepEqual(facts, { size: content.length, etag: joinedTag(content, partBytes) })
    assert.deepEqual(await createUploads(oss.store).list(bucket), [])
  }
}

const multipartAbort: Check = async ({ gone, ...facts }, session) => {
  const parts = [{ number: 1, size: TEXT.length, etag: md5(TEXT) }]
  assert.deepEqual(facts, { parts, uploads: ['aborted/影片 1+2&3.bin'], left: [] })
  await refusal(404, 'NoSuchUpload')(factsOf(gone), session)
}

/** What each step is to bring, in the order in which the clients take them. */
export const EXPECTATIONS: Readonly<Record<string, Check>> = {
  put: async ({ etag, requestId }, { clip }) => {
    assert.equal(etag, md5(await readFile(clip)))
    assert.match(textOf(requestId), REQUEST_ID)
  },
  'submit-unpadded': submission,
  'submit-padded': submission,
  'result-unpadded': animation('unpadded.gif'),
  'result-padded': animation('padded.gif'),
  resize: async ({ contentType }, { client, output }) => {
    if (!client.hidesHeaders) assert.equal(contentType, 'image/png')
    await expectPicture(output, 'resize.png')
  },
  save: async (facts, { client, output }) => {
    await expectPicture(output, 'save.png')
    const fileSize = (await readFile(path.join(output, 'save.png'))).length
    const saved = { status: 'OK', bucket: 'examplebucket', object: 'saved/small.png', fileSize }
    if (client.hidesSaved) assert.equal(facts.httpStatus, 200)
    else assert.deepEqual(facts, saved)
  },
  presign: async ({ status }, { output }) => {
    assert.equal(status, 200)
    await expectPicture(output, 'presign.png')
  },
  'presign-expired': refusedPage('AccessDenied'),
  'presign-wrong': refusedPage('SignatureDoesNotMatch'),
  'wrong-secret': refusal(403, 'SignatureDoesNotMatch'),
  'wrong-secret-20mb': refusal(403, 'SignatureDoesNotMatch'),
  'bad-animation': unnumbered(400, 'InvalidArgument'),
  'bad-resize': refusal(400, 'InvalidArgument'),
  'put-texts': () => {},
  list: listing,
  'list-v2': listing,
  range: (facts, { client }) =>
    assert.deepEqual(facts, client.hidesHeaders ? { text: '2345' } : { status: 206, text: '2345' }),
  head: facts =>
    assert.deepEqual(facts, { size: TEXT.length, contentType: 'text/plain', author: 'example', etag: md5(TEXT) }),
  copy: facts => assert.deepEqual(facts, { text: TEXT }),
  append: async ({ next, text, wrong }, session) => {
    assert.deepEqual({ next, text }, { next: 11, text: 'hello world' })
    await refusal(409, 'PositionNotEqualToLength')(factsOf(wrong), session)
  },
  delete: refusal(404, 'NoSuchKey'),
  'delete-many': async ({ deleted }, { oss }) => {
    const keys = ['list/影片 1+2.txt', 'many/a&b.txt']
    assert.deepEqual(deleted, keys)
    for (const key of keys) assert.equal(await oss.store.findObject('video-demo', key), undefined)
  },
  style: async (facts, { output }) => {
    assert.deepEqual(facts, { content: 'image/resize,m_fixed,w_50,h_40', names: ['small'], left: 0 })
    await expectPicture(output, 'style.png')
  },
  multipart: joined('video-demo', 'large/影片 1+2&3.bin', PART_BYTES),
  'multipart-copy': joined('examplebucket', 'joined/影片 1+2&3.bin', 2 * PART_BYTES),
  'multipart-abort': multipartAbort,
  bucket: async ({ name, location, acl, names, full, gone }, session) => {
    assert.deepEqual(names, ['examplebucket', 'interop-other', 'video-demo'])
    assert.deepEqual({ name, location, acl }, { name: 'interop-other', location: 'oss-cn-hangzhou', acl: 'private' })
    await refusal(409, 'BucketNotEmpty')(factsOf(full), session)
    await refusal(404, 'NoSuchBucket')(factsOf(gone), session)
  },
}

/** A task as IMM tells of it, to its SDK and to "oss-process follow". */
const task: Check = ({ taskId, eventId, listed, followed, ...facts }, { oss }) => {
  const found = oss.tasks.find(textOf(taskId))
  assert.ok(found, `The server knows no task ${taskId}.`)
  assert.deepEqual({ eventId, listed }, { eventId: found.eventId, listed: [found.taskId] })
  assert.deepEqual(facts, { projectName: 'interop', status: 'Succeeded', progress: 100 })
  const { status, error, tasks }: Facts = Object(followed)
  assert.deepEqual({ status, error }, { status: 0, error: '' })
  const [ended, end]: readonly Facts[] = Array.isArray(tasks) ? tasks : []
  assert.deepEqual([ended?.taskId, ended?.state, end?.succeeded, end?.failed], [taskId, 'Succeeded', 1, 0])
  assert.deepEqual(ended?.outputs, ['oss://examplebucket/outobjprefix.gif'])
}

/** The picture that came by a form of a page, under the name that the page gave the file. */
const pageForm: Check = async ({ status }, { oss, picture }) => {
  assert.equal(status, 200)
  const { file, contentType } = await oss.store.getObject('video-demo', 'form/图 1.png')
  assert.equal(contentType, 'image/png')
  assert.ok((await readFile(file)).equals(await readFile(picture)), 'The object is not the file.')
}

/** What is expected of clients that are no SDKs of OSS, beside the steps that they share with those. */
export const TOOL_EXPECTATIONS: Readonly<Record<string, Check>> = {
  table: facts => assert.deepEqual(facts, { n: [1, 2, 3], 名: ['x', 'a,b', '影片'] }),
  'signed-text': facts => assert.deepEqual(facts, { status: 200, text: TEXT }),
  renamed: facts => assert.deepEqual(facts, { name: 'list/影片 1+2_1.txt', size: 5, text: 'other' }),
  moved: facts => assert.deepEqual(facts, { done: true, text: TEXT, before: false }),
  removed: facts => assert.deepEqual(facts, { before: true, after: false }),
  'page-put': facts => assert.deepEqual(facts, { status: 200, hasTag: true }),
  'page-picture': facts => assert.deepEqual(facts, { width: 50, height: 40 }),
  'page-form': pageForm,
  task,
  'task-missing': facts => assert.deepEqual(facts, { status: 404, code: 'ResourceNotFound' }),
}
