import { describe, expect, it } from 'vitest'
import { rhythmWords, shortMonthWords } from '#src/features/repeats/words.ts'
import { readRhythm } from '#src/time/rhythm-grammar.ts'
import { readerFor } from '#src/words/reader.ts'
import { wordsIn } from '#src/words/words.ts'
import { aRhythm } from './cast.ts'

const now = Temporal.Instant.from('2026-03-04T06:30Z')
const zone = 'Asia/Kolkata'
const english = readerFor({ language: 'en', zone }, now)
const hindi = readerFor({ language: 'hi', zone }, now)

function understood(text: string, locale: 'en' | 'hi' = 'en') {
  const read = readRhythm(text, { now, zone, language: locale, use: 'due' })
  if (read.kind !== 'understood') throw new Error(`not understood: ${text}`)
  return read.rhythm
}

describe('how often, repeated back', () => {
  it.each([
    ['every day', 'every day at 9:00 am', 'हर दिन सुबह 9:00 बजे'],
    ['every 3 days at 5pm', 'every 3 days at 5:00 pm', 'हर 3 दिन पर शाम 5:00 बजे'],
    ['every weekday at 9:00', 'every weekday at 9:00 am', 'हर कार्य दिवस सुबह 9:00 बजे'],
    ['every weekend', 'every Saturday and Sunday at 9:00 am', 'हर शनिवार और रविवार सुबह 9:00 बजे'],
    ['every 2 weeks on Monday', 'every 2 weeks on Monday at 9:00 am', 'हर 2 हफ़्ते पर सोमवार को सुबह 9:00 बजे'],
    [
      'every Mon, Wed and Fri',
      'every Monday, Wednesday and Friday at 9:00 am',
      'हर सोमवार, बुधवार और शुक्रवार सुबह 9:00 बजे',
    ],
    ['every day at 9am and 5pm', 'every day at 9:00 am and 5:00 pm', 'हर दिन सुबह 9:00 बजे और शाम 5:00 बजे'],
    ['last Friday of the month', 'every month on the last Friday at 9:00 am', 'हर महीने आख़िरी शुक्रवार को सुबह 9:00 बजे'],
    [
      'first working day of every month',
      'every month on the first working day at 9:00 am',
      'हर महीने पहले कार्य दिवस को सुबह 9:00 बजे',
    ],
    ['last day of every month', 'every month on the last day at 9:00 am', 'हर महीने आख़िरी दिन को सुबह 9:00 बजे'],
    ['month on the 1st and 22nd', 'every month on the 1st and 22nd at 9:00 am', 'हर महीने 1 और 22 तारीख को सुबह 9:00 बजे'],
    ['3 months on the 13th', 'every 3 months on the 13th at 9:00 am', 'हर 3 महीने पर 13 तारीख को सुबह 9:00 बजे'],
    ['year on 5 April', 'every year on 5 April at 9:00 am', 'हर साल 5 अप्रैल को सुबह 9:00 बजे'],
    ['Friday at 9am London time', 'every Friday at 9:00 am (London)', 'हर शुक्रवार सुबह 9:00 बजे (लंदन)'],
    ['Friday until 30 June', 'every Friday at 9:00 am, until Tue 30 Jun', 'हर शुक्रवार सुबह 9:00 बजे, मंगल 30 जून तक'],
    [
      'Friday from 13 March, 10 times',
      'every Friday at 9:00 am, from Fri 13 Mar, 10 times',
      'हर शुक्रवार सुबह 9:00 बजे, शुक्र 13 मार्च से, 10 बार',
    ],
  ])('%s', (typed, inEnglish, inHindi) => {
    const rhythm = understood(typed)

    expect([rhythmWords(rhythm, english), rhythmWords(rhythm, hindi)]).toEqual([inEnglish, inHindi])
  })

  it.each([
    'every day at 9am and 5pm',
    'every 2 weeks on Monday',
    'every weekday at 9:00',
    'every Monday, Wednesday and Friday',
    'every month on the last Friday',
    'every month on the 1st and 15th',
    'every 3 months on the 1st',
    'every year on 5 April',
    'every Friday until 30 June',
    'every Friday, 10 times',
    'every Friday from 13 March',
  ])('is understood again as it was said, in both languages: %s', (typed) => {
    const rhythm = understood(typed)

    expect(understood(rhythmWords(rhythm, english))).toEqual(rhythm)
    expect(understood(rhythmWords(rhythm, hindi), 'hi')).toEqual(rhythm)
  })

  it('says what a month does that lacks the day, and nothing where every month has it', () => {
    const said = (dates: number[], month?: number) =>
      shortMonthWords(
        aRhythm(month === undefined ? { unit: 'month', on: { dates } } : { unit: 'year', month, on: { dates } }),
        english,
      )

    expect([said([31]), said([1, 30]), said([29]), said([29], 2)]).toEqual(
      Array.from({ length: 4 }, () => wordsIn('en').repeats.shortMonth),
    )
    expect([said([28]), said([-1]), said([30], 4)]).toEqual([null, null, null])
  })
})
