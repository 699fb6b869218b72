import { inOrder, secretsSaid, type Found } from '#src/features/guard/secrets.ts'
import { tokensOfServices } from './token-forms.ts'

/** All that is a secret in a text. */
export async function findSecrets(text: string): Promise<Found[]> {
  return inOrder(text, [...secretsSaid(text), ...(await tokensOfServices(text))])
}
