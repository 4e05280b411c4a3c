/** The part of ali-oss that is used; the package brings no types. */
declare module 'ali-oss' {
  namespace OSS {
    interface Options {
      readonly accessKeyId: string
      readonly accessKeySecret: string
      readonly stsToken?: string
      readonly refreshSTSTokenInterval?: number
      readonly region: string
      readonly endpoint: string
      readonly secure: boolean
      readonly authorizationV4: boolean
      readonly sldEnable: boolean
      readonly cname: boolean
      readonly agent: import('node:http').Agent
      readonly httpsAgent: import('node:https').Agent
    }
    interface RequestParameters {
      readonly method: string
      readonly bucket: string
      readonly object: string
      readonly subres: Readonly<Record<string, string>>
      readonly headers: Readonly<Record<string, string>>
      readonly content: Uint8Array
      readonly timeout: readonly [connect: number, response: number]
    }
    interface Result {
      readonly status: number
      readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
      readonly data: Uint8Array | undefined
      /** Put there by us. */
      readonly failure?: unknown
    }
    interface Transport {
      request(url: string, parameters: { readonly headers: Record<string, string> }): Promise<Result>
    }
  }
  class OSS {
    constructor(options: OSS.Options)
    readonly options: { amendTimeSkewed?: number }
    urllib: OSS.Transport
    request(parameters: OSS.RequestParameters): Promise<OSS.Result>
  }
  export = OSS
}
