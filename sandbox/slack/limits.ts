/**
 * Every number that Slack refuses beyond, with where it is written.
 *
 * The addresses are pages of Slack's own reference, below https://docs.slack.dev/reference/.
 */
export const limits = {
  /** block-kit/blocks: "up to 50 blocks in each message, and 100 blocks in modals or Home tabs". */
  messageBlocks: 50,
  viewBlocks: 100,
  /** Undocumented, see `isTooLong`: all words of a message, what each block costs beside them, and both together. */
  blockWords: 12_000,
  blockContainer: 125,
  blockWordsAndContainers: 13_422,
  /** block-kit/blocks/*: `block_id`, "maximum length 255 characters". */
  blockId: 255,
  /** block-kit/block-elements/*: `action_id`, "maximum length 255 characters". */
  actionId: 255,
  /** block-kit/composition-objects/text-object: "minimum length 1, maximum length 3000". */
  text: 3000,
  /** block-kit/blocks/section-block. */
  sectionText: 3000,
  sectionFields: 10,
  sectionField: 2000,
  /** block-kit/blocks/header-block. */
  header: 150,
  /** block-kit/blocks/actions-block: "maximum of 25 elements". */
  actionsElements: 25,
  /** block-kit/blocks/context-block: "maximum number of items is 10". */
  contextElements: 10,
  /** block-kit/blocks/input-block: label and hint. */
  inputLabel: 2000,
  /** block-kit/blocks/image-block. */
  url: 3000,
  altText: 2000,
  imageTitle: 2000,
  /** block-kit/blocks/data-visualization-block. */
  chartsInMessage: 2,
  chartTitle: 50,
  chartSeries: 6,
  chartValues: 20,
  chartName: 20,
  chartAxis: 50,
  /** block-kit/blocks/markdown-block: "cumulative limit for all markdown blocks in a single payload is 12,000". */
  markdown: 12_000,
  /** block-kit/block-elements/button-element. */
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  /** block-kit/composition-objects/option-object. */
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  /** block-kit/composition-objects/option-group-object. */
  groupLabel: 75,
  /** block-kit/block-elements/select-menu-element. */
  selectOptions: 100,
  selectGroups: 100,
  placeholder: 150,
  /** block-kit/block-elements/overflow-menu-element: "maximum number of options is 5". */
  overflowOptions: 5,
  /** block-kit/block-elements/radio-button-group-element and checkboxes-element: "maximum of 10 options". */
  choices: 10,
  /** block-kit/block-elements/plain-text-input-element: `max_length`. */
  inputText: 3000,
  /** block-kit/block-elements/file-input-element: `max_files`. */
  inputFiles: 10,
  /** The same page: "There is a 10MB file size limit"; in payloads the element says `max_file_size_bytes: 10000000`. */
  inputFileBytes: 10_000_000,
  /** block-kit/composition-objects/confirmation-dialog-object. */
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** block-kit/blocks/video-block. */
  videoTitle: 200,
  videoDescription: 200,
  videoAuthor: 50,
  /** surfaces/views: title, submit and close. */
  viewTitle: 24,
  viewButton: 24,
  /** surfaces/views: `private_metadata`, `callback_id`, `external_id`. */
  privateMetadata: 3000,
  callbackId: 255,
  externalId: 255,
  /** methods/views.open: `view_too_large`, 250 kB. */
  viewBytes: 250_000,
  /** surfaces/modals: "a modal can hold up to three views". */
  modalStack: 3,
  /**
   * apis/web-api/rate-limits: "one message per second per channel", with "short bursts". How short is written nowhere; those
   * who counted came to 25.
   */
  posting: { atOnce: 25, everyMs: 1000 },
  /** The same page: calls a minute of a method, an app and a workspace, and bursts of as many. */
  tiers: {
    2: { atOnce: 20, everyMs: 3000 },
    3: { atOnce: 50, everyMs: 1200 },
    4: { atOnce: 100, everyMs: 600 },
  },
  /** methods/chat.postMessage: "text exceeding 40,000 characters is truncated". */
  postedText: 40_000,
  /** methods/chat.update: `msg_too_long`, "cannot exceed 4,000 characters". */
  updatedText: 4000,
  /**
   * Of the same text, as UTF-8: one of 4,002 bytes was refused where 4,000 were taken, whatever the documentation calls
   * characters (github.com/openclaw/openclaw/pull/115027).
   */
  updatedBytes: 4000,
  /** methods/chat.postMessage: `metadata_too_large`. */
  metadataBytes: 16_000,
  /** methods/conversations.history: `limit`, "maximum 999". */
  page: 999,
  /** interactivity/handling-user-interaction: three seconds to acknowledge, and the life of a `trigger_id`. */
  acknowledgeMs: 3000,
  triggerMs: 3000,
  /** interactivity/handling-user-interaction: `response_url`, "up to 5 times within 30 minutes". */
  responseUses: 5,
  responseMs: 30 * 60_000,
  /** apis/events-api: "retried immediately, after one minute, after five minutes". */
  eventRetriesMs: [0, 60_000, 300_000],
  /** apis/events-api/using-socket-mode: "up to 10 open WebSocket connections". */
  sockets: 10,
  /** methods/oauth.v2.access: a code lives ten minutes. */
  oauthCodeMs: 10 * 60_000,
} as const
