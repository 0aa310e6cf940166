import { parentPort, workerData } from 'node:worker_threads'
import jpeg from 'jpeg-js'
import { PNG } from 'pngjs'

/** Width and height of every picture, pixels. */
const side = 256
const quality = 82

type Pixels = { width: number; height: number; data: Uint8Array }

/** Runs on a thread of its own: decodes, takes the middle square, makes it small, writes a new JPEG. null = cannot be decoded. */
function remake(file: Buffer): Uint8Array | null {
  try {
    const pixels = file.readUInt8(0) === 0x89 ? PNG.sync.read(file) : decodeJpeg(file)
    return jpeg.encode({ width: side, height: side, data: middleOf(pixels) }, quality).data
  } catch {
    return null
  }
}

function decodeJpeg(file: Buffer): Pixels {
  return jpeg.decode(file, { useTArray: true, maxResolutionInMP: 25, maxMemoryUsageInMB: 400 })
}

/** The middle square, each new pixel the mean of those it stands for; what can be seen through lies on white. */
function middleOf(pixels: Pixels): Buffer {
  const square = Math.min(pixels.width, pixels.height)
  const left = Math.floor((pixels.width - square) / 2)
  const top = Math.floor((pixels.height - square) / 2)
  const small = Buffer.alloc(side * side * 4, 255)
  const edge = (index: number) => Math.floor((index * square) / side)
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const box = { from: left + edge(x), to: left + Math.max(edge(x + 1), edge(x) + 1) }
      const rows = { from: top + edge(y), to: top + Math.max(edge(y + 1), edge(y) + 1) }
      small.set(meanOf(pixels, box, rows), (y * side + x) * 4)
    }
  return small
}

type Stretch = { from: number; to: number }

function meanOf({ width, data }: Pixels, across: Stretch, down: Stretch): number[] {
  const sum = [0, 0, 0]
  for (let y = down.from; y < down.to; y += 1)
    for (let x = across.from; x < across.to; x += 1) {
      const at = (y * width + x) * 4
      const seen = (data[at + 3] ?? 255) / 255
      for (let part = 0; part < 3; part += 1)
        sum[part] = (sum[part] ?? 0) + (data[at + part] ?? 0) * seen + 255 * (1 - seen)
    }
  const count = (across.to - across.from) * (down.to - down.from)
  return sum.map((part) => Math.round(part / count))
}

parentPort?.postMessage(remake(Buffer.from(workerData as Uint8Array)))
