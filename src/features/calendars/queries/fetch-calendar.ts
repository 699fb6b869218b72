import { lookup as resolveName } from 'node:dns/promises'
import { request, type RequestOptions } from 'node:https'
import { BlockList, isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'
import type { AddressFault, FetchFailure } from '#src/features/calendars/failure.ts'
import { readAtMost } from '#src/kernel/read-at-most.ts'

/** What came of asking for a shared calendar. */
export type Fetched =
  | { ok: true; text: string; etag: string | null }
  /** It has not changed since the etag that was given. */
  | { ok: true; unchanged: true }
  | { ok: false; why: FetchFailure; detail: string }

type Address = { address: string; family: number }

/** What a test puts in the place of the internet. */
export type Network = {
  resolve(host: string): Promise<Address[]>
  isForbidden(address: Address): boolean
  /** Certificates to trust besides the usual ones. */
  ca?: string
  /** Where `https` is when no port is named. */
  port: number
  /** For all of it together. */
  seconds: number
}

const mostBytes = 1_000_000
const mostRedirects = 3
const longestEtag = 500

/**
 * Networks that are nobody's business: an address that somebody typed must not become a way into ours.
 *
 * https://www.iana.org/assignments/iana-ipv4-special-registry and …-ipv6-special-registry
 */
const forbidden = new BlockList()
const networks4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]
const globalUnicast6: [string, number] = ['2000::', 3]
/** Within what is public: tunnels that carry an IPv4 address, and addresses for documents. */
const networks6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]
for (const [network, bits] of networks4) forbidden.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of networks6) forbidden.addSubnet(network, bits, 'ipv6')
const public6 = new BlockList()
public6.addSubnet(...globalUnicast6, 'ipv6')

/** Whether an address lies where a request of ours must not go. What is no address does. */
export function isForbidden({ address }: Pick<Address, 'address'>): boolean {
  switch (isIP(address)) {
    case 4:
      return forbidden.check(address, 'ipv4')
    case 6:
      return !public6.check(address, 'ipv6') || forbidden.check(address, 'ipv6')
    default:
      return true
  }
}

const internet: Network = {
  resolve: (host) => resolveName(host, { all: true, verbatim: true }),
  isForbidden,
  port: 443,
  seconds: 10,
}

/** Why an address cannot be a shared calendar's, told before it is kept; null when it can. */
export function whyNotCalendar(address: string): AddressFault | null {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:') return 'not-https'
  if (url.username || url.password) return 'has-credentials'
  if (url.port !== '') return 'other-port'
  const literal = url.hostname.replace(/^\[|\]$/gu, '')
  return isIP(literal) && isForbidden({ address: literal }) ? 'private-network' : null
}

/**
 * A shared calendar's text, at most a megabyte, within ten seconds in all, over https alone.
 *
 * Each address on the way is resolved first, every answer is checked, and the connection goes to the very address that
 * was checked: a name that answers differently the second time gains nothing.
 */
export async function fetchCalendar(
  address: string,
  etag: string | null,
  stopping: AbortSignal,
  network = internet,
): Promise<Fetched> {
  const limit = AbortSignal.any([stopping, AbortSignal.timeout(network.seconds * 1000)])
  let url = address
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const step = await oneStep(url, { etag, network, limit })
    if (!('redirect' in step)) return step
    const next = URL.parse(step.redirect, url)
    if (!next) return { ok: false, why: 'status', detail: 'a redirect that leads nowhere' }
    url = next.href
  }
  return { ok: false, why: 'too-many-redirects', detail: '' }
}

type Asking = { etag: string | null; network: Network; limit: AbortSignal }

async function oneStep(address: string, asking: Asking): Promise<Fetched | { redirect: string }> {
  const why = whyNotCalendar(address)
  if (why) return { ok: false, why, detail: '' }
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  const found = await resolve(host, asking)
  if (!Array.isArray(found)) return found
  try {
    return await ask(url, found, asking)
  } catch (error) {
    if (asking.limit.aborted) return { ok: false, why: 'too-slow', detail: '' }
    return { ok: false, why: 'no-connection', detail: error instanceof Error ? error.message : String(error) }
  }
}

async function resolve(host: string, { network, limit }: Asking): Promise<Address[] | Extract<Fetched, { ok: false }>> {
  const late = new Promise<null>((done) => limit.addEventListener('abort', () => done(null), { once: true }))
  const all = await Promise.race([network.resolve(host).catch(() => []), late])
  if (all === null) return { ok: false, why: 'too-slow', detail: '' }
  if (all.length === 0) return { ok: false, why: 'unknown-host', detail: host }
  return all.some((each) => network.isForbidden(each)) ? { ok: false, why: 'private-network', detail: host } : all
}

function ask(url: URL, to: Address[], { etag, network, limit }: Asking): Promise<Fetched | { redirect: string }> {
  const options: RequestOptions = {
    method: 'GET',
    port: network.port,
    signal: limit,
    agent: false,
    ...(network.ca === undefined ? {} : { ca: network.ca }),
    // The name is not asked for again.
    lookup: (_host, { all }, answer) => (all ? answer(null, to) : answer(null, to[0]?.address ?? '', to[0]?.family)),
    headers: {
      accept: 'text/calendar, text/plain;q=0.5',
      // What is packed could be a megabyte here and a gigabyte once it is unpacked.
      'accept-encoding': 'identity',
      'user-agent': 'Sahayak',
      ...(etag === null ? {} : { 'if-none-match': etag }),
    },
  }
  return new Promise((answer, fail) => {
    const sent = request(url, options, (response) => {
      read(response).then(answer, fail)
    })
    // It may fail twice, as when it is given up while it fails; nobody hearing that would end the process.
    sent.on('error', fail)
    sent.end()
  })
}

async function read(response: IncomingMessage): Promise<Fetched | { redirect: string }> {
  const { statusCode = 0, headers } = response
  const refused = (why: FetchFailure, detail = ''): Fetched => {
    response.destroy()
    return { ok: false, why, detail }
  }
  if (statusCode >= 300 && statusCode < 400 && statusCode !== 304) {
    response.destroy()
    return headers.location === undefined ? refused('status', String(statusCode)) : { redirect: headers.location }
  }
  if (statusCode === 304) {
    response.destroy()
    return { ok: true, unchanged: true }
  }
  if (statusCode !== 200) return refused('status', String(statusCode))
  if (headers['content-encoding'] && headers['content-encoding'] !== 'identity') return refused('status', 'packed')
  if (Number(headers['content-length'] ?? 0) > mostBytes) return refused('too-large')
  const bytes = await readAtMost(response, mostBytes)
  if (!bytes) return refused('too-large')
  // The decoder leaves out the mark that some programs put before the text.
  const text = new TextDecoder().decode(bytes)
  return { ok: true, text, etag: headers.etag && headers.etag.length <= longestEtag ? headers.etag : null }
}
