// How to test code that uses OSS: a local OSS for each test, on a free port, gone at the end. Run with: node --test examples/testing/*.mjs
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import OSS from 'ali-oss'
import { encodeBase64Url } from 'oss-process'
import { startLocalOss } from 'oss-process/emulator'

/** The code under test: saves a small animation of a clip and gives the id of the task. */
async function animate(client, key) {
  const target = encodeBase64Url('previews/{barename}.{autoext}')
  const process = `video/animation,f_webp,w_96,h_54,inter_2000|sys/saveas,o_${target}`
  const { data } = await client.request({
    method: 'POST',
    object: key,
    bucket: client.options.bucket,
    subres: 'x-oss-async-process',
    content: Buffer.from(`x-oss-async-process=${process}`),
    successStatuses: [200],
  })
  return JSON.parse(data.toString()).TaskId
}

test('a clip gets a preview', async () => {
  const oss = await startLocalOss({ buckets: ['media'] })
  try {
    const client = new OSS({
      endpoint: oss.endpoint,
      region: 'oss-cn-hangzhou',
      bucket: 'media',
      accessKeyId: 'local',
      accessKeySecret: 'local-secret',
      authorizationV4: true,
      sldEnable: true,
    })
    await client.put('clips/example.mkv', path.join(import.meta.dirname, '../media/example.mkv'))
    const task = await oss.tasks.wait(await animate(client, 'clips/example.mkv'))
    assert.equal(task.state, 'Succeeded')
    assert.deepEqual(
      task.outputs.map(({ key, frameCount, width, height }) => ({ key, frameCount, width, height })),
      [{ key: 'previews/example.webp', frameCount: 5, width: 96, height: 54 }],
    )
    const { res } = await client.head('previews/example.webp')
    assert.equal(res.headers['content-type'], 'image/webp')
  } finally {
    await oss.close()
  }
})
