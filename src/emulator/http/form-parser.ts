/** The reader of forms: it asks for modules of Node by require, so that it is bundled as a file of its own. */
export { Busboy } from '@fastify/busboy'
