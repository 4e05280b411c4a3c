import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type FoundCredentials, findCredentials, reveal } from '../../src/request/index.ts'

let home = ''
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'oss-process-home-'))
})
afterAll(() => rmSync(home, { recursive: true }))

const shown = (found: FoundCredentials | undefined) =>
  found && {
    ...found,
    accessKeySecret: reveal(found.accessKeySecret),
    ...(found.securityToken && { securityToken: reveal(found.securityToken) }),
  }

/** A home of its own with these files. */
function homeWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(home, 'user-'))
  mkdirSync(join(folder, '.oss'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const v2 = `# comment
[default]
accessKeyID = id-2
access_key_secret = se=cret-2 # not a comment
region=cn-hangzhou
endpoint = oss-cn-hangzhou-internal.aliyuncs.com
[profile Dev]
access-key-id=id-dev
accessKeySecret=secret-dev
stsToken=token-dev
; comment
nonsense
[profile ecs]
mode=EcsRamRole
ecs-role-name=worker
[profile any-ecs]
mode = ecsramrole
[profile arn]
mode=RamRoleArn
[empty]
`
const v1 = `[Credentials]
language=EN
endpoint=oss-cn-beijing.aliyuncs.com
accessKeyID=id-1
accessKeySecret=secret-1
stsToken=
`
const java = `[default]
oss_access_key_id = id-java
oss_secret_access_key = secret-java
oss_session_token = token-java
[other]
oss_access_key_id = id-other
`
const environment = { OSS_ACCESS_KEY_ID: 'id-env', OSS_ACCESS_KEY_SECRET: 'secret-env' }

describe('findCredentials', () => {
  it('takes the environment first', async () => {
    const folder = homeWith({ '.ossutilconfig': v2, '.oss/credentials': java })
    expect(shown(await findCredentials({ env: environment, home: folder }))).toEqual({
      accessKeyId: 'id-env',
      accessKeySecret: 'secret-env',
      source: 'environment',
    })
    const env = { ...environment, OSS_SESSION_TOKEN: 'token-env' }
    expect(shown(await findCredentials({ env, home: folder }))).toMatchObject({ securityToken: 'token-env' })
  })

  it('says when half of the environment is missing', async () => {
    await expect(findCredentials({ env: { OSS_ACCESS_KEY_ID: 'x' }, home })).rejects.toThrow(
      'OSS_ACCESS_KEY_ID is set in the environment, but OSS_ACCESS_KEY_SECRET is not.',
    )
    await expect(findCredentials({ env: { OSS_ACCESS_KEY_SECRET: 'hidden' }, home })).rejects.toThrow(
      'OSS_ACCESS_KEY_SECRET is set in the environment, but OSS_ACCESS_KEY_ID is not.',
    )
  })

  it('reads ~/.ossutilconfig in both forms', async () => {
    const folder = homeWith({ '.ossutilconfig': v2, '.oss/credentials': java })
    expect(shown(await findCredentials({ env: {}, home: folder }))).toEqual({
      accessKeyId: 'id-2',
      accessKeySecret: 'se=cret-2 # not a comment',
      source: '~/.ossutilconfig [default]',
      region: 'cn-hangzhou',
      endpoint: 'oss-cn-hangzhou-internal.aliyuncs.com',
    })
    const dev = { accessKeyId: 'id-dev', accessKeySecret: 'secret-dev', securityToken: 'token-dev' }
    expect(shown(await findCredentials({ env: {}, home: folder, profile: 'Dev' }))).toMatchObject(dev)
    expect(shown(await findCredentials({ env: { OSSUTIL_PROFILE: 'dev' }, home: folder }))).toMatchObject(dev)
    expect(shown(await findCredentials({ env: {}, home: homeWith({ '.ossutilconfig': v1 }) }))).toEqual({
      accessKeyId: 'id-1',
      accessKeySecret: 'secret-1',
      source: '~/.ossutilconfig [credentials]',
      endpoint: 'oss-cn-beijing.aliyuncs.com',
    })
    const elsewhere = { OSSUTIL_CONFIG_FILE: join(folder, '.ossutilconfig') }
    expect(await findCredentials({ env: elsewhere, home: homeWith({}) })).toMatchObject({ accessKeyId: 'id-2' })
  })

  it('reads ~/.oss/credentials', async () => {
    const folder = homeWith({ '.oss/credentials': java, '.ossutilconfig': '[empty]' })
    const expected = {
      accessKeyId: 'id-java',
      accessKeySecret: 'secret-java',
      securityToken: 'token-java',
      source: '~/.oss/credentials [default]',
    }
    expect(shown(await findCredentials({ env: {}, home: folder }))).toEqual(expected)
    const env = { OSS_CREDENTIAL_PROFILES_FILE: join(folder, '.oss/credentials') }
    expect(shown(await findCredentials({ env, home: homeWith({}) }))).toEqual(expected)
    await expect(findCredentials({ env: {}, home: folder, profile: 'other' })).rejects.toThrow(
      'The profile ~/.oss/credentials [other] has no AccessKeyId and AccessKeySecret.',
    )
    for (const profile of ['empty', 'none']) {
      await expect(findCredentials({ env: environment, home: folder, profile })).rejects.toThrow(
        `There is no profile "${profile}" with credentials in ~/.ossutilconfig, ~/.oss/credentials, ~/.aliyun/config.json, ~/.alibabacloud/credentials.`,
      )
    }
  })

  it('says which modes it cannot use', async () => {
    const folder = homeWith({ '.ossutilconfig': '[profile x]\nmode=RsaKeyPair\n' })
    await expect(findCredentials({ env: {}, home: folder, profile: 'x' })).rejects.toThrow(
      'The mode "RsaKeyPair" in ~/.ossutilconfig [profile x] cannot be used here',
    )
  })

  it('takes what is named before the environment, and only one of them', async () => {
    const folder = homeWith({ '.ossutilconfig': v2 })
    const options = { env: environment, home: folder }
    expect(await findCredentials({ ...options, profile: 'dev' })).toMatchObject({ accessKeyId: 'id-dev' })
    const run = async () => '{"AccessKeyId":"id-p","AccessKeySecret":"s"}'
    expect(await findCredentials({ ...options, process: 'vault', run })).toMatchObject({ source: 'process' })
    await expect(findCredentials({ ...options, process: 'false' })).rejects.toThrow('The credential process failed.')
    await expect(findCredentials({ ...options, role: 'w', metadataUrl: 'http://127.0.0.1:1' })).rejects.toThrow(
      'there is no answer',
    )
    await expect(findCredentials({ ...options, profile: 'dev', role: true })).rejects.toThrow(
      'More than one source of credentials is named',
    )
  })

  it('says which file it cannot read', async () => {
    const folder = homeWith({})
    mkdirSync(join(folder, '.ossutilconfig'))
    await expect(findCredentials({ env: {}, home: folder })).rejects.toThrow(
      `"${join(folder, '.ossutilconfig')}" cannot be read (EISDIR).`,
    )
    mkdirSync(join(home, 'half/.aliyun'), { recursive: true })
    writeFileSync(join(home, 'half/.aliyun/config.json'), '{"current":"sEcReT')
    const error: unknown = await findCredentials({ env: {}, home: join(home, 'half') }).catch((one: unknown) => one)
    expect(inspect(error)).toContain('~/.aliyun/config.json is not the JSON that it should be.')
    expect(inspect(error)).not.toContain('sEcReT')
  })

  it('says that credentials have expired', async () => {
    const run = async () => '{"AccessKeyId":"id","AccessKeySecret":"s","Expiration":"2020-01-01T00:00:00Z"}'
    await expect(findCredentials({ env: {}, home, process: 'vault', run })).rejects.toThrow(
      /^The credentials from process expired at 2020-01-01T00:00:00\.000Z, and it is 2\d{3}-[-\d:.T]+Z on this machine; ask for new ones, or set its clock\.$/,
    )
  })
})

describe('the process', () => {
  const find = (output: string) => findCredentials({ env: {}, home, process: 'vault', run: async () => output })

  it('reads what it prints', async () => {
    const output = {
      AccessKeyId: 'id',
      AccessKeySecret: 'secret',
      SecurityToken: 'token',
      Expiration: '2999-11-22T14:35:01Z',
    }
    const expected = {
      accessKeyId: 'id',
      accessKeySecret: 'secret',
      securityToken: 'token',
      expiresAt: new Date('2999-11-22T14:35:01Z'),
      source: 'process',
    }
    expect(shown(await find(JSON.stringify(output)))).toEqual(expected)
    const snake = { mode: 'AK', access_key_id: 'id', access_key_secret: 'secret', sts_token: '', expiration: 5 }
    expect(shown(await find(JSON.stringify(snake)))).toEqual({
      accessKeyId: 'id',
      accessKeySecret: 'secret',
      source: 'process',
    })
  })

  it('runs a real one', async () => {
    const command = `"${process.execPath}" -p "JSON.stringify({AccessKeyId:'id',AccessKeySecret:'s'})"`
    expect(shown(await findCredentials({ env: {}, home, process: command }))).toMatchObject({ accessKeyId: 'id' })
    await expect(findCredentials({ env: {}, home, process: 'exit 3' })).rejects.toThrow(
      'The credential process failed.',
    )
  })

  it.each(['', 'null', '[]', '{"AccessKeyId":"hidden"}', '{"AccessKeySecret":"hidden"'])(
    'says when it prints %s',
    async output => {
      const error: unknown = await find(output).catch((thrown: unknown) => thrown)
      expect(inspect(error)).toContain('printed no JSON object with AccessKeyId and AccessKeySecret')
      expect(inspect(error)).not.toContain('hidden')
    },
  )
})

describe('the RAM role', () => {
  const keys = {
    Code: 'Success',
    AccessKeyId: 'STS.id',
    AccessKeySecret: 'secret',
    SecurityToken: 'token',
    Expiration: '2999-11-22T20:00:00Z',
  }
  const folder = '/latest/meta-data/ram/security-credentials/'

  function server(pages: Record<string, string>) {
    const asked: string[] = []
    const answer = (text: string | undefined): Answer => ({
      ok: text !== undefined,
      status: text === undefined ? 404 : 200,
      text: async () => text ?? '',
    })
    const fetch = async (url: string, init: { method: string; headers: Record<string, string> }) => {
      asked.push(`${init.method} ${url} ${Object.entries(init.headers)}`)
      return answer(pages[url.replace('http://meta', '')])
    }
    return { asked, fetch }
  }

  it('asks the instance, with a token where it gives one', async () => {
    const { asked, fetch } = server({
      '/latest/api/token': 'T\n',
      [folder]: 'worker\n',
      [`${folder}worker`]: JSON.stringify(keys),
    })
    const found = await findCredentials({ env: {}, home, role: true, fetch, metadataUrl: 'http://meta' })
    expect(shown(found)).toEqual({
      accessKeyId: 'STS.id',
      accessKeySecret: 'secret',
      securityToken: 'token',
      expiresAt: new Date('2999-11-22T20:00:00Z'),
      source: 'RAM role worker',
    })
    expect(asked).toEqual([
      'PUT http://meta/latest/api/token X-aliyun-ecs-metadata-token-ttl-seconds,300',
      `GET http://meta${folder} X-aliyun-ecs-metadata-token,T`,
      `GET http://meta${folder}worker X-aliyun-ecs-metadata-token,T`,
    ])
  })

  it('asks without a token where there is none, and for a named role at once', async () => {
    const { asked, fetch } = server({ [`${folder}worker`]: JSON.stringify(keys) })
    expect(await findCredentials({ env: {}, home, role: 'worker', fetch, metadataUrl: 'http://meta' })).toMatchObject({
      accessKeyId: 'STS.id',
    })
    expect(asked).toHaveLength(2)
    expect(asked[1]).toBe(`GET http://meta${folder}worker `)
  })

  it('is asked when ossutil is set up so', async () => {
    const user = homeWith({ '.ossutilconfig': v2 })
    const { fetch } = server({ [folder]: 'worker', [`${folder}worker`]: JSON.stringify(keys) })
    for (const profile of ['ecs', 'any-ecs']) {
      const found = await findCredentials({ env: {}, home: user, profile, fetch, metadataUrl: 'http://meta' })
      expect(found).toMatchObject({ accessKeyId: 'STS.id', source: `~/.ossutilconfig [profile ${profile}]` })
    }
  })

  it('says when there is no role, no answer or no key', async () => {
    const ask = (pages: Record<string, string>) =>
      findCredentials({ env: {}, home, role: true, fetch: server(pages).fetch, metadataUrl: 'http://meta' })
    await expect(ask({})).rejects.toThrow(
      `The instance metadata at http://meta${folder} gave no credentials of a RAM role: the instance has no role.`,
    )
    await expect(ask({ [folder]: 'w', [`${folder}w`]: '{"Code":"Failed"}' })).rejects.toThrow(
      'the answer holds no keys',
    )
    await expect(ask({ [folder]: 'w', [`${folder}w`]: 'oops' })).rejects.toThrow('the answer holds no keys')
    const silent = async () => Promise.reject(new Error('down'))
    await expect(findCredentials({ env: {}, home, role: 'w', fetch: silent })).rejects.toThrow(
      'http://100.100.100.200/latest/api/token',
    )
    await expect(findCredentials({ env: {}, home, role: 'w', metadataUrl: 'http://127.0.0.1:1' })).rejects.toThrow(
      'there is no answer',
    )
  })
})

it('finds nothing where there is nothing', async () => {
  expect(await findCredentials({ env: {}, home: homeWith({}) })).toBeUndefined()
})

it('looks at this machine when nothing is given', async () => {
  const before = { ...process.env }
  Object.assign(process.env, environment)
  try {
    expect(await findCredentials()).toMatchObject({ source: 'environment', accessKeyId: 'id-env' })
  } finally {
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
})

it('never shows a secret', async () => {
  const found = await findCredentials({ env: environment, home })
  expect(inspect(found, { depth: 9 }) + JSON.stringify(found)).not.toContain('secret-env')
})
