export { type ConsoleServices, createConsole } from './console.ts'
