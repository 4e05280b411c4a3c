// A page in Chromium that uploads to the local OSS with ali-oss and with a form, and shows processed pictures.
import { Buffer } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import process from 'node:process'
import OSS from 'ali-oss'
import { chromium } from 'playwright-core'

const { OSS_ENDPOINT, OSS_REGION, OSS_BUCKET, OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_SIGNATURE } = process.env
const { PICTURE, LARGE, HEAVY, CHROMIUM_PATH = '/usr/bin/chromium' } = process.env
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']

const SDK = createRequire(import.meta.url).resolve('ali-oss/dist/aliyun-oss-sdk.min.js')
const OPTIONS = {
  endpoint: OSS_ENDPOINT,
  region: `oss-${OSS_REGION}`,
  bucket: OSS_BUCKET,
  accessKeyId: OSS_ACCESS_KEY_ID,
  accessKeySecret: OSS_ACCESS_KEY_SECRET,
  authorizationV4: OSS_SIGNATURE === 'v4',
  sldEnable: true,
}
const PAGE = `<!doctype html><meta charset="utf-8"><title>Upload</title><link rel="icon" href="data:,">
<script src="/sdk.js"></script><script>window.options = ${JSON.stringify(OPTIONS)}</script>`

/** What runs in the page. It gets files as Base64. */
const steps = {
  'page-put': async page =>
    page.evaluate(
      async picture => {
        const bytes = Uint8Array.from(atob(picture), sign => sign.charCodeAt(0))
        const { res } = await new OSS(options).put(
          '页 1+2.png',
          new File([bytes], 'picture.png', { type: 'image/png' }),
        )
        return { status: res.status, hasTag: Boolean(res.headers.etag) }
      },
      await base64Of(PICTURE),
    ),
  multipart: async page =>
    page.evaluate(
      async large => {
        const bytes = Uint8Array.from(atob(large), sign => sign.charCodeAt(0))
        await new OSS(options).multipartUpload('large/影片 1+2&3.bin', new Blob([bytes]), { partSize: 102_400 })
        const { res } = await new OSS(options).head('large/影片 1+2&3.bin')
        return { size: Number(res.headers['content-length']), etag: res.headers.etag.replaceAll('"', '') }
      },
      await base64Of(LARGE),
    ),
  'page-picture': page =>
    page.evaluate(async () => {
      const client = new OSS(options)
      const process = 'image/resize,m_fixed,w_50,h_40'
      const image = new Image()
      image.src = options.authorizationV4
        ? await client.signatureUrlV4('GET', 600, { queries: { 'x-oss-process': process } }, '页 1+2.png')
        : client.signatureUrl('页 1+2.png', { process })
      document.body.append(image)
      await image.decode()
      return { width: image.naturalWidth, height: image.naturalHeight }
    }),
  'page-form': async page =>
    page.evaluate(
      async ({ picture, fields }) => {
        const form = new FormData()
        for (const [name, value] of Object.entries(fields)) form.append(name, value)
        const bytes = Uint8Array.from(atob(picture), sign => sign.charCodeAt(0))
        form.append('file', new File([bytes], '图 1.png', { type: 'image/png' }))
        const answer = await fetch(`${options.endpoint}/${options.bucket}`, { method: 'POST', body: form })
        return { status: answer.status, text: await answer.text() }
      },
      { picture: await base64Of(PICTURE), fields: signForm() },
    ),
  'wrong-secret-20mb': async page =>
    page.evaluate(
      async size => {
        try {
          await new OSS({ ...options, accessKeySecret: 'wrong' }).put('refused.bin', new Blob([new Uint8Array(size)]))
        } catch (error) {
          return { status: error.status, code: error.code, requestId: error.requestId, ec: error.ecCode }
        }
        throw new Error('It was not refused.')
      },
      (await readFile(HEAVY)).length,
    ),
}

/** The fields of a form, which the server of a page signs: the SDK cannot in a browser. */
function signForm() {
  const expiration = new Date(Date.now() + 600_000).toISOString()
  const conditions = [['content-length-range', 0, 1_000_000], { bucket: OSS_BUCKET }]
  return {
    key: 'form/${filename}',
    success_action_status: '200',
    ...new OSS(OPTIONS).calculatePostSignature({ expiration, conditions }),
  }
}

async function base64Of(file) {
  return Buffer.from(await readFile(file)).toString('base64')
}

/** Serves the page and the SDK at a port of its own, another origin than that of the local OSS. */
async function servePage() {
  const sdk = await readFile(SDK)
  const server = createServer((request, response) => {
    const isSdk = request.url === '/sdk.js'
    response.setHeader('Content-Type', isSdk ? 'text/javascript' : 'text/html').end(isSdk ? sdk : PAGE)
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return server
}

async function attempt(step, run, page) {
  try {
    return { step, ok: true, detail: await run(page) }
  } catch (error) {
    return { step, ok: false, detail: String(error) }
  }
}

const server = await servePage()
const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: FLAGS })
try {
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${server.address().port}/`)
  for (const [step, run] of Object.entries(steps)) {
    if (!process.env.STEPS.split(',').includes(step)) continue
    process.stdout.write(`${JSON.stringify(await attempt(step, run, page))}\n`)
  }
} finally {
  await browser.close()
  server.close()
}
