import { isObject, unknownFields } from './shared/http';

/**
 * What Slack documents about the size of a message:
 * https://docs.slack.dev/changelog/2018-04-truncating-really-long-messages (text),
 * https://docs.slack.dev/reference/block-kit/blocks (50 blocks) with its pages `section-block`, `context-block` and
 * `header-block`, https://docs.slack.dev/reference/block-kit/composition-objects/text-object,
 * https://docs.slack.dev/reference/methods/chat.postMessage (100 attachments), and
 * https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments (footer).
 */
export const SLACK_LIMITS = {
	recommendedText: 4_000,
	text: 40_000,
	blocks: 50,
	/** Not documented: so much was refused once, as `msg_blocks_too_long` (https://github.com/slackapi/bolt-js/issues/2867). */
	blocksText: 11_341,
	blockId: 255,
	textObject: 3_000,
	sectionFields: 10,
	sectionField: 2_000,
	contextElements: 10,
	header: 150,
	attachments: 100,
	footer: 300,
} as const;

/** Why Slack does not take a message: the body of its answer with status 400. */
export type SlackMessageError =
	| 'invalid_attachments'
	| 'invalid_blocks'
	| 'invalid_blocks_format'
	| 'invalid_payload'
	| 'no_text'
	| 'too_many_attachments';

type Json = Record<string, unknown>;

/** What is wrong with a message; undefined when Slack takes it. */
export function messageError(message: Json | undefined): SlackMessageError | undefined {
	if (!message) return 'invalid_payload';
	const { text, blocks, attachments } = message;
	if (text !== undefined && typeof text !== 'string') return 'invalid_payload';
	if (blocks !== undefined && !Array.isArray(blocks)) return 'invalid_blocks_format';
	if (attachments !== undefined && !Array.isArray(attachments)) return 'invalid_attachments';
	if (!text?.trim() && !blocks?.length && !attachments?.length) return 'no_text';
	if (blocks && !areBlocks(blocks)) return 'invalid_blocks';
	if (!attachments) return undefined;
	if (attachments.length > SLACK_LIMITS.attachments) return 'too_many_attachments';
	return attachments.every(isAttachment) ? undefined : 'invalid_attachments';
}

/** What Slack would cut off, advises against or was seen to refuse, though by its documents it takes the message. */
export function messageWarnings(message: Json): string[] {
	const { text = '', attachments = [] } = message as { text?: string; attachments?: Json[] };
	const warnings: string[] = [];
	if (textLength(message.blocks) >= SLACK_LIMITS.blocksText) warnings.push('msg_blocks_too_long');
	if (text.length > SLACK_LIMITS.text) warnings.push('message_truncated');
	else if (text.length > SLACK_LIMITS.recommendedText) warnings.push('text longer than 4,000');
	for (const { footer } of attachments) {
		if (String(footer ?? '').length > SLACK_LIMITS.footer) warnings.push('footer longer than 300');
	}
	return warnings;
}

/** Every text of a message, wherever it stands. */
export function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** How much text blocks hold: every `text` that is one, without the types around it. */
function textLength(value: unknown): number {
	if (Array.isArray(value)) return value.reduce<number>((sum, part) => sum + textLength(part), 0);
	if (!isObject(value)) return 0;
	const { text, ...rest } = value;
	return (
		(typeof text === 'string' ? text.length : textLength(text)) + textLength(Object.values(rest))
	);
}

/** The control sequences that notify somebody: `<!channel>`, `<@U…>`, `<!subteam^…>`. */
export function mentionsIn(message: Json): string[] {
	return textsOf(message).flatMap((text) => text.match(/<[!@][^>]*>/g) ?? []);
}

function areBlocks(blocks: readonly unknown[]): boolean {
	return blocks.length <= SLACK_LIMITS.blocks && blocks.every(isBlock);
}

/** The blocks that are looked into; the others that messages may hold are none of what is tested here. */
const BLOCKS: Readonly<Record<string, (block: Json) => boolean>> = {
	context: (block) =>
		hasOnly(block, ['elements']) &&
		isList(block.elements, SLACK_LIMITS.contextElements, (element) =>
			isObject(element) && element.type === 'image'
				? true
				: isText(element, SLACK_LIMITS.textObject),
		),
	divider: (block) => hasOnly(block, []),
	header: (block) =>
		hasOnly(block, ['text']) && isText(block.text, SLACK_LIMITS.header, ['plain_text']),
	section: (block) =>
		hasOnly(block, ['text', 'fields', 'accessory', 'expand']) &&
		(block.text === undefined
			? block.fields !== undefined
			: isText(block.text, SLACK_LIMITS.textObject)) &&
		(block.fields === undefined ||
			isList(block.fields, SLACK_LIMITS.sectionFields, (field) =>
				isText(field, SLACK_LIMITS.sectionField),
			)),
};

function isBlock(block: unknown): boolean {
	if (!isObject(block)) return false;
	const { type, block_id: id = 'x' } = block;
	if (typeof id !== 'string' || id.length > SLACK_LIMITS.blockId) return false;
	return BLOCKS[String(type)]?.(block) ?? false;
}

function isText(
	value: unknown,
	max: number,
	types: readonly string[] = ['mrkdwn', 'plain_text'],
): boolean {
	if (!isObject(value)) return false;
	const { type, text } = value;
	const own = type === 'mrkdwn' ? 'verbatim' : 'emoji';
	return (
		types.includes(String(type)) &&
		unknownFields(value, ['type', 'text', own]).length === 0 &&
		typeof text === 'string' &&
		text.length >= 1 &&
		text.length <= max
	);
}

function isAttachment(value: unknown): boolean {
	if (!isObject(value)) return false;
	const { blocks, fields, ts } = value;
	const texts = ['fallback', 'text', 'title', 'pretext', 'footer', 'color', 'title_link'];
	return (
		texts.every((key) => value[key] === undefined || typeof value[key] === 'string') &&
		(blocks === undefined || (Array.isArray(blocks) && areBlocks(blocks))) &&
		(ts === undefined || Number.isInteger(ts)) &&
		(fields === undefined || (Array.isArray(fields) && fields.every(isAttachmentField)))
	);
}

function isAttachmentField(field: unknown): boolean {
	if (!isObject(field)) return false;
	const { title, value, short = false } = field;
	return typeof title === 'string' && typeof value === 'string' && typeof short === 'boolean';
}

function isList(value: unknown, max: number, isEntry: (entry: unknown) => boolean): boolean {
	return Array.isArray(value) && value.length >= 1 && value.length <= max && value.every(isEntry);
}

function hasOnly(block: Json, fields: readonly string[]): boolean {
	return unknownFields(block, ['type', 'block_id', ...fields]).length === 0;
}
