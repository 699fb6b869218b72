import { z } from 'zod'
import type { Reply } from './reply.ts'
import { versioned } from './versioned.ts'

/** Of which kind it is decides all else; what that holds is what we put there. */
const reply = z.custom<Reply>((value) => z.looseObject({ say: z.string().min(1) }).safeParse(value).success)

/** What a delivery was answered with, as the inbox keeps it. */
export const keptAnswers = versioned('an answer', reply)
