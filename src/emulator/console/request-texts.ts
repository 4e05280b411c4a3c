import { shellWord } from '../../request/curl-command.ts'
import { type Credentials, type OssRequest, presign, presignRequest, url } from '../../request/index.ts'
import type { RequestTexts } from './answers.ts'

/** How a request is written elsewhere: its URL, with a signature too, and as a command. */
export function requestTexts(request: OssRequest, credentials: Credentials, region: string): RequestTexts {
  const signedUrl = presign(request, credentials, { region })
  const { method, headers, body } = presignRequest(request, credentials, { region })
  const isPost = method === 'POST'
  const words = [
    'curl',
    // The certificate of a local server is its own.
    ...(request.endpoint.startsWith('https:') ? ['--insecure'] : []),
    ...(isPost ? ['-X', 'POST'] : ['--output', 'result']),
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', shellWord(`${name}: ${value}`)]),
    ...(isPost ? ['--data-binary', shellWord(body)] : []),
    shellWord(signedUrl),
  ]
  return { url: url(request), signedUrl, curl: words.join(' ') }
}
