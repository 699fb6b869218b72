import type { SandboxClock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Traffic } from '../traffic.ts'
import type { Gateway } from './gateway.ts'
import type { Pending } from './interactions.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Component } from './component.ts'
import type { World } from './world.ts'

export type DiscordOptions = { clock: SandboxClock; traffic: Traffic; faults: Faults; baseUrl: () => string }

/** A form that lies open before a person. */
export type OpenModal = {
  interactionId: string
  applicationId: string
  channelId: string
  /** The message it was born from. */
  messageId: string | undefined
  customId: string
  title: string
  components: Component[]
  problem: string | undefined
}

/** Words of Discord's own that a person reads when an application fails. */
export type Failure = { at: number; channel: string; about: string; text: string }

/** What all parts of the sandbox's Discord share. */
export type Server = DiscordOptions & {
  world: World
  gateway: Gateway
  limits: RateLimits
  /** By id. */
  interactions: Map<string, Pending>
  /** By token. */
  interactionTokens: Map<string, Pending>
  modals: Map<string, OpenModal>
  failures: Map<string, Failure[]>
  /** What autocomplete last offered, by user, command and option: a choice is made by its name. */
  offered: Map<string, { name: string; value: string | number }[]>
  changed(): void
}
