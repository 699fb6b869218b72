/**
 * What Slack refuses beyond, as its documentation says. Everything rendered keeps within these; a longer thing is cut at
 * a word, and what does not fit is counted. Addresses are below https://docs.slack.dev/reference/
 */
export const limits = {
  /** block-kit/blocks: "up to 50 blocks in each message". */
  blocks: 50,
  /** The same page: "100 blocks in modals or Home tabs". */
  viewBlocks: 100,
  /**
   * All words of a message together. Slack refuses more with `msg_blocks_too_long` and does not document where that begins: its
   * maintainers name 12,000 with what holds the words together counted in (https://github.com/slackapi/bolt-js/issues/2509),
   * and 11,341 characters of words in many blocks were refused (https://github.com/slackapi/bolt-js/issues/2867). There a
   * block more took the place of 125 characters.
   */
  message: 12_000,
  block: 125,
  /** block-kit/blocks/header-block */
  header: 150,
  /** block-kit/blocks/section-block */
  section: 3_000,
  sectionFields: 10,
  sectionField: 2_000,
  /** block-kit/blocks/context-block and composition-objects/text-object */
  context: 3_000,
  /** block-kit/blocks/actions-block */
  actions: 25,
  /** block-kit/block-elements/button-element */
  buttonText: 75,
  url: 3_000,
  actionId: 255,
  /** block-kit/blocks/data-visualization-block: of the title, of a series' name and of a value's label. */
  altText: 1_000,
  chartTitle: 50,
  chartName: 20,
  chartLabel: 50,

  /**
   * methods/chat.update: `msg_too_long`, "cannot exceed 4,000 characters"; the text beside blocks is for notifications. What is
   * counted are bytes of UTF-8 (https://github.com/openclaw/openclaw/pull/115027), of which a letter of Hindi has three.
   */
  text: 4_000,

  /** surfaces/modals: title, submit and close. */
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  /** block-kit/blocks/input-block */
  label: 2_000,
  hint: 2_000,
  /** block-kit/block-elements/plain-text-input-element */
  input: 3_000,
  placeholder: 150,
  /** block-kit/block-elements/file-input-element: `max_files`. As many are put into one message. */
  files: 10,
  /** block-kit/block-elements/select-menu-element and composition-objects/option-object */
  options: 100,
  optionText: 75,
  optionValue: 150,

  /** app-manifest: `features.slash_commands`. */
  commandName: 32,
  commandDescription: 2_000,
  usageHint: 1_000,
  /** app-manifest: `features.shortcuts`. */
  shortcutName: 24,
  shortcutDescription: 150,
  /** methods/conversations.history: one page, of at most 999. */
  page: 200,
} as const

/** Milliseconds. */
export const times = {
  /** Slack waits three seconds for an acknowledgement: what is late by then is acknowledged, and finished later. */
  patience: 1_500,
  /** A form needs its trigger, which lives three seconds: it is waited for as long as there is any hope of opening it. */
  patienceForForm: 2_300,
  /** For writing down that somebody waits; with either of the others it keeps within three seconds. */
  patienceForPromise: 500,
  request: 10_000,
  /** One file, however large, from Slack and to it. Together they keep within the outbox's lease of a minute. */
  file: 20_000,
} as const

/** Bytes of one HTTP request. Bolt reads all of it before it checks the signature, so it is bounded at the door. */
export const mostBytes = 1_000_000
