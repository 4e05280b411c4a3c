// A bare sender: undici and nothing else. Arguments: endpoint, requests, connections.
import { Agent, request } from 'undici'

const [endpoint, total, connections] = process.argv.slice(2)
const dispatcher = new Agent({ connections: Number(connections) })
const body = 'x-oss-async-process=video/animation,f_gif,inter_1000|sys/saveas,b_b3V0,o_e2JhcmVuYW1lfS5naWY'
let left = Number(total)
const send = async () => {
  while (left-- > 0) {
    const { body: answer } = await request(`${endpoint}/films/film-${left}.mp4?x-oss-async-process`, {
      method: 'POST',
      body,
      dispatcher,
    })
    await answer.text()
  }
}
await Promise.all(Array.from({ length: Number(connections) }, send))
await dispatcher.close()
