import { createHmac } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FoundCredentials, findCredentials, reveal } from '../../src/request/index.ts'
import { run } from '../cli/run.ts'

const SECRET = 'source-secret'
const ROLE = 'acs:ram::1234567890123456:role/worker'
const EXPIRATION = '2999-11-22T20:00:00Z'
const FOLDER = '/latest/meta-data/ram/security-credentials/'

/** What the loopback services were asked. */
let asked: {
  readonly path: string
  readonly fields: Map<string, string>
  readonly headers: IncomingMessage['headers']
}[] = []
let refusal: string | undefined
let server: Server
let url = ''

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** The signature of RPC APIs as the help page "V2 request syntax and signature method" has it, written without the code that signs. */
function signatureOf(fields: Map<string, string>): string {
  const sorted = [...fields]
    .filter(([name]) => name !== 'Signature')
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const query = sorted.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  return createHmac('sha1', `${SECRET}&`)
    .update(`POST&${encode('/')}&${encode(query)}`)
    .digest('base64')
}

function answerSts(fields: Map<string, string>): [status: number, body: object] {
  if (refusal) return [403, { RequestId: 'R', Code: refusal, Message: `the string to sign was ${SECRET}` }]
  const isOidc = fields.get('Action') === 'AssumeRoleWithOIDC'
  if (fields.get('Version') !== '2015-04-01' || fields.get('RoleArn') !== ROLE)
    return [400, { Code: 'MissingParameter' }]
  if (!isOidc && fields.get('Signature') !== signatureOf(fields)) return [400, { Code: 'SignatureDoesNotMatch' }]
  if (isOidc && fields.get('OIDCToken') !== 'the token') return [400, { Code: 'AuthenticationFail.OIDCToken.Invalid' }]
  const Credentials = {
    AccessKeyId: `STS.${isOidc ? 'oidc' : fields.get('AccessKeyId')}`,
    AccessKeySecret: 'sts-secret',
    SecurityToken: 'sts-token',
    Expiration: EXPIRATION,
  }
  return [200, { RequestId: 'R', AssumedRoleUser: { Arn: ROLE, AssumedRoleId: '1:s' }, Credentials }]
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const { pathname, searchParams } = new URL(request.url ?? '', url)
    const fields = new Map([...searchParams, ...new URLSearchParams(body)])
    asked.push({ path: `${request.method} ${pathname}`, fields, headers: request.headers })
    const keys = {
      Code: 'Success',
      AccessKeyId: 'STS.ecs',
      AccessKeySecret: SECRET,
      SecurityToken: 't',
      Expiration: EXPIRATION,
    }
    if (pathname === '/latest/api/token') response.end('metadata-token')
    else if (pathname === FOLDER) response.end('worker')
    else if (pathname === `${FOLDER}worker`) response.end(JSON.stringify(keys))
    else if (pathname === '/uri') response.end(JSON.stringify({ ...keys, AccessKeyId: 'STS.uri' }))
    else if (pathname === '/') {
      const [status, answer] = answerSts(fields)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    } else response.writeHead(404).end()
  })
  // The same server is a proxy for https: it tells what it was asked, and leads back to itself.
  server.on('connect', (request, socket) => {
    asked.push({ path: `CONNECT ${request.url}`, fields: new Map(), headers: request.headers })
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

beforeEach(() => {
  asked = []
  refusal = undefined
})

/** A home of its own with these files. */
function homeWith(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'credentials-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return folder
}

/** The services of Alibaba Cloud are here. */
const places = () => ({ ALIBABA_CLOUD_STS_ENDPOINT: url, OSS_PROCESS_METADATA_URL: url })

const shown = (found: FoundCredentials | undefined) => found && [found.accessKeyId, found.source]

const find = async (files: Record<string, string>, env: Record<string, string> = {}, profile?: string) =>
  shown(await findCredentials({ home: homeWith(files), env: { ...places(), ...env }, profile }))

const ALIBABA = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'ali', ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET }
const OSS = { OSS_ACCESS_KEY_ID: 'oss', OSS_ACCESS_KEY_SECRET: SECRET }
const OSSUTIL = `[default]\naccessKeyID=ossutil\naccessKeySecret=${SECRET}\n`
const JAVA = `[default]\noss_access_key_id=java\noss_secret_access_key=${SECRET}\n`
const CLI = (...profiles: object[]) => JSON.stringify({ current: 'main', profiles })
const KEYS = { access_key_id: 'cli', access_key_secret: SECRET }
const SDK = `[default]\ntype = access_key\naccess_key_id = sdk\naccess_key_secret = ${SECRET}\n`

describe('the order', () => {
  test('is environment, OIDC, files, role of the instance, URI', async () => {
    const token = path.join(homeWith({ token: 'the token\n' }), 'token')
    const files = {
      '.ossutilconfig': OSSUTIL,
      '.oss/credentials': JAVA,
      '.aliyun/config.json': CLI({ name: 'main', mode: 'AK', ...KEYS }),
      '.alibabacloud/credentials': SDK,
    }
    const oidc = {
      ALIBABA_CLOUD_ROLE_ARN: ROLE,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/p',
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: token,
    }
    const env: Record<string, string> = {
      ...OSS,
      ...ALIBABA,
      ...oidc,
      ALIBABA_CLOUD_ECS_METADATA: 'worker',
      ALIBABA_CLOUD_CREDENTIALS_URI: `${url}/uri?secret=x`,
    }
    const order: (readonly [expected: readonly string[], remove: readonly string[]])[] = [
      [['oss', 'environment'], Object.keys(OSS)],
      [['ali', 'environment'], Object.keys(ALIBABA)],
      [['STS.oidc', `OIDC, role ${ROLE}`], Object.keys(oidc)],
      [['ossutil', '~/.ossutilconfig [default]'], ['.ossutilconfig']],
      [['java', '~/.oss/credentials [default]'], ['.oss/credentials']],
      [['cli', '~/.aliyun/config.json [main]'], ['.aliyun/config.json']],
      [['sdk', '~/.alibabacloud/credentials [default]'], ['.alibabacloud/credentials']],
      [['STS.ecs', 'RAM role worker'], ['ALIBABA_CLOUD_ECS_METADATA']],
      [['STS.uri', 'ALIBABA_CLOUD_CREDENTIALS_URI'], ['ALIBABA_CLOUD_CREDENTIALS_URI']],
    ]
    const left: Record<string, string> = { ...files }
    for (const [expected, remove] of order) {
      expect(await find(left, env)).toEqual(expected)
      for (const name of remove) {
        delete env[name]
        delete left[name]
      }
    }
    expect(await find(left, env)).toBeUndefined()
  })

  test('a current profile that is not there is told where nothing else gives keys', async () => {
    const astray = { '.aliyun/config.json': CLI({ name: 'other', mode: 'AK', ...KEYS }) }
    await expect(find(astray)).rejects.toMatchObject({
      id: 'profile-current',
      message: expect.stringContaining('~/.aliyun/config.json says that the profile "main" is the current one'),
    })
    expect(await find({ ...astray, '.alibabacloud/credentials': SDK })).toEqual([
      'sdk',
      '~/.alibabacloud/credentials [default]',
    ])
    expect(await find(astray, { ALIBABA_CLOUD_PROFILE: 'other' })).toEqual(['cli', '~/.aliyun/config.json [other]'])
    expect(await find(astray, {}, 'other')).toEqual(['cli', '~/.aliyun/config.json [other]'])
    // Nothing was ever written into it.
    expect(await find({ '.aliyun/config.json': CLI() })).toBeUndefined()
    expect(await find({ '.aliyun/config.json': '{"current":"","profiles":[{"name":"a"}]}' })).toBeUndefined()
  })

  const SOURCES: readonly {
    readonly name: string
    readonly first: string
    readonly env?: (token: string) => Record<string, string>
    readonly files?: Record<string, string>
  }[] = [
    { name: 'OSS_*', first: 'oss', env: () => OSS },
    { name: 'ALIBABA_CLOUD_*', first: 'ali', env: () => ALIBABA },
    {
      name: 'OIDC',
      first: 'STS.oidc',
      env: token => ({
        ALIBABA_CLOUD_ROLE_ARN: ROLE,
        ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/p',
        ALIBABA_CLOUD_OIDC_TOKEN_FILE: token,
      }),
    },
    { name: '~/.ossutilconfig', first: 'ossutil', files: { '.ossutilconfig': OSSUTIL } },
    { name: '~/.oss/credentials', first: 'java', files: { '.oss/credentials': JAVA } },
    {
      name: '~/.aliyun/config.json',
      first: 'cli',
      files: { '.aliyun/config.json': CLI({ name: 'main', mode: 'AK', ...KEYS }) },
    },
    { name: '~/.alibabacloud/credentials', first: 'sdk', files: { '.alibabacloud/credentials': SDK } },
    { name: 'role of the instance', first: 'STS.ecs', env: () => ({ ALIBABA_CLOUD_ECS_METADATA: 'worker' }) },
    { name: 'URI', first: 'STS.uri', env: () => ({ ALIBABA_CLOUD_CREDENTIALS_URI: `${url}/uri` }) },
  ]
  const pairs = SOURCES.flatMap((one, at) =>
    SOURCES.slice(at + 1).map(other => [one.name, other.name, one, other] as const),
  )

  test.each(pairs)('%s before %s', async (_one, _other, one, other) => {
    const token = path.join(homeWith({ token: 'the token\n' }), 'token')
    // Whatever stands first in the environment and in the home.
    for (const [left, right] of [
      [one, other],
      [other, one],
    ] as const) {
      const env = { ...left.env?.(token), ...right.env?.(token) }
      expect((await find({ ...left.files, ...right.files }, env))?.[0]).toBe(one.first)
    }
  })

  test('a profile that the environment names gives way to keys, and is missed where there are none', async () => {
    const files = { '.ossutilconfig': OSSUTIL }
    for (const name of ['OSSUTIL_PROFILE', 'ALIBABA_CLOUD_PROFILE']) {
      expect(await find({}, { [name]: 'gone', ...OSS })).toEqual(['oss', 'environment'])
      await expect(find({}, { [name]: 'gone' })).rejects.toMatchObject({ id: 'profile-missing' })
    }
    await expect(find(files, { OSSUTIL_PROFILE: 'gone' })).rejects.toThrow(
      'There is no profile "gone" with credentials in',
    )
  })

  test('of profiles by a name is that of the files', async () => {
    const files = {
      '.ossutilconfig': `[profile p]\naccessKeyID=ossutil\naccessKeySecret=${SECRET}\n`,
      '.aliyun/config.json': CLI(
        { name: 'p', mode: 'AK', ...KEYS },
        { name: 'q', mode: 'AK', ...KEYS, region_id: 'cn-beijing' },
      ),
    }
    expect(await find(files, OSS, 'p')).toEqual(['ossutil', '~/.ossutilconfig [profile p]'])
    expect(await find(files, OSS, 'q')).toEqual(['cli', '~/.aliyun/config.json [q]'])
    expect(await find(files, { ALIBABA_CLOUD_PROFILE: 'q' })).toEqual(['cli', '~/.aliyun/config.json [q]'])
    expect(await find(files, { OSSUTIL_PROFILE: 'p' })).toEqual(['ossutil', '~/.ossutilconfig [profile p]'])
  })
})

describe('a mode', () => {
  const stsFields = () => asked.at(-1)?.fields

  test.each<[string, Record<string, string>, string | undefined, string]>([
    [
      'RamRoleArn of ossutil',
      {
        '.ossutilconfig': `[profile r]\nmode=RamRoleArn\naccessKeyID=k\naccessKeySecret=${SECRET}\nrole-arn=${ROLE}\n`,
      },
      'r',
      'STS.k',
    ],
    [
      'RamRoleArn of the CLI',
      {
        '.aliyun/config.json': CLI({
          name: 'main',
          mode: 'RamRoleArn',
          ...KEYS,
          ram_role_arn: ROLE,
          ram_session_name: 's',
          expired_seconds: 900,
        }),
      },
      undefined,
      'STS.cli',
    ],
    [
      'ram_role_arn of the SDKs',
      {
        '.alibabacloud/credentials': SDK.replace(
          'access_key\n',
          `ram_role_arn\nrole_arn = ${ROLE}\nrole_session_name = s\n`,
        ),
      },
      undefined,
      'STS.sdk',
    ],
    [
      'ChainableRamRoleArn of the CLI',
      {
        '.aliyun/config.json': CLI(
          { name: 'base', mode: 'AK', ...KEYS },
          { name: 'main', mode: 'ChainableRamRoleArn', source_profile: 'base', ram_role_arn: ROLE },
        ),
      },
      undefined,
      'STS.cli',
    ],
    [
      'RamRoleArnWithRoleName of the CLI',
      {
        '.aliyun/config.json': CLI({
          name: 'main',
          mode: 'RamRoleArnWithRoleName',
          ram_role_name: 'worker',
          ram_role_arn: ROLE,
        }),
      },
      undefined,
      'STS.STS.ecs',
    ],
    ['EcsRamRole of ossutil', { '.ossutilconfig': '[default]\nmode=EcsRamRole\n' }, undefined, 'STS.ecs'],
    [
      'EcsRamRole of the CLI',
      { '.aliyun/config.json': CLI({ name: 'main', mode: 'EcsRamRole', ram_role_name: 'worker' }) },
      undefined,
      'STS.ecs',
    ],
    [
      'ecs_ram_role of the SDKs',
      { '.alibabacloud/credentials': '[default]\ntype=ecs_ram_role\nrole_name=worker\n' },
      undefined,
      'STS.ecs',
    ],
    [
      'CredentialsURI of the CLI',
      { '.aliyun/config.json': CLI({ name: 'main', mode: 'CredentialsURI', credentials_uri: 'URL/uri' }) },
      undefined,
      'STS.uri',
    ],
    [
      'StsToken of the CLI',
      { '.aliyun/config.json': CLI({ name: 'main', mode: 'StsToken', ...KEYS, sts_token: 't' }) },
      undefined,
      'cli',
    ],
    [
      'CloudSSO of the CLI, signed in',
      {
        '.aliyun/config.json': CLI({
          name: 'main',
          mode: 'CloudSSO',
          ...KEYS,
          sts_token: 't',
          sts_expiration: 32_500_000_000,
        }),
      },
      undefined,
      'cli',
    ],
    [
      'Process of ossutil',
      {
        '.ossutilconfig': `[default]\nmode=Process\ncredential-process="${process.execPath}" -p "JSON.stringify({AccessKeyId:'p',AccessKeySecret:'s'})"\n`,
      },
      undefined,
      'p',
    ],
  ])('%s', async (_, files, profile, id) => {
    const placed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace('URL', url)]))
    expect((await find(placed, {}, profile))?.[0]).toBe(id)
    if (id.startsWith('STS.') && stsFields()?.get('Action')) {
      expect(stsFields()?.get('RoleSessionName')).toMatch(/^(s|oss-process)$/)
    }
  })

  test('Anonymous signs nothing, and nothing else is looked for', async () => {
    const files = { '.ossutilconfig': '[default]\nmode=Anonymous\n', '.oss/credentials': JAVA }
    expect(await find(files)).toBeUndefined()
  })

  test('RamRoleArn by the environment sends its session and its limits', async () => {
    const env = {
      ...ALIBABA,
      ALIBABA_CLOUD_SECURITY_TOKEN: 'token',
      ALIBABA_CLOUD_ROLE_ARN: ROLE,
      ALIBABA_CLOUD_ROLE_SESSION_NAME: 'session',
      ALIBABA_CLOUD_EXTERNAL_ID: 'x y*',
    }
    expect(await find({}, env)).toEqual(['STS.ali', `environment, role ${ROLE}`])
    expect(Object.fromEntries(stsFields() ?? [])).toMatchObject({
      Action: 'AssumeRole',
      RoleSessionName: 'session',
      ExternalId: 'x y*',
      SecurityToken: 'token',
      DurationSeconds: '3600',
    })
  })

  test('RamRoleArn by the variables of ossutil is no signature by the keys beside them', async () => {
    const env = { ...OSS, OSS_ROLE_ARN: ROLE, OSS_ROLE_SESSION_NAME: 'session' }
    expect(await find({}, env)).toEqual(['STS.oss', `environment, role ${ROLE}`])
    expect(Object.fromEntries(stsFields() ?? [])).toMatchObject({ Action: 'AssumeRole', RoleSessionName: 'session' })
  })

  test('a refusal of STS is told by its code alone', async () => {
    refusal = 'NoPermission'
    const files = {
      '.ossutilconfig': `[default]\nmode=RamRoleArn\naccessKeyID=k\naccessKeySecret=${SECRET}\nrole-arn=${ROLE}\n`,
    }
    const error: unknown = await find(files).catch((thrown: unknown) => thrown)
    expect(String(error)).toBe(
      `RequestError: ~/.ossutilconfig [default]: STS at ${url} gave no credentials of the role "${ROLE}": NoPermission (403); allow sts:AssumeRole to who asks, and let the role trust it.`,
    )
    expect(String(error)).not.toContain(SECRET)
    await expect(find(files, { ALIBABA_CLOUD_STS_ENDPOINT: 'http://127.0.0.1:1' })).rejects.toThrow(
      'there is no answer',
    )
  })

  test.each<[string, string, string]>([
    ['no role', 'mode=RamRoleArn\naccessKeyID=k\naccessKeySecret=s\n', 'names no role_arn or ram_role_arn.'],
    [
      'itself as source',
      'mode=RamRoleArn\nsource_profile=default\nrole-arn=r\n',
      'profile "default", which leads back to itself: default -> default.',
    ],
    [
      'a circle of three',
      'mode=RamRoleArn\nsource-profile=b\nrole-arn=r\n[profile b]\nmode=RamRoleArn\nsource-profile=c\nrole-arn=r\n[profile c]\nmode=RamRoleArn\nsource-profile=b\nrole-arn=r\n',
      'profile "b", which leads back to itself: b -> c -> b.',
    ],
    ['a source that is not there', 'mode=RamRoleArn\nsource-profile=bas\nrole-arn=r\n', '"bas", which is not there.'],
    ['a chain without a source', 'mode=ChainableRamRoleArn\nrole-arn=r\n', 'names no source_profile.'],
    ['a role and no mode', 'accessKeyID=k\naccessKeySecret=s\nrole-arn=r\n', 'names a role, but no mode;'],
    ['a mode that nobody knows', 'mode=RamRolArn\n', 'Did you mean "RamRoleArn"?'],
    ['a mode that cannot sign', 'mode=bearer\n', 'The mode "bearer" in ~/.ossutilconfig [default] cannot be used here'],
    [
      'a temporary key without its token',
      'accessKeyID=STS.k\naccessKeySecret=s\n',
      'begins with "STS."), but there is no security token beside it.',
    ],
    [
      'StsToken without a token',
      'mode=StsToken\naccessKeyID=k\naccessKeySecret=s\n',
      'names no sts_token or security_token.',
    ],
    ['a comment behind the key', 'accessKeyID=k # main\naccessKeySecret=s\n', 'holds signs that none has'],
    ['a process without a command', 'mode=Process\n', 'names no credential_process or process_command.'],
    ['a process that ends', 'mode=Process\ncredential-process=exit 3\n', 'failed. It ended with status 3.'],
    [
      'a process that is not there',
      'mode=Process\ncredential-process=/no/such/tool\n',
      'does not find the command (127)',
    ],
    ['a URI that is not said', 'mode=CredentialsURI\n', 'names no credentials_uri or credential_uri.'],
    ['nobody signed in', 'mode=CloudSSO\n', 'has no keys: sign in with "aliyun configure" first.'],
    ['no keys', 'mode=AK\n', 'has no AccessKeyId and AccessKeySecret'],
    ['an OIDC token that is not there', 'mode=OIDC\noidc-token-file=/nowhere\noidc-provider-arn=p\n', '"/nowhere"'],
  ])('with %s fails', async (_, text, message) => {
    await expect(find({ '.ossutilconfig': `[default]\n${text}` })).rejects.toThrow(message)
  })
})

