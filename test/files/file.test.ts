import { describe, expect, it } from 'vitest'
import { fileLine, refIn, refOf } from '#src/features/files/file.ts'
import { sizeInWords } from '#src/kernel/size.ts'

const id = '019cae7b-3c1a-7e7b-8f5a-a1b2c3d4e5f6'

describe('how a form names a file', () => {
  it.each(['loom.jpg', 'करघा (अंतिम).png', 'two\nlines.mp4', '📎 (0123456789ab).gif'])(
    'names %s by a line that is read as that file again',
    (name) => {
      const line = fileLine({ id, name })

      expect(line).not.toContain('\n')
      expect(refIn(line)).toBe(refOf(id))
    },
  )

  it.each([
    'loom.jpg',
    'https://drive.example.com/loom.jpg',
    '📎 https://drive.example.com/loom.jpg',
    '📎 loom.jpg (a1b2c3)',
    'loom.jpg (a1b2c3d4e5f6)',
  ])('takes no other line for a file: %s', (line) => {
    expect(refIn(line)).toBeNull()
  })
})

describe('the size of a file in words', () => {
  it.each([
    [0, '0 KB'],
    [1, '1 KB'],
    [340_400, '0.3 MB'],
    [99_400, '99 KB'],
    [2_149_000, '2.1 MB'],
    [10_000_000, '10 MB'],
  ])('says %i bytes as %s', (bytes, words) => {
    expect(sizeInWords(bytes)).toBe(words)
  })
})
