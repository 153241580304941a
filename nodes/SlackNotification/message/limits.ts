/**
 * How long the parts of a message may be, in characters, and how many there may be of them. Slack refuses a message
 * with blocks past their limits (`invalid_blocks`), and cuts other texts by itself, wherever that falls.
 */
export const LIMITS = {
	/**
	 * Slack recommends 4,000 and cuts at 40,000.
	 * https://docs.slack.dev/changelog/2018-04-truncating-really-long-messages
	 */
	messageText: 4_000,
	/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
	text: 3_000,
	/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
	sectionFields: 10,
	sectionField: 2_000,
	/**
	 * All fields of a section, and each text of a context. Slack refuses a message whose blocks hold too much text in all
	 * (`msg_blocks_too_long`) and documents no number for it. Its developers name 12,000 characters with some allowance
	 * for the blocks (https://github.com/slackapi/bolt-js/issues/2509), and 11,341 were refused
	 * (https://github.com/slackapi/bolt-js/issues/2867): with these the blocks of a message stay well below.
	 */
	sectionFieldsTogether: 4_000,
	contextText: 1_000,
	/** https://docs.slack.dev/reference/block-kit/blocks/context-block */
	contextElements: 10,
	/**
	 * Of an attachment, only the footer's limit is documented; the others are those of the blocks that look like them.
	 * https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments
	 */
	footer: 300,
	attachmentTitle: 150,
	attachmentText: 3_000,
	attachmentField: 2_000,
} as const;

/** A heading, a label or a value within a line: Slack sets no limit, but a longer one leaves no room for the rest. */
export const INLINE_LENGTH = 300;
