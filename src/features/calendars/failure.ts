/** Why an address cannot be a shared calendar's: told before it is kept. */
export type AddressFault = 'not-https' | 'has-credentials' | 'other-port' | 'private-network'

/** Why nothing came of asking for it. */
export type FetchFailure =
  | AddressFault
  | 'unknown-host'
  | 'too-many-redirects'
  | 'status'
  | 'too-large'
  | 'too-slow'
  | 'no-connection'

/** Why a shared calendar could not be read. */
export type HolidayFailure = FetchFailure | 'not-a-calendar' | 'too-many' | 'too-much-work'
