import { Worker } from 'node:worker_threads'
import { pictureLimit } from '../contract/accounts/profile.ts'
import { Refused } from './errors.ts'

/** Pictures are decoded beside the server's own thread, so many at a time, each for so long at most, ms. */
const atOnce = 2
const patience = 15_000

const working = new Set<Promise<unknown>>()

/**
 * A JPEG or PNG as a new JPEG of 256 × 256 and nothing else: whatever the file held besides (place, camera, another file) is gone.
 * Refuses `not-a-picture` and `picture-too-large`.
 */
export async function remakePicture(file: Buffer): Promise<Buffer> {
  refuseOdd(file)
  while (working.size >= atOnce) await Promise.race(working)
  const work = remadeBeside(file)
  const settled = work.catch(() => undefined).finally(() => working.delete(settled))
  working.add(settled)
  return await work
}

/** More would be decoded to gigabytes. */
const mostPixels = 25_000_000

/** By its first and last bytes, before anything is decoded. */
function refuseOdd(file: Buffer): void {
  if (file.length > pictureLimit) throw new Refused('picture-too-large')
  if (file.length < 64) throw new Refused('not-a-picture')
  const size = sizeOfPng(file) ?? sizeOfJpeg(file)
  if (!size || size.width === 0 || size.height === 0) throw new Refused('not-a-picture')
  if (size.width * size.height > mostPixels) throw new Refused('picture-too-large')
}

type Size = { width: number; height: number }

const pngHead = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const pngEnd = Buffer.from('0000000049454e44ae426082', 'hex')

/** null = no PNG, or one with more behind it than a picture, or written in passes (whose size nobody can tell beforehand). */
function sizeOfPng(file: Buffer): Size | null {
  const inPasses = file.readUInt8(28) !== 0
  if (!file.subarray(0, 16).equals(pngHead) || !file.subarray(-12).equals(pngEnd) || inPasses) return null
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) }
}

/** From the first frame head; null = no JPEG, or one with more behind it than a picture. */
function sizeOfJpeg(file: Buffer): Size | null {
  if (file.readUIntBE(0, 3) !== 0xffd8ff || file.readUInt16BE(file.length - 2) !== 0xffd9) return null
  let at = 2
  while (at + 9 < file.length && file.readUInt8(at) === 0xff) {
    const marker = file.readUInt8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) }
    at += 2 + file.readUInt16BE(at + 2)
  }
  return null
}

function remadeBeside(file: Buffer): Promise<Buffer> {
  const worker = new Worker(new URL('./pictures-worker.ts', import.meta.url), {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  return new Promise<Buffer>((resolve, reject) => {
    const give = setTimeout(() => reject(new Refused('picture-too-large')), patience)
    worker.once('message', (made: Uint8Array | null) => {
      clearTimeout(give)
      if (made) resolve(Buffer.from(made))
      else reject(new Refused('not-a-picture'))
    })
    // Out of memory, or a mistake in a decoder: the file is to blame.
    worker.once('error', () => reject(new Refused('not-a-picture')))
  }).finally(() => worker.terminate())
}