describe('a profile', () => {
  const marked = `[default]\naccessKeyID="marked"\naccessKeySecret='${SECRET}'\n`

  test.each<[string, string | Buffer]>([
    ['with a mark in front and CRLF', `\uFEFF${marked.replace(/\n/g, '\r\n')}`],
    ['with lines of old Macs', marked.replace(/\n/g, '\r')],
    ['in UTF-16', Buffer.from(`\uFEFF${marked}`, 'utf16le')],
    ['with colons', marked.replaceAll('=', ' : ')],
  ])('%s is read, quotes are none of the key', async (_, text) => {
    const home = homeWith({})
    writeFileSync(path.join(home, '.ossutilconfig'), text)
    const found = await findCredentials({ home, env: {} })
    expect([found?.accessKeyId, found && reveal(found.accessKeySecret)]).toEqual(['marked', SECRET])
  })

  test('of the CLI may have a mark in front; what is no object is told', async () => {
    const text = CLI({ name: 'main', mode: 'AK', ...KEYS })
    expect(await find({ '.aliyun/config.json': `\uFEFF${text}` })).toEqual(['cli', '~/.aliyun/config.json [main]'])
    await expect(find({ '.aliyun/config.json': '[]' })).rejects.toThrow('is not the JSON that it should be.')
    await expect(find({ '.aliyun/config.json': '{\n"current":\n' })).rejects.toThrow('Look at line 3,')
  })

  test('that is switched off is passed over', async () => {
    const off = SDK.replace('[default]\n', '[default]\nenable = false\n')
    expect(await find({ '.alibabacloud/credentials': off })).toBeUndefined()
    expect(await find({ '.alibabacloud/credentials': off.replace('false', 'true') })).toBeDefined()
  })

  test('whose name is misspelt is told', async () => {
    const files = {
      '.ossutilconfig': `[profile staging]\naccessKeyID=k\naccessKeySecret=s\n`,
      '.aliyun/config.json': CLI({ name: 'main', mode: 'AK', ...KEYS }),
    }
    await expect(find(files, {}, 'mian')).rejects.toThrow('Did you mean "main"?')
    await expect(find(files, {}, 'stagin')).rejects.toThrow('Did you mean "staging"?')
  })

  test.each([
    ['External', 'process_command'],
    ['Process', 'credential_process'],
  ])('that a process of mode %s prints takes its role on', async (mode, field) => {
    const printed = JSON.stringify({ mode: 'RamRoleArn', ...KEYS, ram_role_arn: ROLE, ram_session_name: 's' })
    const file = path.join(homeWith({ printed }), 'printed')
    expect(await find({ '.aliyun/config.json': CLI({ name: 'main', mode, [field]: `cat ${file}` }) })).toEqual([
      'STS.cli',
      '~/.aliyun/config.json [main]',
    ])
    const found = await findCredentials({ env: places(), home: homeWith({}), process: `cat ${file}` })
    expect(shown(found)).toEqual(['STS.cli', 'process'])
  })

  test('chains of sources of any length are followed', async () => {
    const links = Array.from(
      { length: 8 },
      (_, at) => `[profile p${at}]\nmode=RamRoleArn\nsource-profile=p${at + 1}\nrole-arn=${ROLE}\n`,
    )
    const end = `[profile p8]\naccessKeyID=k\naccessKeySecret=${SECRET}\n`
    // Each role signs with the secret of the one before: the loopback STS checks only that of the first.
    await expect(find({ '.ossutilconfig': [...links, end].join('') }, {}, 'p0')).rejects.toThrow(
      'SignatureDoesNotMatch (400); check the AccessKeySecret.',
    )
    expect(asked).toHaveLength(2)
  })
})

