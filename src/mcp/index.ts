/** Tools for programs that write code: the protocol around what the commands tell. */

export { serveTools, type ToolServerOptions } from './serve.ts'