describe('a service that answers otherwise', () => {
  const good = {
    Code: 'Success',
    AccessKeyId: 'STS.id',
    AccessKeySecret: SECRET,
    SecurityToken: 't',
    Expiration: EXPIRATION,
  }
  const html = [200, '<!doctype html><title>Sign in</title>'] as const
  const xml = [
    403,
    `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>signed ${SECRET}</Message></Error>`,
  ] as const
  const odd = [403, JSON.stringify({ Code: `${SECRET}\u001B[31m` })] as const
  const moved = [302, '', { location: 'http://portal.example/login?next=x' }] as const

  type Told = readonly [status: number, text: string, headers?: Record<string, string>]

  /** Asks with this answer to everything. */
  const hear = async (env: Record<string, string>, [status, text, headers = {}]: Told, role?: true) => {
    const fetch = async () => ({
      ok: status < 300,
      status,
      headers: { get: (name: string) => headers[name] ?? null },
      text: async () => text,
    })
    const options = { env, home: homeWith({}), fetch, metadataUrl: 'http://meta' }
    const found: unknown = await findCredentials({ ...options, role }).catch((error: unknown) => error)
    expect(JSON.stringify(found) + String(found)).not.toContain(SECRET)
    return String(found)
  }

  const STS = { ...ALIBABA, ALIBABA_CLOUD_ROLE_ARN: ROLE }
  const URI = { ALIBABA_CLOUD_CREDENTIALS_URI: 'http://sidecar/keys?token=hidden' }
  const ENDING = { html: 'HTML or XML (200)', moved: 'it redirects to portal.example (302), which is not followed' }

  test.each<[string, Record<string, string>, Told, string]>([
    ['STS', STS, html, `environment: STS at https://sts.aliyuncs.com gave no credentials of the role "${ROLE}"`],
    ['STS', STS, html, ENDING.html],
    ['STS', STS, xml, 'AccessDenied (403).'],
    ['STS', STS, odd, 'the status is 403.'],
    ['STS', STS, moved, ENDING.moved],
    ['STS', STS, [200, JSON.stringify({ Credentials: { ...good, SecurityToken: '' } })], 'the answer holds no keys.'],
    ['STS', STS, [404, '{"Code":"InvalidAccessKeyId.NotFound"}'], '(404); check the AccessKeyId.'],
    ['STS', STS, [404, '{"Code":"EntityNotExist.Role"}'], '(404); there is no such role; check its ARN.'],
    ['the URI', URI, html, 'ALIBABA_CLOUD_CREDENTIALS_URI'],
    ['the URI', URI, html, ENDING.html],
    ['the URI', URI, xml, 'http://sidecar/keys gave no credentials: AccessDenied (403).'],
    ['the URI', URI, moved, ENDING.moved],
    ['the URI', URI, [200, JSON.stringify({ ...good, Code: 'Failure' })], 'the answer holds no keys: Failure (200).'],
    ['the URI', URI, [200, JSON.stringify({ ...good, SecurityToken: '' })], 'there is no security token beside it.'],
    ['the URI', { ALIBABA_CLOUD_CREDENTIALS_URI: 'sidecar:80/keys' }, html, 'not an address that begins with http://'],
    [
      'the URI',
      { ALIBABA_CLOUD_CREDENTIALS_URI: 'http://u:hidden@sidecar/' },
      html,
      'a user and password in an address',
    ],
  ])('%s: %#', async (_, env, told, message) => {
    const words = await hear(env, told)
    expect(words).toContain(message)
    expect(words).not.toContain('hidden')
  })

  test.each<[Told, string]>([
    [html, ENDING.html],
    [xml, 'security-credentials/ gave no credentials of a RAM role: AccessDenied (403).'],
    [moved, ENDING.moved],
    [[200, ''], 'the instance has no role.'],
    [[404, html[1]], 'the instance has no role.'],
  ])('the metadata: %#', async (told, message) => {
    expect(await hear({}, told, true)).toContain(message)
  })

  test('metadata without a token is not asked where the environment forbids that', async () => {
    const env = { ALIBABA_CLOUD_IMDSV1_DISABLED: 'true' }
    expect(await hear(env, [403, ''], true)).toContain('http://meta/latest/api/token')
  })

  test('half of what a pod needs is told', async () => {
    const file = path.join(homeWith({ token: '\n' }), 'token')
    await expect(find({}, { ALIBABA_CLOUD_OIDC_TOKEN_FILE: file, ALIBABA_CLOUD_ROLE_ARN: ROLE })).rejects.toThrow(
      'ALIBABA_CLOUD_OIDC_TOKEN_FILE is set in the environment, but ALIBABA_CLOUD_OIDC_PROVIDER_ARN is not.',
    )
    const env = {
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: file,
      ALIBABA_CLOUD_ROLE_ARN: ROLE,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'p',
    }
    await expect(find({}, env)).rejects.toThrow(`The file "${file}" holds no OIDC token: it is empty.`)
  })
})

test('a proxy is asked for addresses that are not excepted', async () => {
  const env = { ALIBABA_CLOUD_CREDENTIALS_URI: 'https://credentials.example/uri', HTTPS_PROXY: url }
  await expect(find({}, env)).rejects.toThrow('The credentials URI https://credentials.example/uri gave no credentials')
  expect(asked.map(({ path: one }) => one)).toEqual(['CONNECT credentials.example:443'])
  const near = { ALIBABA_CLOUD_CREDENTIALS_URI: `${url}/uri`, HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1' }
  expect(await find({}, near)).toEqual(['STS.uri', 'ALIBABA_CLOUD_CREDENTIALS_URI'])
})

describe('on the command line', () => {
  const recipe = `version: 1
connection: { region: cn-hangzhou, bucket: films }
sources: a.mp4
steps: [video/animation: { f: gif, w: 100, inter: 1s }]
saveas: oss://films/a.gif
`
  const compile = async (...argv: string[]) => {
    const cwd = homeWith({ 'r.yaml': recipe })
    const env = { ...OSS, HOME: homeWith({ '.ossutilconfig': OSSUTIL }), OSS_PROCESS_METADATA_URL: url }
    return run(['compile', '--format', 'http', ...argv, 'r.yaml'], { cwd, env })
  }

  test.each([
    [['--profile', 'nosuch'], 'There is no profile "nosuch"'],
    [['--credential-process', 'false'], 'The credential process failed.'],
    [['--role=nosuch'], 'the instance has no role'],
  ])('%j that is not there is wrong, whatever the environment holds', async (argv, message) => {
    const { code, stdout, stderr } = await compile(...argv)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })

  test('what is named wins', async () => {
    expect((await compile('--profile', 'default')).stderr).toContain('from: ~/.ossutilconfig [default].')
    expect((await compile('--role')).stderr).toContain('from: RAM role worker.')
    expect((await compile()).stderr).toContain('from: environment.')
  })
})
